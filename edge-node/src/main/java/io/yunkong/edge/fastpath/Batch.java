package io.yunkong.edge.fastpath;

import io.yunkong.edge.statistics.EnumCounters;
import io.yunkong.edge.statistics.LinkCounters;
import io.yunkong.map.observe.RejectReason;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What goes from an inlet to the map thread at once, and what became of it on the way back. Reused; it belongs to one thread at a time, and
 * the two executors order who.
 */
final class Batch {
    private final @Nullable Report[] reports;
    private UnusedReports unused;
    private int size;
    private long observedAtUs;

    /** What became of the reports and their objects: filled by the map thread, read by the inlet in {@link #settle}. */
    long processed;

    final EnumCounters<RejectReason> rejected = new EnumCounters<>(RejectReason.class);
    long objectsAccepted;
    final EnumCounters<RejectReason> objectsRejected = new EnumCounters<>(RejectReason.class);

    Batch(int capacity) {
        this.reports = new Report[capacity];
        this.unused = new UnusedReports(capacity);
    }

    void begin(long atUs) {
        size = 0;
        observedAtUs = atUs;
        processed = 0;
        rejected.clear();
        objectsAccepted = 0;
        objectsRejected.clear();
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

    /** Takes along what was refused before it was a report; returns the one that has been worked off, for further ones. */
    UnusedReports exchange(UnusedReports filled) {
        UnusedReports workedOff = unused;
        workedOff.clear();
        unused = filled;
        return workedOff;
    }

    UnusedReports unused() {
        return unused;
    }

    Report report(int index) {
        Report report = reports[index];
        if (report == null) {
            throw new IllegalStateException("no such report: index=" + index + ", size=" + size);
        }
        return report;
    }

    long observedAtUs() {
        return observedAtUs;
    }

    /**
     * Tells the inlet's counters what became of the batch, and keeps nothing of it.
     *
     * @param workedOff gets the reports, which nobody uses any more
     */
    void settle(LinkCounters counters, Consumer<Report> workedOff) {
        for (int i = 0; i < size; i++) {
            workedOff.accept(report(i));
            reports[i] = null;
        }
        counters.inFlight -= size;
        counters.processed += processed;
        counters.rejected.add(rejected);
        counters.objectsAccepted += objectsAccepted;
        counters.objectsRejected.add(objectsRejected);
    }
}
