package io.yunkong.edge.uplink;

import io.yunkong.map.observe.Check;
import java.time.Duration;

/**
 * Limits of the links to the cloud. Every time is in (0, 60 s].
 *
 * @param batchInterval batches that are not full go this far apart, so that an observation waits this long at most; one that comes after a
 *     longer silence does not wait
 * @param batchObservationsMax observations in one batch, [1, 400]: what one link frame holds
 * @param pendingPerTileMax observations of one tile that wait while its owner is unknown or slow; then the newest of each road user win,
 *     [1, 1000000]
 * @param observationAgeMax an observation older than this since it was received is dropped instead of sent
 * @param reportsPendingMax warnings and delivery reports that wait while no cloud node takes any; stations are all told again
 *     to a node that comes; [1, 1000000]
 * @param heartbeatInterval a heartbeat is sent this often; not longer than {@code staleAfter}
 * @param staleAfter a link silent for this long counts as lost for the zone status; not longer than {@code silentAfter}
 * @param silentAfter a link silent for this long, or on which nothing could be written for so long, is closed and dialled again
 * @param redialMin first wait before dialling again; doubles up to {@code redialMax}; each wait is drawn from its upper half
 * @param redialMax longest wait
 */
public record UplinkLimits(
        Duration batchInterval,
        int batchObservationsMax,
        int pendingPerTileMax,
        Duration observationAgeMax,
        int reportsPendingMax,
        Duration heartbeatInterval,
        Duration staleAfter,
        Duration silentAfter,
        Duration redialMin,
        Duration redialMax) {
    private static final double TIME_MAX_S = 60;

    /** The limits of the design: batches every 1 ms at most, 300 ms observations, 200 ms heartbeats, a link lost after 1 s of silence. */
    public static UplinkLimits standard() {
        return new UplinkLimits(
                Duration.ofMillis(1),
                200,
                4096,
                Duration.ofMillis(300),
                4096,
                Duration.ofMillis(200),
                Duration.ofMillis(400),
                Duration.ofSeconds(1),
                Duration.ofMillis(100),
                Duration.ofSeconds(2));
    }

    public UplinkLimits {
        Check.above("batchIntervalS", seconds(batchInterval), 0, TIME_MAX_S);
        Check.above("observationAgeMaxS", seconds(observationAgeMax), 0, TIME_MAX_S);
        Check.above("heartbeatIntervalS", seconds(heartbeatInterval), 0, TIME_MAX_S);
        Check.above("staleAfterS", seconds(staleAfter), 0, TIME_MAX_S);
        Check.above("silentAfterS", seconds(silentAfter), 0, TIME_MAX_S);
        Check.above("redialMinS", seconds(redialMin), 0, TIME_MAX_S);
        Check.above("redialMaxS", seconds(redialMax), 0, TIME_MAX_S);
        requireOrder("heartbeatInterval", heartbeatInterval, "staleAfter", staleAfter);
        requireOrder("staleAfter", staleAfter, "silentAfter", silentAfter);
        requireOrder("redialMin", redialMin, "redialMax", redialMax);
        Check.within("batchObservationsMax", batchObservationsMax, 1, 400);
        Check.within("pendingPerTileMax", pendingPerTileMax, 1, 1_000_000);
        Check.within("reportsPendingMax", reportsPendingMax, 1, 1_000_000);
    }

    private static void requireOrder(String shorterName, Duration shorter, String longerName, Duration longer) {
        if (shorter.compareTo(longer) > 0) {
            throw new IllegalArgumentException("times in the wrong order: " + shorterName + "=" + shorter + ", limit="
                    + longerName + "=" + longer + "; refused");
        }
    }

    /** Unlike {@link Duration#toNanos()} never overflows. */
    private static double seconds(Duration time) {
        return time.getSeconds() + time.getNano() * 1e-9;
    }
}
