package io.yunkong.cloud.placement;

import java.util.function.LongSupplier;

/**
 * The right to act for a tile, as long as its lease is renewed. It ends by itself: the deadline counts from the moment the last
 * acknowledged renewal was sent, and ends before another node may call the lease expired. Once lapsed it stays so. Thread-safe: the
 * placement thread extends, the tile's thread asks.
 */
public final class Tenure {
    private final long epoch;
    private final LongSupplier nanoTime;
    private volatile long untilNanos;
    private volatile boolean ended;

    /** @param nanoTime monotonic clock, nanoseconds */
    public Tenure(long epoch, long untilNanos, LongSupplier nanoTime) {
        this.epoch = epoch;
        this.untilNanos = untilNanos;
        this.nanoTime = nanoTime;
    }

    public long epoch() {
        return epoch;
    }

    /** Whether the owner may still act. */
    public boolean holds() {
        if (!ended && nanoTime.getAsLong() - untilNanos >= 0) {
            ended = true;
        }
        return !ended;
    }

    void extendTo(long nanos) {
        if (holds() && nanos - untilNanos > 0) {
            untilNanos = nanos;
        }
    }

    void end() {
        ended = true;
    }
}
