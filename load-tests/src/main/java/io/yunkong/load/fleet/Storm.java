package io.yunkong.load.fleet;

import java.util.SplittableRandom;

/**
 * When everybody loses the connection, and when each comes back: some before what they missed is over, some after. Pure.
 *
 * @param cutUs when all connections break, microseconds since 1970 UTC
 * @param seed draws the spread
 */
public record Storm(long cutUs, long seed) {
    /** Before the connection is known to be lost, nothing comes through any more for this long: it has to be sent again. */
    static final long DEAF_US = 800_000;

    /** The first one is back in the network after this long. */
    static final long DARK_US = 200_000;

    /** The last one this much later. */
    static final long SPREAD_US = 1_800_000;

    private static final long RETRY_FIRST_US = 100_000;
    private static final long RETRY_MAX_US = 5_000_000;

    /** From when on nobody hears anything. */
    long deafUs() {
        return cutUs - DEAF_US;
    }

    /** When a station reconnects. */
    public long backUs(long station) {
        return cutUs + DARK_US + new SplittableRandom(seed ^ station).nextLong(SPREAD_US + 1);
    }

    /**
     * How long a station waits after another attempt that failed: doubled each time, half of it drawn, as devices shall.
     *
     * @param attempt 1, 2 …
     */
    public long waitUs(long station, int attempt) {
        long longest = Math.min(RETRY_MAX_US, RETRY_FIRST_US << Math.min(attempt - 1, 10));
        return longest / 2 + new SplittableRandom(seed ^ station ^ attempt).nextLong(longest / 2 + 1);
    }
}
