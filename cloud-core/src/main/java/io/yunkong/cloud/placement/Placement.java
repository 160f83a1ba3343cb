package io.yunkong.cloud.placement;

import com.hazelcast.core.HazelcastInstance;
import io.yunkong.map.road.TileId;
import io.yunkong.map.road.Zone;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares the tiles of all zones among the living nodes, keeps this node's leases, takes over from silent nodes and hands over to
 * newcomers. One thread; no call of it waits for Hazelcast, so that one hanging partition cannot make other leases lapse.
 */
public final class Placement implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Placement.class);
    private static final long CLOSE_LIMIT_MS = 5_000;
    private static final long EXCLUSION_NANOS = TimeUnit.SECONDS.toNanos(10);

    /**
     * Times of the leases.
     *
     * @param validityMs others may take over a lease that was not renewed for this long, [500, 60000]
     * @param cycleMs renew and look this often, [20, validityMs / 4]
     */
    public record Timing(int validityMs, int cycleMs) {
        public Timing {
            if (validityMs < 500 || validityMs > 60_000 || cycleMs < 20 || cycleMs > validityMs / 4) {
                throw new IllegalArgumentException("lease times out of range: validity_ms=" + validityMs + ", cycle_ms="
                        + cycleMs + ", limit=500..60000 and 20..validity_ms/4; refused");
            }
        }
    }

    private final String node;
    private final List<Zone> zones; // the placement thread's, but for the first
    private final Timing timing;
    private final Supplier<Map<String, NodeEntry>> alive;
    private final LongSupplier nanoTime;
    private final Consumer<OwnershipTable> tables;
    private final ScheduledExecutorService executor;
    private final TileClaim.Context context;
    private final Map<TileKey, TileClaim> claims = new HashMap<>();
    private final Map<TileClaim.Change, AtomicLong> changes = new EnumMap<>(TileClaim.Change.class);
    private final Map<String, Long> silentUntilNanos = new HashMap<>();
    private volatile OwnershipTable table = OwnershipTable.EMPTY;
    private volatile boolean closing;

    /** What {@link #start} needs of the cluster. */
    public static Placement start(
            HazelcastInstance hazelcast,
            NodeRegistry registry,
            String node,
            List<Zone> zones,
            Timing timing,
            InstantSource clock,
            TileTenants tenants,
            Consumer<OwnershipTable> tables) {
        Placement placement = new Placement(
                node,
                zones,
                timing,
                registry::alive,
                tables,
                new HazelcastLeases(hazelcast),
                tenants,
                System::nanoTime,
                clock::millis);
        placement.run();
        return placement;
    }

    Placement(
            String node,
            List<Zone> zones,
            Timing timing,
            Supplier<Map<String, NodeEntry>> alive,
            Consumer<OwnershipTable> tables,
            LeaseStore store,
            TileTenants tenants,
            LongSupplier nanoTime,
            LongSupplier firstEpoch) {
        this.node = node;
        this.zones = new ArrayList<>(zones);
        this.timing = timing;
        this.alive = alive;
        this.nanoTime = nanoTime;
        this.tables = tables;
        this.executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("placement-" + node).daemon().factory());
        for (TileClaim.Change change : TileClaim.Change.values()) {
            changes.put(change, new AtomicLong());
        }
        this.context = new TileClaim.Context(
                node,
                TimeUnit.MILLISECONDS.toNanos(timing.validityMs()),
                nanoTime,
                firstEpoch,
                store,
                tenants,
                executor,
                this::changed);
        zones.forEach(this::claimTiles);
    }

    private void claimTiles(Zone zone) {
        for (TileId tile : zone.tiles().tiles()) {
            claims.computeIfAbsent(new TileKey(zone.name(), tile), key -> new TileClaim(key, context));
        }
    }

    /** Goes on with another version of one of its zones: keeps the tiles it works for, claims new ones, hands back those that are gone. */
    public void activate(Zone next) {
        executor.execute(() -> {
            zones.replaceAll(zone -> zone.name().equals(next.name()) ? next : zone);
            claimTiles(next);
        });
    }

    private void run() {
        var _ = executor.scheduleWithFixedDelay(this::cycle, 0, timing.cycleMs(), TimeUnit.MILLISECONDS);
    }

    /** The table last seen. */
    public OwnershipTable table() {
        return table;
    }

    /** How often tiles were claimed, lapsed, lost, handed over, by name in lower case. */
    public Map<String, Long> changeCounts() {
        Map<String, Long> counts = new HashMap<>();
        changes.forEach((change, count) -> counts.put(change.name().toLowerCase(Locale.ROOT), count.get()));
        return counts;
    }

    void cycle() {
        try {
            Map<String, NodeEntry> nodes = alive.get();
            for (Zone zone : zones) {
                Map<TileId, String> shares =
                        TileShares.share(zone.name(), zone.tiles().tiles(), eligible(zone, nodes.values()));
                boolean mixed =
                        nodes.values().stream().anyMatch(other -> other.servesAnother(zone.name(), zone.version()));
                for (TileId tile : zone.tiles().tiles()) {
                    TileClaim claim = claim(zone, tile);
                    claim.step(closing ? "" : mixed && claim.working() ? node : shares.get(tile));
                    claim.silentNode(shares.get(tile)).ifPresent(this::exclude);
                }
            }
            handBackGone();
            publish(nodes);
        } catch (RuntimeException e) {
            LOG.error("placement cycle failed: node={}; tried again", node, e);
        }
    }

    /** Tiles that the versions in force do not have any more. */
    private void handBackGone() {
        Set<TileKey> present = new HashSet<>();
        zones.forEach(zone -> zone.tiles().tiles().forEach(tile -> present.add(new TileKey(zone.name(), tile))));
        claims.entrySet()
                .removeIf(entry ->
                        !present.contains(entry.getKey()) && entry.getValue().idle());
        claims.forEach((key, claim) -> {
            if (!present.contains(key)) {
                claim.step("");
            }
        });
    }

    /**
     * A node that does not renew gets no share for a while, longer than Hazelcast needs to expel a dead member; a node that froze and
     * woke up gets its share back then.
     */
    private void exclude(String silent) {
        if (silentUntilNanos.put(silent, nanoTime.getAsLong() + EXCLUSION_NANOS) == null) {
            LOG.warn("node silent: node={}, validity_ms={}; its tiles are taken over", silent, timing.validityMs());
        }
    }

    /** Those that serve the same version; while a new one is being activated node by node, nobody hands anything over for that. */
    private Set<String> eligible(Zone zone, Collection<NodeEntry> nodes) {
        Set<String> names = new HashSet<>();
        for (NodeEntry entry : nodes) {
            // what this node has told of itself may be a moment old
            boolean same = entry.nodeId().equals(node) || entry.serves(zone.name() + '@' + zone.version());
            if (same && !excluded(entry.nodeId())) {
                names.add(entry.nodeId());
            }
        }
        return names;
    }

    private boolean excluded(String name) {
        Long until = silentUntilNanos.get(name);
        if (until != null && nanoTime.getAsLong() - until >= 0) {
            silentUntilNanos.remove(name);
            return false;
        }
        return until != null;
    }

    private void publish(Map<String, NodeEntry> nodes) {
        Map<TileKey, OwnershipTable.Owner> owners = new HashMap<>();
        claims.forEach((key, claim) -> claim.liveLease().ifPresent(lease -> {
            @Nullable NodeEntry entry = nodes.get(lease.owner());
            if (entry != null) {
                owners.put(
                        key,
                        new OwnershipTable.Owner(entry.nodeId(), entry.linkHost(), entry.linkPort(), lease.epoch()));
            }
        }));
        OwnershipTable now = new OwnershipTable(owners, nodes.keySet());
        if (!now.equals(table)) {
            table = now;
            tables.accept(now);
        }
    }

    private void changed(TileClaim.Change change) {
        Objects.requireNonNull(changes.get(change)).incrementAndGet();
    }

    private TileClaim claim(Zone zone, TileId tile) {
        return Objects.requireNonNull(claims.get(new TileKey(zone.name(), tile)));
    }

    /** Hands all tiles over and stops. Blocks, at most a few seconds. */
    @Override
    public void close() {
        closing = true;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_LIMIT_MS);
        try {
            while (!idle() && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        executor.shutdownNow();
    }

    /** Whether no tile is held or being handed over; asked on the placement thread. */
    private boolean idle() throws InterruptedException {
        List<Boolean> answer = new ArrayList<>();
        CountDownLatch asked = new CountDownLatch(1);
        executor.execute(() -> {
            answer.add(claims.values().stream().noneMatch(TileClaim::handingOver));
            asked.countDown();
        });
        return asked.await(1, TimeUnit.SECONDS) && answer.getFirst();
    }
}
