package io.yunkong.edge.downlink;

import com.google.protobuf.ByteString;
import io.yunkong.edge.statistics.ShedClass;
import io.yunkong.map.observe.SecondMark;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.csae.IntersectionState;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.SPAT;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.DataElements;

/**
 * Signals, a lane map or events as a roadside unit sent them, to be relayed.
 *
 * @param stationId whose it is
 * @param message SPAT, MAP or RSI
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

    public ShedClass shedClass() {
        return switch (message) {
            case DOWNLINK_MESSAGE_SPAT -> ShedClass.SIGNALS;
            case DOWNLINK_MESSAGE_MAP -> ShedClass.LANE_MAP;
            case DOWNLINK_MESSAGE_RSI -> ShedClass.ROADSIDE_INFORMATION;
            case DOWNLINK_MESSAGE_UNSPECIFIED,
                    DOWNLINK_MESSAGE_NOTICE,
                    DOWNLINK_MESSAGE_RSM,
                    DOWNLINK_MESSAGE_SSM,
                    DOWNLINK_MESSAGE_RSC,
                    UNRECOGNIZED ->
                throw new IllegalArgumentException("message not relayed: message=" + message + "; refused");
        };
    }

    /**
     * When the oldest of what it tells was true, as far as it says so: signals carry the millisecond of their minute, maps and events
     * nothing so fine. Otherwise when it was read.
     */
    long generatedAtUs() {
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
        return timeUs - 60_000_000L * MinuteOfYear.minutesSince(minute, timeUs);
    }
}
