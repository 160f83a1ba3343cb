package io.yunkong.edge.uplink;

import java.time.Duration;

/**
 * Limits of the links to the cloud.
 *
 * @param batchInterval an observation waits this long at most for its batch to fill
 * @param batchObservationsMax observations in one batch
 * @param pendingPerTileMax observations of one tile that wait while its owner is unknown or slow; then the newest of each road user win
 * @param observationAgeMax an observation older than this since it was received is dropped instead of sent
 * @param reportsPendingMax warnings and delivery reports that wait while no cloud node takes any; stations are all told again
 *     to a node that comes
 * @param heartbeatInterval a heartbeat is sent this often
 * @param staleAfter a link silent for this long counts as lost for the zone status
 * @param silentAfter a link silent for this long is closed and dialled again
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

    /** The limits of the design: 10 ms batches, 300 ms observations, 200 ms heartbeats, a link lost after 1 s of silence. */
    public static UplinkLimits standard() {
        return new UplinkLimits(
                Duration.ofMillis(10),
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
        if (pendingPerTileMax < 1 || reportsPendingMax < 1) {
            throw new IllegalArgumentException("uplink queue too small: pendingPerTileMax=" + pendingPerTileMax
                    + ", reportsPendingMax=" + reportsPendingMax + ", limit=1; refused");
        }
        if (!batchInterval.isPositive() || !redialMin.isPositive() || redialMin.compareTo(redialMax) > 0) {
            throw new IllegalArgumentException("uplink wait out of range: batchInterval=" + batchInterval
                    + ", redialMin=" + redialMin + ", limit=0<..redialMax=" + redialMax + "; refused");
        }
        if (batchObservationsMax < 1 || batchObservationsMax > 400) {
            throw new IllegalArgumentException("batch size out of range: batchObservationsMax=" + batchObservationsMax
                    + ", limit=1..400 (one link frame); refused");
        }
    }
}
