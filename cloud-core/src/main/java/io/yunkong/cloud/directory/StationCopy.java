package io.yunkong.cloud.directory;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A node's local copy of the directory. It changes with every event; now and then it is compared with a reading of the map, which takes
 * a while: what changed meanwhile is newer than the reading and stays. Thread-safe; one reading at a time.
 */
final class StationCopy {
    private final Map<Long, StationEntry> entries = new ConcurrentHashMap<>();
    /** Changed since the reading began; cleared with the next one, so its bound is the changes of one turn. */
    private final Set<Long> changed = ConcurrentHashMap.newKeySet();

    @Nullable StationEntry get(long station) {
        return entries.get(station);
    }

    boolean contains(long station) {
        return entries.containsKey(station);
    }

    int size() {
        return entries.size();
    }

    Collection<StationEntry> values() {
        return entries.values();
    }

    /** Answers what was there before. */
    @Nullable StationEntry put(long station, StationEntry entry) {
        changed.add(station); // before the change itself: reconcile() must see it
        return entries.put(station, entry);
    }

    /** Forgets the station where it is still the expected entry. */
    void remove(long station, StationEntry expected) {
        changed.add(station);
        entries.remove(station, expected);
    }

    /** To be called before the map is read. */
    void beginReading() {
        changed.clear();
    }

    /** Takes over what was read since {@link #beginReading}, except for stations that changed meanwhile. */
    void reconcile(Map<Long, StationEntry> read) {
        Set<Long> stations = new HashSet<>(entries.keySet());
        stations.addAll(read.keySet());
        for (Long station : stations) {
            entries.compute(station, (_, entry) -> changed.contains(station) ? entry : read.get(station));
        }
    }
}
