package io.yunkong.sim.client;

import java.util.SplittableRandom;

/**
 * How long a station waits before it connects again: a random time between half and all of a limit that doubles with every failure, so
 * that stations which lost their edge together do not come back together. One owner.
 */
public final class Backoff {
    static final long FIRST_MAX_MS = 200;
    static final long MAX_MS = 5_000;

    private final SplittableRandom random;
    private final long firstMaxMs;
    private final long maxMs;
    private long limitMs;

    /**
     * Waits of 0.1 to 5 s.
     *
     * @param seed decides the times, such as the station's id
     */
    public Backoff(long seed) {
        this(seed, FIRST_MAX_MS, MAX_MS);
    }

    /**
     * Other limits.
     *
     * @param firstMaxMs limit of the first wait, milliseconds, above 0
     * @param maxMs limit of all of them, not below the first
     */
    public Backoff(long seed, long firstMaxMs, long maxMs) {
        random = new SplittableRandom(seed);
        this.firstMaxMs = firstMaxMs;
        this.maxMs = maxMs;
        limitMs = firstMaxMs;
    }

    /** The next wait, milliseconds: at least half of the first limit, at most the last one. */
    public long nextMs() {
        long waitMs = random.nextLong(limitMs / 2, limitMs + 1);
        limitMs = Math.min(2 * limitMs, maxMs);
        return waitMs;
    }

    /** A session was accepted: the next failure is a first one again. */
    public void reset() {
        limitMs = firstMaxMs;
    }
}
