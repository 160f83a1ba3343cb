package io.yunkong.cloud.directory;

import com.hazelcast.core.EntryEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.map.listener.EntryAddedListener;
import com.hazelcast.map.listener.EntryRemovedListener;
import com.hazelcast.map.listener.EntryUpdatedListener;
import io.yunkong.wire.StationEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which edge reaches which station. The truth is a distributed map that is written on station events only; every node keeps a local
 * copy by listening to it and reads nothing else, so that no warning waits for the cluster. The copy is compared with the map now and
 * then on a thread of its own, in case an event was lost with a member. Thread-safe.
 */
public final class StationDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StationDirectory.class);
    private static final String MAP = "yunkong.stations";
    private static final long REFRESH_S = 5;
    private static final int ORPHAN_TURNS = 12;

    private final IMap<Long, StationEntry> stations;
    private final StationCopy copy = new StationCopy();
    private final Map<String, Integer> turnsWithoutEdge = new ConcurrentHashMap<>();
    private final int stationsMax;
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final ScheduledExecutorService refresher;
    private volatile Set<String> edges = Set.of();
    private boolean unreadable; // the refresher's

    /** Reads what is there; blocks. {@code stationsMax} bounds the directory: stations beyond it are refused and counted. */
    public StationDirectory(HazelcastInstance hazelcast, String node, int stationsMax) {
        this.stations = hazelcast.getMap(MAP);
        this.stationsMax = stationsMax;
        stations.addEntryListener(new Copier(), true);
        copy.reconcile(read());
        refresher = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("directory-" + node).daemon().factory());
        var _ = refresher.scheduleWithFixedDelay(this::refresh, REFRESH_S, REFRESH_S, TimeUnit.SECONDS);
    }

    /** Notes that a station came to or left an edge. Never blocks. */
    public void accept(String edgeId, StationEvent event) {
        long station = event.getStationId();
        if (!event.getConnected()) {
            StationEntry known = copy.get(station);
            if (known != null && known.edgeId().equals(edgeId)) { // it may have moved to another edge meanwhile
                copy.remove(station, known);
                note(stations.submitToKey(station, new RemoveExpectedStation(known))
                        .toCompletableFuture());
            }
            return;
        }
        if (copy.size() >= stationsMax && !copy.contains(station)) {
            refused.increment();
            return;
        }
        StationEntry entry =
                new StationEntry(edgeId, event.getDeviceId(), event.getKind().name(), event.getAtUs());
        if (!entry.equals(copy.put(station, entry))) {
            note(stations.setAsync(station, entry).toCompletableFuture());
        }
    }

    /** The edge that reaches the station. */
    public Optional<String> findEdge(long stationId) {
        return Optional.ofNullable(copy.get(stationId)).map(StationEntry::edgeId);
    }

    /** Stations now reached over one of the edges. */
    public int count(Set<String> ofEdges) {
        int count = 0;
        for (StationEntry entry : copy.values()) {
            if (ofEdges.contains(entry.edgeId())) {
                count++;
            }
        }
        return count;
    }

    /** Stations not taken because the directory was full. */
    public long refusedCount() {
        return refused.sum();
    }

    /** Writes to the cluster that failed; an edge tells all its stations again when it links anew. */
    public long failedCount() {
        return failed.sum();
    }

    /** Edges linked to any node: stations of an edge that is linked to none for a minute are forgotten. */
    public void edgesSeen(Set<String> linked) {
        edges = Set.copyOf(linked);
    }

    private void note(CompletableFuture<?> write) {
        var _ = write.whenComplete((result, failure) -> {
            if (failure != null) {
                failed.increment();
            }
        });
    }

    private void refresh() {
        try {
            Map<Long, StationEntry> truth = read();
            copy.reconcile(truth);
            forgetOrphans(truth);
            if (unreadable) {
                unreadable = false;
                LOG.info("directory read again: stations={}", truth.size());
            }
        } catch (RuntimeException e) { // whatever it is, it must not end the turns
            if (!unreadable) {
                unreadable = true;
                LOG.warn("directory not read: reason={}; tried again every {} s", e.toString(), REFRESH_S);
            }
        }
    }

    private Map<Long, StationEntry> read() {
        copy.beginReading();
        Map<Long, StationEntry> truth = new HashMap<>();
        stations.entrySet().forEach(entry -> truth.put(entry.getKey(), entry.getValue()));
        return truth;
    }

    private void forgetOrphans(Map<Long, StationEntry> truth) {
        Set<String> linked = edges;
        turnsWithoutEdge.keySet().removeIf(linked::contains);
        Set<String> absent = new HashSet<>();
        truth.values().stream()
                .map(StationEntry::edgeId)
                .filter(edge -> !linked.contains(edge))
                .forEach(absent::add);
        for (String edge : absent) {
            if (turnsWithoutEdge.merge(edge, 1, Integer::sum) >= ORPHAN_TURNS) {
                truth.forEach((station, entry) -> {
                    if (entry.edgeId().equals(edge)) {
                        stations.remove(station, entry);
                    }
                });
                turnsWithoutEdge.remove(edge);
                LOG.info("edge forgotten: edge={}, turns={}; its stations removed", edge, ORPHAN_TURNS);
            }
        }
    }

    @Override
    public void close() {
        refresher.shutdownNow();
    }

    private final class Copier
            implements EntryAddedListener<Long, StationEntry>,
                    EntryUpdatedListener<Long, StationEntry>,
                    EntryRemovedListener<Long, StationEntry> {
        @Override
        public void entryAdded(EntryEvent<Long, StationEntry> event) {
            copy.put(event.getKey(), event.getValue());
        }

        @Override
        public void entryUpdated(EntryEvent<Long, StationEntry> event) {
            copy.put(event.getKey(), event.getValue());
        }

        @Override
        public void entryRemoved(EntryEvent<Long, StationEntry> event) {
            copy.remove(event.getKey(), event.getOldValue());
        }
    }
}
