package io.yunkong.cloud.tile;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.yunkong.cloud.placement.Tenure;
import io.yunkong.cloud.placement.TileKey;
import io.yunkong.cloud.placement.TileTenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The tiles that this node works for; starts and stops their verticles, finds them for a batch. Thread-safe. */
public final class TileHost implements TileTenants {
    private record Running(TileVerticle verticle, String deployment) {}

    private final Vertx vertx;
    private final String node;
    private final Map<String, ZoneService> zones;
    private final LongSupplier nowUs;
    private final int backlogMax;
    private final TileOutput output;
    private final Map<TileKey, Running> running = new ConcurrentHashMap<>();
    private final AtomicLong starts = new AtomicLong();
    private final String warnerPrefix;

    /**
     * @param node this node's id
     * @param nowUs microseconds since 1970 UTC
     * @param backlogMax measurements that may wait for one tile
     */
    public TileHost(
            Vertx vertx,
            String node,
            Map<String, ZoneService> zones,
            LongSupplier nowUs,
            int backlogMax,
            TileOutput output) {
        this.vertx = vertx;
        this.node = node;
        this.zones = Map.copyOf(zones);
        this.nowUs = nowUs;
        this.backlogMax = backlogMax;
        this.output = output;
        // Warning ids are unique in the platform: node, its start, and the count of tile starts since.
        this.warnerPrefix = node + '.' + Long.toString(nowUs.getAsLong() / 1000, Character.MAX_RADIX);
    }

    @Override
    public CompletionStage<?> start(TileKey tile, Tenure tenure) {
        ZoneService service = Objects.requireNonNull(zones.get(tile.zone()));
        String warnerName = warnerPrefix + '.' + Long.toString(starts.incrementAndGet(), Character.MAX_RADIX);
        Tile work = new Tile(tile, service, tenure, new Tile.Names(node, warnerName), nowUs, output);
        TileVerticle verticle = new TileVerticle(work, backlogMax, service.ledger());
        return vertx.deployVerticle(verticle)
                .compose(deployment -> {
                    Running started = new Running(verticle, deployment);
                    // Asked inside compute: a stop follows the end of the tenure, so it finds what is put here, or this
                    // finds the tenure over.
                    Running now = running.compute(tile, (_, other) -> tenure.holds() ? started : other);
                    return started.equals(now)
                            ? Future.succeededFuture()
                            : vertx.undeploy(deployment); // lapsed while it started
                })
                .toCompletionStage();
    }

    @Override
    public CompletionStage<?> stop(TileKey tile) {
        Running stopped = running.remove(tile);
        Future<Void> done = stopped == null ? Future.succeededFuture() : vertx.undeploy(stopped.deployment());
        return done.toCompletionStage();
    }

    /** Has this node's tiles of a zone go on with the version in force; answers how many road users they hold, when all have. */
    public Future<Integer> settle(String zone) {
        List<Future<Integer>> kept = new ArrayList<>();
        running.forEach((tile, owner) -> {
            if (tile.zone().equals(zone)) {
                kept.add(owner.verticle().settle());
            }
        });
        return Future.all(kept).map(_ -> kept.stream().mapToInt(Future::result).sum());
    }

    /** Hands a batch to its tile, on this node; false = this node does not work for the tile. */
    public boolean offer(TileKey tile, ReceivedBatch batch) {
        Running owner = running.get(tile);
        if (owner == null) {
            return false;
        }
        owner.verticle().offer(batch);
        return true;
    }

    /** Tiles at work. */
    public int count() {
        return running.size();
    }
}
