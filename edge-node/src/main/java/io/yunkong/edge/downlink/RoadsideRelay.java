package io.yunkong.edge.downlink;

import io.yunkong.edge.statistics.StandardCounters;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.schema.Edition;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signals, lane maps and events of a roadside unit for the stations around it that understand them: the octets as they came where the
 * editions agree, encoded anew otherwise. Not thread-safe: owned by the map thread.
 */
final class RoadsideRelay {
    /** Stations further from the roadside unit get nothing of it, metres: what the longest-reaching I2V applications of T/CSAE 53 ask for. */
    static final double RADIUS_M = 300;

    /** Older signals are worse than none. */
    static final long SIGNAL_AGE_MAX_US = 500_000;

    private static final long TEN_HERTZ_US = 100_000;
    private static final long ONE_HERTZ_US = 1_000_000;

    private final Audience audience;
    private final FrameEncoder encoder;
    private final StandardCounters counters;

    RoadsideRelay(Audience audience, FrameEncoder encoder, StandardCounters counters) {
        this.audience = audience;
        this.encoder = encoder;
        this.counters = counters;
    }

    /** Returns why the frame was of no use to anybody; null when it was taken, even if nobody is near. */
    @Nullable RejectReason relay(RoadsideFrame frame, long nowUs) {
        Optional<RoadsideUnit> from = audience.findRoadsideUnit(frame.stationId());
        if (from.isEmpty()) {
            return RejectReason.UNKNOWN_ROADSIDE_UNIT;
        }
        if (nowUs - frame.receivedAtUs() > SIGNAL_AGE_MAX_US || nowUs - frame.generatedAtUs() > SIGNAL_AGE_MAX_US) {
            return RejectReason.TOO_OLD;
        }
        Listener.Channel channel = new Listener.Channel(frame.stationId(), frame.message(), frame.subject());
        Map<Edition, byte[]> octets = new EnumMap<>(Edition.class);
        octets.put(frame.edition(), frame.octets().toByteArray());
        for (Listener listener : audience.listeners()) {
            if (concerns(listener, frame, from.get())) {
                relay(frame, channel, listener, octets, nowUs);
            }
        }
        return null;
    }

    private static boolean concerns(Listener listener, RoadsideFrame frame, RoadsideUnit from) {
        return listener.isWithin(RADIUS_M, from.eastM(), from.northM())
                && listener.link().understands(frame.message())
                && listener.link().stationId() != frame.stationId();
    }

    private void relay(
            RoadsideFrame frame, Listener.Channel channel, Listener to, Map<Edition, byte[]> octets, long nowUs) {
        long intervalUs = frame.message() == DownlinkMessage.DOWNLINK_MESSAGE_MAP ? ONE_HERTZ_US : TEN_HERTZ_US;
        if (!to.takeTurn(channel, intervalUs, nowUs)) {
            counters.overRate++;
            return;
        }
        Edition edition = to.link().edition();
        byte[] message = octets.get(edition);
        if (message == null) {
            message = encoder.encode(frame.frame(), edition);
            if (message == null) {
                return;
            }
            octets.put(edition, message);
        }
        if (to.link().sendFrame(message)) {
            counters.sent.count(frame.message());
        } else {
            counters.notTaken++;
        }
    }
}
