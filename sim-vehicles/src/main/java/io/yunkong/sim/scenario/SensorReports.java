package io.yunkong.sim.scenario;

import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.sim.client.Frame;
import io.yunkong.sim.sensor.Message;
import io.yunkong.sim.sensor.Units;
import io.yunkong.wire.uper.DataElements;
import io.yunkong.wire.uper.RsmWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What the sensors of one roadside unit see of a play: an RSM every 0.1 s of the actors in range that are to be seen. Small noise, as with
 * {@link SelfReports}: 0.2 m per axis, 0.1 m/s, 1 degree; nobody is missed and nobody has two numbers.
 */
final class SensorReports {
    private static final double NOISE_M = 0.2;
    private static final double NOISE_MPS = 0.1;
    private static final double NOISE_RAD = Math.toRadians(1);
    private static final int EVERY_MS = 100;
    /** SourceType: sensors of a roadside unit together. */
    private static final int SOURCE = 7;

    private final Play play;
    private final RoadsideUnit unit;
    private final SplittableRandom random;
    private final RsmWriter writer = new RsmWriter();
    private final byte[] buffer = new byte[RsmWriter.BYTES_MAX];

    SensorReports(Play play, RoadsideUnit unit) {
        this.play = play;
        this.unit = unit;
        random = new SplittableRandom(play.scenario().seed() * 0x9E3779B97F4A7C15L ^ unit.stationId());
    }

    List<Frame> frames(long startUs) {
        List<Frame> frames = new ArrayList<>();
        LocalPlane plane = play.zone().plane();
        for (int atMs = random.nextInt(EVERY_MS); atMs < play.scenario().lastsS() * 1000; atMs += EVERY_MS) {
            writer.clear()
                    .messageCount(frames.size() % 128)
                    .id(unit.stationId())
                    .referencePosition(
                            Units.degreesE7(plane.latitudeDeg(unit.eastM(), unit.northM())),
                            Units.degreesE7(plane.longitudeDeg(unit.eastM(), unit.northM())));
            long atUs = startUs + atMs * 1000L;
            for (Actor actor : play.scenario().actors()) {
                Motion.State state = play.motion(actor).at(atMs / 1000.0);
                if (actor.seen() && inRange(state)) {
                    add(actor, state, atUs);
                }
            }
            if (writer.participantCount() > 0) {
                byte[] uper = Arrays.copyOf(buffer, writer.encode(buffer));
                frames.add(new Frame(Message.Kind.RSM, unit.stationId(), atUs, uper));
            }
        }
        return frames;
    }

    private boolean inRange(Motion.State state) {
        return Math.hypot(state.eastM() - unit.eastM(), state.northM() - unit.northM()) < unit.rangeM();
    }

    private void add(Actor actor, Motion.State state, long atUs) {
        LocalPlane plane = play.zone().plane();
        double east = state.eastM() + NOISE_M * random.nextGaussian();
        double north = state.northM() + NOISE_M * random.nextGaussian();
        writer.addParticipant()
                .type(actor.type().participantType())
                .participantId(play.scenario().actors().indexOf(actor) + 1)
                .source(SOURCE)
                .secondMark(Units.secondMark(atUs))
                .position(
                        Units.degreesE7(plane.latitudeDeg(east, north)),
                        Units.degreesE7(plane.longitudeDeg(east, north)))
                .transmission(DataElements.TRANSMISSION_UNAVAILABLE)
                .speed(Units.speed(Math.max(0, state.speedMps() + NOISE_MPS * random.nextGaussian())))
                .heading(Units.heading(state.headingRad() + NOISE_RAD * random.nextGaussian()))
                .size(
                        Units.centimetres(actor.type().widthM()),
                        Units.centimetres(actor.type().lengthM()))
                .vehicleClass(actor.type().vehicleClass());
    }
}
