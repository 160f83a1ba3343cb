package io.yunkong.edge.link.station;

import java.util.concurrent.TimeUnit;

/** Lets a lasting rate and a burst through. Safe for use by any thread. */
public final class TokenBucket {
    /** Longer than whoever sends at all is silent, as a rule: giving up buckets that are asked for again would be work for nothing. */
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final double perNano;
    private final double burst;
    private double tokens;
    private long filledAtNanos;
    private long takenAtNanos;
    private volatile boolean retired;

    /** Full at first. */
    public TokenBucket(int perSecond, int burst, long nowNanos) {
        this.perNano = perSecond * 1e-9;
        this.burst = burst;
        this.tokens = burst;
        this.filledAtNanos = nowNanos;
        this.takenAtNanos = nowNanos;
    }

    /** Whether one more may pass now. */
    public synchronized boolean take(long nowNanos) {
        fill(nowNanos);
        if (tokens < 1) {
            return false;
        }
        tokens--;
        takenAtNanos = filledAtNanos;
        return true;
    }

    /** Gives it up when nobody has taken of it for a second, nor would notice if it were replaced by a new one; returns whether it is given up. */
    public synchronized boolean retireIfQuiet(long nowNanos) {
        fill(nowNanos);
        retired |= tokens >= burst && filledAtNanos - takenAtNanos >= QUIET_NANOS;
        return retired;
    }

    /** Whether another one has to be used from now on. */
    public boolean isRetired() {
        return retired;
    }

    /** Event loops know the time of their last read only: for one of them it may be a little earlier than for the one before. */
    private void fill(long nowNanos) {
        long passedNanos = Math.max(0, nowNanos - filledAtNanos);
        tokens = Math.min(burst, tokens + passedNanos * perNano);
        filledAtNanos += passedNanos;
    }
}
