package io.yunkong.sim.replay;

import io.yunkong.map.geo.LocalPlane;
import io.yunkong.sim.sensor.Units;
import io.yunkong.wire.uper.BsmWriter;
import io.yunkong.wire.uper.DataElements;
import io.yunkong.wire.uper.RsmParticipantWriter;
import io.yunkong.wire.uper.RsmWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Recorded lines as BSM and RSM frames with the time fields of the replay. One owner. */
final class RecordedEncoder {
    private final BsmWriter bsm = new BsmWriter();
    private final RsmWriter rsm = new RsmWriter();
    private final byte[] buffer = new byte[RsmWriter.BYTES_MAX];
    private final Map<Long, Integer> counts = new HashMap<>();

    /** @param measuredUs time of the measurement in the replay, microseconds since 1970 UTC */
    byte[] encode(Recorded.Bsm line, long stationId, long measuredUs) {
        Recorded.State state = line.state();
        bsm.clear()
                .messageCount(Math.floorMod(line.count(), 128))
                .id(stationId)
                .secondMark(Units.secondMark(measuredUs))
                .position(Units.degreesE7(state.latitudeDeg()), Units.degreesE7(state.longitudeDeg()))
                .transmission(DataElements.TRANSMISSION_FORWARD)
                .speed(Units.speed(state.speedMps()))
                .heading(Units.heading(Math.toRadians(state.headingDeg())))
                .acceleration(
                        Double.isNaN(state.accelerationMps2())
                                ? DataElements.ACCELERATION_UNAVAILABLE
                                : Units.acceleration(state.accelerationMps2()),
                        DataElements.ACCELERATION_UNAVAILABLE,
                        DataElements.VERTICAL_ACCELERATION_UNAVAILABLE,
                        0)
                .size(Units.centimetres(state.widthM()), Units.centimetres(state.lengthM()))
                .vehicleClass(Units.vehicleClass(state.kind()));
        return Arrays.copyOf(buffer, bsm.encode(buffer));
    }

    /** One frame for every 16 objects; none when there are none. */
    List<byte[]> encode(Recorded.Rsm line, long stationId, LocalPlane plane, long measuredUs) {
        List<byte[]> frames = new ArrayList<>();
        List<Recorded.State> objects = line.objects();
        for (int from = 0; from < objects.size(); from += RsmWriter.PARTICIPANTS_MAX) {
            int count = counts.merge(stationId, 1, Integer::sum);
            rsm.clear()
                    .messageCount((count - 1) % 128)
                    .id(stationId)
                    .referencePosition(
                            Units.degreesE7(plane.originLatitudeDeg()), Units.degreesE7(plane.originLongitudeDeg()));
            int to = Math.min(objects.size(), from + RsmWriter.PARTICIPANTS_MAX);
            for (Recorded.State state : objects.subList(from, to)) {
                add(rsm.addParticipant(), state, measuredUs);
            }
            frames.add(Arrays.copyOf(buffer, rsm.encode(buffer)));
        }
        return frames;
    }

    private static void add(RsmParticipantWriter participant, Recorded.State state, long measuredUs) {
        participant
                .type(Units.participantType(state.kind()))
                .participantId(Math.floorMod(state.number(), 65_536))
                .source(7)
                .secondMark(Units.secondMark(measuredUs))
                .position(Units.degreesE7(state.latitudeDeg()), Units.degreesE7(state.longitudeDeg()))
                .transmission(DataElements.TRANSMISSION_UNAVAILABLE)
                .speed(Units.speed(state.speedMps()))
                .heading(Units.heading(Math.toRadians(state.headingDeg())))
                .size(Units.centimetres(state.widthM()), Units.centimetres(state.lengthM()))
                .vehicleClass(Units.vehicleClass(state.kind()));
    }
}
