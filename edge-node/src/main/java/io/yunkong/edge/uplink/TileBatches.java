package io.yunkong.edge.uplink;

import io.yunkong.edge.queue.LatestWinsQueue;
import io.yunkong.edge.statistics.MapCounters;
import io.yunkong.map.road.TileGrid;
import io.yunkong.map.road.TileId;
import io.yunkong.wire.Observation;
import io.yunkong.wire.ObservationBatch;
import io.yunkong.wire.SourceKind;
import io.yunkong.wire.TileRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Observations on their way to the owners of the tiles that see them. What cannot be sent at once waits in a bounded queue per tile, and
 * not for longer than the age limit: a link that comes back brings nothing stale. Not thread-safe: owned by the map thread.
 */
final class TileBatches {
    /** Of one station may be waiting what it says of itself and what its sensors say of number 0. */
    private record RoadUserKey(long stationId, SourceKind source, int objectId) {
        static RoadUserKey of(Observation observation) {
            return new RoadUserKey(observation.getStationId(), observation.getSource(), observation.getObjectId());
        }
    }

    private final UplinkLimits limits;
    private final MapCounters counters;
    private final Map<TileId, LatestWinsQueue<RoadUserKey, Observation>> queues = new LinkedHashMap<>();

    TileBatches(TileGrid grid, UplinkLimits limits, MapCounters counters) {
        this.limits = limits;
        this.counters = counters;
        activate(grid);
    }

    /** Goes on with other tiles. What waits for one that is gone is dropped when it is stale, like all that finds no owner. */
    void activate(TileGrid next) {
        queues.values().removeIf(LatestWinsQueue::isEmpty);
        for (TileId tile : next.tiles()) {
            queues.computeIfAbsent(tile, _ -> new LatestWinsQueue<>(limits.pendingPerTileMax(), RoadUserKey::of));
        }
    }

    /** Queues an observation for one tile of the zone; true when a batch is full and should be sent now. */
    boolean offer(TileId tile, Observation observation) {
        LatestWinsQueue<RoadUserKey, Observation> queue = queues.get(tile);
        if (queue == null) {
            return false;
        }
        counters.observationsOffered++;
        if (queue.offer(observation) != null) {
            counters.uplinkReplaced++;
        }
        return queue.size() >= limits.batchObservationsMax();
    }

    /** The next batch of a tile without what is too old by now; empty when nothing waits. */
    Optional<ObservationBatch.Builder> nextBatch(TileId tile, long nowUs) {
        LatestWinsQueue<RoadUserKey, Observation> queue = queues.get(tile);
        if (queue == null || queue.isEmpty()) {
            return Optional.empty();
        }
        ObservationBatch.Builder batch = ObservationBatch.newBuilder()
                .setTile(TileRef.newBuilder().setX(tile.x()).setY(tile.y()))
                .setSentAtUs(nowUs);
        while (batch.getObservationsCount() < limits.batchObservationsMax()) {
            Observation next = queue.poll();
            if (next == null) {
                break;
            }
            if (isStale(
                    next, nowUs)) { // each is asked: one that was replaced in its place is younger than those behind
                counters.uplinkStale++;
            } else {
                batch.addObservations(next);
            }
        }
        if (batch.getObservationsCount() == 0) {
            return Optional.empty();
        }
        counters.observationsSent += batch.getObservationsCount();
        counters.batchesSent++;
        return Optional.of(batch);
    }

    /** Drops what has become too old at the head of a tile's queue; what is behind something younger is dropped when its turn comes. */
    void dropStale(TileId tile, long nowUs) {
        LatestWinsQueue<RoadUserKey, Observation> queue = queues.get(tile);
        if (queue == null) {
            return;
        }
        Observation head = queue.peek();
        while (head != null && isStale(head, nowUs)) {
            queue.poll();
            counters.uplinkStale++;
            head = queue.peek();
        }
    }

    int pending() {
        return queues.values().stream().mapToInt(LatestWinsQueue::size).sum();
    }

    /** Tiles for which something waits. */
    void forEachWaiting(Consumer<TileId> action) {
        queues.forEach((tile, queue) -> {
            if (!queue.isEmpty()) {
                action.accept(tile);
            }
        });
    }

    private boolean isStale(Observation observation, long nowUs) {
        return observation.getReceivedAtUs()
                < nowUs - limits.observationAgeMax().toNanos() / 1000;
    }
}
