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
    private long limitMs = FIRST_MAX_MS;

    /** @param seed decides the times, such as the station's id */
    public Backoff(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The next wait, milliseconds, [100, 5000]. */
    public long nextMs() {
        long waitMs = random.nextLong(limitMs / 2, limitMs + 1);
        limitMs = Math.min(2 * limitMs, MAX_MS);
        return waitMs;
    }

    /** A session was accepted: the next failure is a first one again. */
    public void reset() {
        limitMs = FIRST_MAX_MS;
    }
}
