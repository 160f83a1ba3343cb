package io.yunkong.sim;

import io.yunkong.sim.client.HeardWarning;
import io.yunkong.wire.WarningPhase;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Raised warnings on their way from the event loops to the world's thread; when it is full, further ones are counted only. Thread-safe. */
final class WarningQueue {
    private final ArrayBlockingQueue<HeardWarning> heard;
    private final LongAdder unjudged = new LongAdder();

    /** @param warningsMax bound, 1 or more */
    WarningQueue(int warningsMax) {
        heard = new ArrayBlockingQueue<>(warningsMax);
    }

    /** Takes a warning of any phase; the oracle judges newly raised ones only. */
    void add(HeardWarning warning) {
        if (warning.warning().getPhase() == WarningPhase.WARNING_PHASE_RAISED && !heard.offer(warning)) {
            unjudged.increment();
        }
    }

    /** The oldest one, null = none. */
    @Nullable HeardWarning poll() {
        return heard.poll();
    }

    /** Raised warnings that found it full. */
    long unjudged() {
        return unjudged.sum();
    }
}
