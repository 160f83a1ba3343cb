package io.yunkong.cloud.tile;

import io.yunkong.map.warn.ParameterChange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last changes of a zone's parameters since this node started, at most {@value #CHANGES_MAX}. Thread-safe. */
public final class ParameterHistory {
    static final int CHANGES_MAX = 100;

    /** A change and when it was in force on this node, microseconds since 1970 UTC. */
    public record Entry(long atUs, ParameterChange change) {}

    private final Deque<Entry> latest = new ArrayDeque<>();
    private long total;

    /** The oldest makes room when there are too many. */
    public synchronized void record(long atUs, ParameterChange change) {
        if (latest.size() == CHANGES_MAX) {
            latest.removeLast();
        }
        latest.addFirst(new Entry(atUs, change));
        total++;
    }

    /** Newest first. */
    public synchronized List<Entry> latest() {
        return List.copyOf(latest);
    }

    /** Changes since the start, those that made room included. */
    public synchronized long total() {
        return total;
    }
}
