package io.yunkong.sim.obu;

import io.yunkong.sim.client.Backoff;

/**
 * How long an onboard unit keeps away after another connection of its own device has taken the session over. That one may be a doctor, who is
 * done after a second or two, or a second unit started by mistake, which does the same in its turn: the waits grow, so that the two do not
 * take it from each other at full speed. One owner.
 */
final class Takeovers {
    static final long FIRST_MAX_MS = 6_000;
    static final long MAX_MS = 60_000;
    /** A session that was held for longer than the other one's longest wait was not fought for. */
    static final long PEACE_MS = 2 * MAX_MS;

    private final Backoff waits;

    /** @param seed decides the times, such as the station's id */
    Takeovers(long seed) {
        waits = new Backoff(seed, FIRST_MAX_MS, MAX_MS);
    }

    /**
     * A session was taken over.
     *
     * @param heldMs how long it had been open
     * @return how long to wait before the next connection, milliseconds, [3000, 60000]
     */
    long waitMs(long heldMs) {
        if (heldMs >= PEACE_MS) {
            waits.reset();
        }
        return waits.nextMs();
    }
}
