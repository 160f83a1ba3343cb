package io.yunkong.edge.downlink;

import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.schema.Edition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A station that reads standard messages, where it is now, and what it was sent when. Not thread-safe: owned by {@link Audience}, which
 * looks where it is.
 */
final class Listener {
    /** What may be relayed to a station side by side. */
    private static final int CHANNELS_MAX = 32;

    /**
     * What is relayed at a rate of its own.
     *
     * @param subject what it is about, in numbers of the roadside unit
     */
    record Channel(long roadsideUnit, DownlinkMessage message, List<Integer> subject) {}

    private StationLink link;
    private @Nullable DownlinkMessage shared;
    private double eastM;
    private double northM;
    private long seenInRound;
    private long sharedAtUs = Long.MIN_VALUE / 2;
    private final MessageCount count = new MessageCount();
    private final Turns<Channel> turns = new Turns<>(CHANNELS_MAX);

    Listener(StationLink link) {
        this.link = link;
    }

    /** It is reached by this link and is here. Rounds are numbered: the clock may be set back during one. */
    void seen(StationLink by, double east, double north, long round) {
        link = by;
        eastM = east;
        northM = north;
        seenInRound = round;
        if (by.understands(DownlinkMessage.DOWNLINK_MESSAGE_SSM) && by.edition() == Edition.E2020) {
            shared = DownlinkMessage.DOWNLINK_MESSAGE_SSM;
        } else {
            shared = by.understands(DownlinkMessage.DOWNLINK_MESSAGE_RSM) ? DownlinkMessage.DOWNLINK_MESSAGE_RSM : null;
        }
    }

    /** In which message it is told of road users: SSM if its edition has it, else RSM; null = in none. */
    @Nullable DownlinkMessage shared() {
        return shared;
    }

    boolean seenSince(long round) {
        return seenInRound >= round;
    }

    StationLink link() {
        return link;
    }

    double eastM() {
        return eastM;
    }

    double northM() {
        return northM;
    }

    boolean isWithin(double radiusM, double east, double north) {
        double de = east - eastM;
        double dn = north - northM;
        return de * de + dn * dn <= radiusM * radiusM;
    }

    /** msgCnt of the next message about road users. */
    int nextCount() {
        return count.next();
    }

    long sharedAtUs() {
        return sharedAtUs;
    }

    void shared(long nowUs) {
        sharedAtUs = nowUs;
    }

    /**
     * Whether a roadside unit's message may be relayed to it now, at most one about the same in an interval on the average; half an interval
     * early is in time. When too much is told at once, what is new waits.
     */
    boolean takeTurn(Channel channel, long intervalUs, long nowUs) {
        return turns.take(channel, intervalUs, intervalUs / 2, nowUs);
    }
}
