package io.yunkong.sim.scenario;

import com.google.protobuf.ByteString;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.Zone;
import io.yunkong.sim.client.Frame;
import io.yunkong.sim.sensor.Message;
import io.yunkong.sim.sensor.Units;
import io.yunkong.sim.signal.PriorityAnswer;
import io.yunkong.sim.signal.PriorityController;
import io.yunkong.wire.csae.BitString;
import io.yunkong.wire.csae.DriveSuggestion;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.MessageFrameExt;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.RoadsideCoordination;
import io.yunkong.wire.csae.VehicleCoordination;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a roadside unit answers vehicles that have asked for priority (RSC): going straight on while they have, or will have, green; slowing down
 * while they wait for another; and that it is over. Who is refused hears nothing. Not thread-safe.
 */
final class PriorityAnswers {
    /** DriveBehavior of T/CSAE 157. */
    private static final long GO_STRAIGHT_ON = 1L;

    private static final long SLOW_DOWN = 1L << 11;
    /** CoordinationInfo of T/CSAE 157. */
    private static final long SIGNAL_PRIORITY = 1L << 7;

    private static final long OFFSET_US = 10_000;
    /** Longer than it takes to say it again. */
    private static final long WAITING_US = 2_000_000;

    /** Vehicles in one message. */
    private static final int VEHICLES_MAX = 16;

    private record Asked(long vehicle, int number, PriorityController controller) {}

    private final RoadsideUnit unit;
    private final Position3D place;
    private final MessageCodec codec = MessageCodec.of(Edition.E2020);
    /** What was asked, and whether it has been answered. */
    private final Map<Asked, Boolean> asked = new LinkedHashMap<>();

    private int count;

    PriorityAnswers(RoadsideUnit unit, Zone zone) {
        this.unit = unit;
        this.place = Position3D.newBuilder()
                .setLat(Units.degreesE7(zone.plane().latitudeDeg(unit.eastM(), unit.northM())))
                .setLong(Units.degreesE7(zone.plane().longitudeDeg(unit.eastM(), unit.northM())))
                .build();
    }

    /** A vehicle has asked: it is answered from now on. */
    void ask(long vehicle, int number, PriorityController controller) {
        asked.putIfAbsent(new Asked(vehicle, number, controller), false);
    }

    /** What is to be said now; empty = nothing. */
    Optional<Frame> tell(long nowUs) {
        RoadsideCoordination.Builder told = RoadsideCoordination.newBuilder()
                .setMsgCnt(count % 128)
                .setId(id(unit.stationId()))
                .setSecMark(Units.secondMark(nowUs))
                .setRefPos(place);
        for (Iterator<Map.Entry<Asked, Boolean>> all = asked.entrySet().iterator();
                all.hasNext() && told.getCoordinatesCount() < VEHICLES_MAX; ) {
            Map.Entry<Asked, Boolean> one = all.next();
            Asked by = one.getKey();
            Optional<PriorityAnswer> answer = by.controller().answer(by.vehicle(), by.number(), nowUs);
            if (answer.isPresent()) {
                one.setValue(true);
                told.addCoordinates(coordination(by.vehicle(), answer.get(), nowUs));
            } else {
                if (one.getValue()) {
                    told.addCoordinates(coordination(by.vehicle(), GO_STRAIGHT_ON, 1));
                }
                all.remove();
            }
        }
        if (told.getCoordinatesCount() == 0) {
            return Optional.empty();
        }
        count++;
        return Optional.of(Announcements.frame(
                codec,
                Message.Kind.RSC,
                unit.stationId(),
                nowUs,
                MessageFrame.newBuilder()
                        .setMsgFrameExt(MessageFrameExt.newBuilder().setRsc(told))
                        .build()));
    }

    private static VehicleCoordination coordination(long vehicle, PriorityAnswer answer, long nowUs) {
        return switch (answer) {
            case PriorityAnswer.Granted granted ->
                coordination(vehicle, GO_STRAIGHT_ON, Math.max(1, (granted.untilUs() - nowUs) / OFFSET_US));
            case PriorityAnswer.Waiting _, PriorityAnswer.Refused _ ->
                coordination(vehicle, SLOW_DOWN, WAITING_US / OFFSET_US);
        };
    }

    private static VehicleCoordination coordination(long vehicle, long behaviour, long lifeTime) {
        return VehicleCoordination.newBuilder()
                .setVehId(id(vehicle))
                .setInfo(BitString.newBuilder().setBits(SIGNAL_PRIORITY))
                .setDriveSuggestion(DriveSuggestion.newBuilder()
                        .setSuggestion(BitString.newBuilder().setBits(behaviour))
                        .setLifeTime((int) lifeTime))
                .build();
    }

    private static ByteString id(long station) {
        return ByteString.copyFrom(ByteBuffer.allocate(Long.BYTES).putLong(0, station));
    }
}
