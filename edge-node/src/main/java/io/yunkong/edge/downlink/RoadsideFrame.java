package io.yunkong.edge.downlink;

import com.google.protobuf.ByteString;
import io.yunkong.edge.statistics.ShedClass;
import io.yunkong.map.exchange.MessageObservations;
import io.yunkong.map.observe.MinuteOfYear;
import io.yunkong.map.observe.SecondMark;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.csae.IntersectionState;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.NodeReferenceID;
import io.yunkong.wire.csae.RTEData;
import io.yunkong.wire.csae.SPAT;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.DataElements;
import java.util.List;
import java.util.stream.Stream;

/**
 * Signals, a lane map, events or coordination as a roadside unit sent them, to be relayed.
 *
 * @param stationId whose it is
 * @param message SPAT, MAP, RSI or RSC
 * @param frame decoded
 * @param edition it came in
 * @param octets it came as
 * @param receivedAtUs when it was read, microseconds since 1970 UTC
 */
public record RoadsideFrame(
        long stationId,
        DownlinkMessage message,
        MessageFrame frame,
        Edition edition,
        ByteString octets,
        long receivedAtUs) {

    /** Tells the number of a sign from that of an event, 0..255. */
    private static final int SIGN = 256;

    public ShedClass shedClass() {
        return switch (message) {
            case DOWNLINK_MESSAGE_SPAT -> ShedClass.SIGNALS;
            case DOWNLINK_MESSAGE_MAP -> ShedClass.LANE_MAP;
            case DOWNLINK_MESSAGE_RSI -> ShedClass.ROADSIDE_INFORMATION;
            case DOWNLINK_MESSAGE_RSC -> ShedClass.COORDINATION;
            case DOWNLINK_MESSAGE_UNSPECIFIED,
                    DOWNLINK_MESSAGE_NOTICE,
                    DOWNLINK_MESSAGE_RSM,
                    DOWNLINK_MESSAGE_SSM,
                    DOWNLINK_MESSAGE_VIR,
                    UNRECOGNIZED ->
                throw new IllegalArgumentException("message not relayed: message=" + message + "; refused");
        };
    }

    /** What it is about, in numbers of its sender: intersections, nodes, events and signs, or vehicles. A later frame about the same replaces it. */
    public List<Integer> subject() {
        return switch (frame.getAlternativeCase()) {
            case SPATFRAME ->
                frame.getSpatFrame().getIntersectionsList().stream()
                        .map(intersection -> number(intersection.getIntersectionId()))
                        .toList();
            case MAPFRAME ->
                frame.getMapFrame().getNodesList().stream()
                        .map(node -> number(node.getId()))
                        .toList();
            case RSIFRAME ->
                Stream.concat(
                                frame.getRsiFrame().getRtesList().stream().map(RTEData::getRteId),
                                frame.getRsiFrame().getRtssList().stream().map(sign -> SIGN | sign.getRtsId()))
                        .toList();
            case MSGFRAMEEXT ->
                frame.getMsgFrameExt().getRsc().getCoordinatesList().stream()
                        .flatMap(vehicle -> number(vehicle.getVehId()))
                        .toList();
            case BSMFRAME, RSMFRAME, UNKNOWNALTERNATIVE, ALTERNATIVE_NOT_SET -> List.of();
        };
    }

    private static int number(NodeReferenceID node) {
        return node.getRegion() << Short.SIZE | node.getId();
    }

    /** Both halves of a station id. */
    private static Stream<Integer> number(ByteString vehicle) {
        long id = MessageObservations.stationId(vehicle);
        return Stream.of((int) (id >> Integer.SIZE), (int) id);
    }

    /**
     * When the oldest of what it tells was true, as far as it says so: signals and coordination carry the millisecond of their minute, maps and
     * events nothing so fine. Otherwise when it was read.
     */
    long generatedAtUs() {
        if (message == DownlinkMessage.DOWNLINK_MESSAGE_RSC) {
            return time(
                    MinuteOfYear.UNAVAILABLE, frame.getMsgFrameExt().getRsc().getSecMark());
        }
        if (message != DownlinkMessage.DOWNLINK_MESSAGE_SPAT) {
            return receivedAtUs;
        }
        SPAT spat = frame.getSpatFrame();
        long oldest = receivedAtUs;
        if (spat.hasTimeStamp()) {
            int minute = spat.hasMoy() ? spat.getMoy() : MinuteOfYear.UNAVAILABLE;
            oldest = Math.min(oldest, time(minute, spat.getTimeStamp()));
        }
        for (IntersectionState intersection : spat.getIntersectionsList()) {
            if (intersection.hasTimeStamp()) {
                int minute = intersection.hasMoy() ? intersection.getMoy() : MinuteOfYear.UNAVAILABLE;
                oldest = Math.min(oldest, time(minute, intersection.getTimeStamp()));
            }
        }
        return oldest;
    }

    private long time(int minute, int secondMark) {
        if (secondMark >= DataElements.SECOND_MARK_END) {
            return receivedAtUs;
        }
        long timeUs = SecondMark.toEpochUs(secondMark, receivedAtUs);
        return timeUs - MinuteOfYear.MINUTE_US * MinuteOfYear.minutesSince(minute, timeUs);
    }
}
