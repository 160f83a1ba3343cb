package io.yunkong.edge.link.station;

/** Lets a lasting rate and a burst through. Not thread-safe. */
public final class TokenBucket {
    private final double perNano;
    private final double burst;
    private double tokens;
    private long filledAtNanos;

    /** Full at first. */
    public TokenBucket(int perSecond, int burst, long nowNanos) {
        this.perNano = perSecond * 1e-9;
        this.burst = burst;
        this.tokens = burst;
        this.filledAtNanos = nowNanos;
    }

    /** Whether one more may pass now. */
    public boolean take(long nowNanos) {
        tokens = Math.min(burst, tokens + (nowNanos - filledAtNanos) * perNano);
        filledAtNanos = nowNanos;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
