package io.yunkong.cloud.tile;

import io.yunkong.map.warn.CooperativeWarner;
import java.util.concurrent.atomic.LongAdder;

/** What the warners of a zone's tiles on this node left out, since the node's start: tiles come and go, these sums never fall. Thread-safe. */
public final class WarnerTotals {
    private final LongAdder tableFull = new LongAdder();
    private final LongAdder repeatsSuppressed = new LongAdder();

    /**
     * @param tableFull a station, track or pair was left out because its table was full
     * @param repeatsSuppressed findings that would have repeated a warning just cleared
     */
    public record Counts(long tableFull, long repeatsSuppressed) {}

    void add(CooperativeWarner.Counters before, CooperativeWarner.Counters now) {
        tableFull.add(now.tableFull() - before.tableFull());
        repeatsSuppressed.add(now.repeatsSuppressed() - before.repeatsSuppressed());
    }

    public Counts counts() {
        return new Counts(tableFull.sum(), repeatsSuppressed.sum());
    }
}
