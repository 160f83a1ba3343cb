package io.yunkong.edge.fastpath;

import io.yunkong.edge.statistics.LinkCounters;
import org.jspecify.annotations.Nullable;

/**
 * What goes from an inlet to the map thread at once, and what became of it on the way back. Reused; it belongs to one thread at a time, and
 * the two executors order who.
 */
final class Batch {
    private final @Nullable Report[] reports;
    private int size;
    private long observedAtUs;

    /** Processed, rejected and object counts of this batch; filled by the map thread, emptied by the inlet. */
    LinkCounters outcome = new LinkCounters();

    Batch(int capacity) {
        this.reports = new Report[capacity];
    }

    void begin(long atUs) {
        size = 0;
        observedAtUs = atUs;
        outcome = new LinkCounters();
    }

    boolean isFull() {
        return size == reports.length;
    }

    void add(Report report) {
        reports[size++] = report;
    }

    int size() {
        return size;
    }

    /** Takes a report out, so that the batch does not keep it alive. */
    Report take(int index) {
        Report report = reports[index];
        if (report == null) {
            throw new IllegalStateException("report taken twice: index=" + index + ", size=" + size);
        }
        reports[index] = null;
        return report;
    }

    long observedAtUs() {
        return observedAtUs;
    }
}
