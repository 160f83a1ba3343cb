package io.yunkong.cloud.api;

import io.yunkong.cloud.tile.ObservationLedger;
import io.yunkong.cloud.tile.TileDigest;
import io.yunkong.cloud.tile.ZoneService;
import io.yunkong.map.road.TileId;
import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.NodeDigest;
import io.yunkong.wire.TileRef;
import io.yunkong.wire.TileTracks;
import io.yunkong.wire.Warning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects what this node's tiles and edges tell of one zone, and makes one digest of it per tick. Not thread-safe: the API's event
 * loop owns it.
 */
final class NodeReporter {
    private static final int TICKS_PER_S = 10;
    /** The minute's percentiles are worked out this often; they move slowly. */
    private static final int TICKS_PER_LATENCY = 20;

    private static final int TICKS_PER_SLOT = 100;

    private final String node;
    private final ZoneService service;
    private final Map<TileId, TileTracks> tiles = new HashMap<>();
    private final List<Warning> warnings = new ArrayList<>();
    private final List<DeliveryReport> deliveries = new ArrayList<>();
    private long ticks;
    private ObservationLedger.Balance before;
    private int observationsPerS;
    private int shedPerS;
    private int p50Us;
    private int p99Us;

    NodeReporter(String node, ZoneService service) {
        this.node = node;
        this.service = service;
        this.before = service.ledger().balance();
    }

    void digest(TileDigest digest) {
        TileId tile = digest.tile().tile();
        tiles.put(
                tile,
                TileTracks.newBuilder()
                        .setTile(TileRef.newBuilder().setX(tile.x()).setY(tile.y()))
                        .setEpoch(digest.epoch())
                        .addAllTracks(digest.tracks())
                        .build());
    }

    void warning(Warning warning) {
        warnings.add(warning);
    }

    void delivery(DeliveryReport report) {
        deliveries.add(report);
    }

    /** Closes the tick. */
    NodeDigest close(long nowUs, Set<String> edges) {
        measure();
        NodeDigest digest = NodeDigest.newBuilder()
                .setNodeId(node)
                .setZone(service.zone().name())
                .setAtUs(nowUs)
                .addAllTiles(tiles.values())
                .addAllWarnings(warnings)
                .addAllDeliveries(deliveries)
                .addAllEdgeIds(edges)
                .setObservationsPerS(observationsPerS)
                .setShedPerS(shedPerS)
                .setDecisionP50Us(p50Us)
                .setDecisionP99Us(p99Us)
                .build();
        tiles.clear();
        warnings.clear();
        deliveries.clear();
        return digest;
    }

    private void measure() {
        if (ticks % TICKS_PER_S == 0) {
            ObservationLedger.Balance now = service.ledger().balance();
            observationsPerS = (int) (now.received() - before.received());
            shedPerS = (int) (now.shedTotal() - before.shedTotal());
            before = now;
        }
        if (ticks % TICKS_PER_LATENCY == 0) {
            var minute = service.latency().lastMinute();
            p50Us = (int) minute.p50Us();
            p99Us = (int) minute.p99Us();
        }
        if (++ticks % TICKS_PER_SLOT == 0) {
            service.latency().turn();
        }
    }
}
