package io.yunkong.edge.fastpath;

import io.yunkong.map.observe.Check;
import java.time.Duration;

/**
 * Limits of the fast path.
 *
 * @param pendingMax decoded message frames that wait in one event loop for the map thread; then the newest of each station win;
 *     [1, 1000000]
 * @param batchMax message frames handed over at once, [1, 65536]
 * @param tickInterval how often time passes for the map without a message, (0, 200 ms]: the map takes longer gaps for a pause
 * @param ledgerMax warnings remembered for telling twins and acknowledgements apart, [1, 10000000]
 */
public record FastPathLimits(int pendingMax, int batchMax, Duration tickInterval, int ledgerMax) {
    /** 8192 frames waiting, 256 in a batch, 100 ms ticks, 16384 warnings. */
    public static FastPathLimits standard() {
        return new FastPathLimits(8192, 256, Duration.ofMillis(100), 16_384);
    }

    public FastPathLimits {
        Check.within("pendingMax", pendingMax, 1, 1_000_000);
        Check.within("batchMax", batchMax, 1, 65_536);
        Check.above("tickIntervalS", tickInterval.getSeconds() + tickInterval.getNano() * 1e-9, 0, 0.2);
        Check.within("ledgerMax", ledgerMax, 1, 10_000_000);
    }
}
