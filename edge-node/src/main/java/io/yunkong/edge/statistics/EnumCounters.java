package io.yunkong.edge.statistics;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** One counter for each constant of an enum. Not thread-safe: one writing thread, which also makes the copies. */
@SuppressWarnings("EnumOrdinal") // an index into an array of this very JVM; never stored
public final class EnumCounters<E extends Enum<E>> {
    private final E[] constants;
    private final Class<E> type;
    private final long[] counts;

    public EnumCounters(Class<E> type) {
        this.type = type;
        this.constants = type.getEnumConstants();
        this.counts = new long[constants.length];
    }

    public void count(E constant) {
        counts[constant.ordinal()]++;
    }

    public long get(E constant) {
        return counts[constant.ordinal()];
    }

    public long total() {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }

    public void clear() {
        Arrays.fill(counts, 0);
    }

    /** Adds what {@code other} has counted. */
    public void add(EnumCounters<E> other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    /** The counters that are not zero. */
    public Map<E, Long> toMap() {
        Map<E, Long> map = new EnumMap<>(type);
        for (E constant : constants) {
            if (get(constant) != 0) {
                map.put(constant, get(constant));
            }
        }
        return map;
    }
}
