package io.yunkong.cloud;

import io.yunkong.cloud.gateway.GatewayCounters;
import io.yunkong.cloud.journal.WarningJournal;
import io.yunkong.cloud.tile.DecisionLatency;
import io.yunkong.cloud.tile.ObservationLedger;
import io.yunkong.cloud.tile.WarnerTotals;
import java.util.Map;
import java.util.Set;

/**
 * A cloud node's figures at one time. Immutable.
 *
 * @param nodeId the node
 * @param zones by name
 * @param gateway edge links
 * @param tilesOwned tiles this node works for
 * @param placementChanges how often tiles were claimed, lapsed, lost, handed over
 * @param cloudNodes nodes alive
 * @param stationsRefused stations not taken because the directory was full
 * @param directoryWritesFailed station events that the cluster did not take
 * @param boardDropped items dropped because the API's inbox was full
 * @param requestsRefused HTTP requests refused because too many answers were waiting to be made
 */
public record CloudStatistics(
        String nodeId,
        Map<String, ZoneFigures> zones,
        GatewayCounters.Counts gateway,
        int tilesOwned,
        Map<String, Long> placementChanges,
        Set<String> cloudNodes,
        long stationsRefused,
        long directoryWritesFailed,
        long boardDropped,
        long requestsRefused) {
    /**
     * Figures of one zone. Tracks and warnings are of the whole zone; observations and latency of this node.
     *
     * @param tracks road users shown
     * @param warnings dangers by application, and what became of them
     * @param warners what the tiles' warners left out
     * @param observations balance of the measurements
     * @param latency edge receive to cloud decision, per measurement processed, since the start
     * @param feedSockets console sockets
     * @param feedTicksSkipped ticks not sent to slow readers
     * @param staleDigests digests of tiles dropped because a later owner had told of the tile
     */
    public record ZoneFigures(
            int tracks,
            WarningJournal.Counts warnings,
            WarnerTotals.Counts warners,
            ObservationLedger.Balance observations,
            DecisionLatency.Summary latency,
            int feedSockets,
            long feedTicksSkipped,
            long staleDigests) {}

    public CloudStatistics {
        zones = Map.copyOf(zones);
        placementChanges = Map.copyOf(placementChanges);
        cloudNodes = Set.copyOf(cloudNodes);
    }
}
