package io.yunkong.edge.fastpath;

import java.time.Duration;

/**
 * Limits of the fast path.
 *
 * @param pendingMax decoded message frames that wait in one event loop for the map thread; then the newest of each station win
 * @param batchMax message frames handed over at once
 * @param tickInterval how often time passes for the map without a message
 * @param ledgerMax warnings remembered for telling twins and acknowledgements apart
 */
public record FastPathLimits(int pendingMax, int batchMax, Duration tickInterval, int ledgerMax) {
    /** 8192 frames waiting, 256 in a batch, 100 ms ticks, 16384 warnings. */
    public static FastPathLimits standard() {
        return new FastPathLimits(8192, 256, Duration.ofMillis(100), 16_384);
    }

    public FastPathLimits {
        if (pendingMax < 1 || batchMax < 1 || ledgerMax < 1 || !tickInterval.isPositive()) {
            throw new IllegalArgumentException("fast path limit too small: pendingMax=" + pendingMax + ", batchMax="
                    + batchMax + ", ledgerMax=" + ledgerMax + ", tickInterval=" + tickInterval + ", limit=1; refused");
        }
    }
}
