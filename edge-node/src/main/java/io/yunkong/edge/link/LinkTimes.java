package io.yunkong.edge.link;

import io.yunkong.map.observe.Check;
import java.time.Duration;

/**
 * How long the links to devices wait. Every time is in (0, 1 h].
 *
 * @param helloTimeout a connection that has not said hello by then is closed
 * @param frameTimeout a frame that was begun and is not complete by then closes its connection
 * @param idleTimeout a session without one whole frame for this long is closed; a datagram station is forgotten
 * @param heartbeatInterval the edge wants a device to say something at least this often; shorter than half of {@code idleTimeout}
 * @param slowReaderTimeout a device that has not read what it was sent for this long is closed
 * @param lingerTimeout after a refusal the edge waits this long for the device to read it and close
 */
public record LinkTimes(
        Duration helloTimeout,
        Duration frameTimeout,
        Duration idleTimeout,
        Duration heartbeatInterval,
        Duration slowReaderTimeout,
        Duration lingerTimeout) {
    private static final double TIME_MAX_S = 3600;

    /** The times of the session protocol: 2 s to say hello and to complete a frame, 5 s idle, 1 s heartbeats. */
    public static LinkTimes standard() {
        Duration patience = Duration.ofSeconds(2);
        return new LinkTimes(
                patience, patience, Duration.ofSeconds(5), Duration.ofSeconds(1), patience, Duration.ofMillis(500));
    }

    public LinkTimes {
        check("helloTimeoutS", helloTimeout);
        check("frameTimeoutS", frameTimeout);
        check("idleTimeoutS", idleTimeout);
        check("heartbeatIntervalS", heartbeatInterval);
        check("slowReaderTimeoutS", slowReaderTimeout);
        check("lingerTimeoutS", lingerTimeout);
        if (ownHeartbeatInterval(heartbeatInterval).compareTo(idleTimeout) >= 0) {
            throw new IllegalArgumentException("heartbeats too rare: heartbeatInterval=" + heartbeatInterval
                    + ", limit=<half of idleTimeout=" + idleTimeout + "; refused");
        }
    }

    /**
     * The edge sends a heartbeat of its own accord when it has sent none for this long. Twice what it wants of devices: who asks as often as that is
     * answered as often, and needs no other.
     */
    public Duration ownHeartbeatInterval() {
        return ownHeartbeatInterval(heartbeatInterval);
    }

    private static Duration ownHeartbeatInterval(Duration wanted) {
        return wanted.multipliedBy(2);
    }

    /** Refuses a time outside (0, 1 h]. */
    static void check(String nameS, Duration time) {
        double seconds = time.getSeconds() + time.getNano() * 1e-9; // unlike Duration.toNanos never overflows
        Check.above(nameS, seconds, 0, TIME_MAX_S);
    }
}
