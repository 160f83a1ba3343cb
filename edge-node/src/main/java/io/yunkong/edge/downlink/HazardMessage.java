package io.yunkong.edge.downlink;

import com.google.protobuf.ByteString;
import io.yunkong.map.exchange.PositionOffsets;
import io.yunkong.map.observe.MinuteOfYear;
import io.yunkong.wire.PredictedPath;
import io.yunkong.wire.TrackState;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningPhase;
import io.yunkong.wire.csae.Description;
import io.yunkong.wire.csae.EventSource;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.RSITimeDetails;
import io.yunkong.wire.csae.RTEData;
import io.yunkong.wire.csae.ReferencePath;
import io.yunkong.wire.csae.RoadSideInformation;

/**
 * A warning as roadside information with one event (T/CSAE 53, RSI with one RTE), for stations that know no notices. The event lies where
 * the counterpart is predicted to be at the time of the warning, or at the place that it is about, and concerns who drives along the host's predicted path. Pure.
 *
 * <p>The message has no word for "over", and its times are whole minutes: an event that has ended is told once more with an end in the
 * minute before, and then no more.
 */
final class HazardMessage {
    /** Of a place, 0.1 m. */
    private static final int PLACE_RADIUS = 50;

    private static final int PATH_POINTS_MAX = 32;
    /** Half a lane, 0.1 m. */
    private static final int PATH_RADIUS = 18;

    private static final int RADIUS_MAX = 65_535;

    private HazardMessage() {}

    /**
     * @param id of the sender
     * @param count msgCnt, 0..127
     * @param rteId number of the event, 0..255
     * @param warning in the phase the station is told
     * @param nowUs microseconds since 1970 UTC
     */
    static MessageFrame of(long id, int count, int rteId, Warning warning, long nowUs) {
        Position3D reference = Position3D.newBuilder()
                .setLat(warning.getHost().getLatitudeE7())
                .setLong(warning.getHost().getLongitudeE7())
                .build();
        return MessageFrame.newBuilder()
                .setRsiFrame(RoadSideInformation.newBuilder()
                        .setMsgCnt(count)
                        .setMoy(MinuteOfYear.of(nowUs))
                        .setId(ByteString.copyFrom(MessageId.octets(id)))
                        .setRefPos(reference)
                        .addRtes(event(rteId, reference, warning, nowUs)))
                .build();
    }

    private static RTEData event(int rteId, Position3D reference, Warning warning, long nowUs) {
        Hazard hazard = Hazard.of(warning.getApplication());
        boolean atPlace = warning.hasPlace();
        TrackState counterpart = warning.getCounterpart();
        int latitudeE7 = atPlace ? warning.getPlace().getLatitudeE7() : counterpart.getLatitudeE7();
        int longitudeE7 = atPlace ? warning.getPlace().getLongitudeE7() : counterpart.getLongitudeE7();
        RTEData.Builder event = RTEData.newBuilder()
                .setRteId(rteId)
                .setEventType(hazard.eventType())
                .setEventSource(EventSource.EventSource_detection)
                .setEventPos(PositionOffsets.of(reference, latitudeE7, longitudeE7))
                .setEventRadius(atPlace ? PLACE_RADIUS : radius(counterpart))
                .setDescription(Description.newBuilder().setTextGB2312(ByteString.copyFrom(hazard.text())))
                .setTimeDetails(times(warning, nowUs))
                .setPriority(ByteString.copyFrom(new byte[] {Hazard.priority(warning.getSeverity())}));
        PredictedPath path = warning.getEvidence().getHostPath();
        if (path.getLatitudeE7Count() >= 2 && path.getLatitudeE7Count() == path.getLongitudeE7Count()) {
            event.addReferencePaths(referencePath(reference, path));
        }
        return event.build();
    }

    /** Half the diagonal of its footprint and one sigma of its place, 0.1 m. */
    private static int radius(TrackState counterpart) {
        double diagonalCm = Math.hypot(counterpart.getLengthCm(), counterpart.getWidthCm());
        return (int) Math.min(RADIUS_MAX, Math.ceil((diagonalCm / 2 + counterpart.getPositionAccuracyCm()) / 10));
    }

    private static RSITimeDetails times(Warning warning, long nowUs) {
        if (warning.getPhase() == WarningPhase.WARNING_PHASE_CLEARED) {
            int before = Math.max(0, MinuteOfYear.of(nowUs) - 1); // in the first minute of a year it lasts that minute
            return RSITimeDetails.newBuilder()
                    .setStartTime(before)
                    .setEndTime(before)
                    .build();
        }
        return RSITimeDetails.newBuilder()
                .setStartTime(MinuteOfYear.of(warning.getRaisedAtUs()))
                .setEndTime(MinuteOfYear.of(warning.getValidUntilUs() + MinuteOfYear.MINUTE_US)) // the next full minute
                .build();
    }

    /** A path of more points than the message holds is thinned, first and last point kept. */
    private static ReferencePath referencePath(Position3D reference, PredictedPath path) {
        int points = path.getLatitudeE7Count();
        int kept = Math.min(points, PATH_POINTS_MAX);
        ReferencePath.Builder line = ReferencePath.newBuilder().setPathRadius(PATH_RADIUS);
        for (int i = 0; i < kept; i++) {
            int point = (int) ((long) i * (points - 1) / (kept - 1));
            line.addActivePath(PositionOffsets.of(reference, path.getLatitudeE7(point), path.getLongitudeE7(point)));
        }
        return line.build();
    }
}
