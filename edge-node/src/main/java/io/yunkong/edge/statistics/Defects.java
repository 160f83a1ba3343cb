package io.yunkong.edge.statistics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exceptions nobody foresaw: counted, written to the log every ten seconds at most, and survived. One writing thread. */
public final class Defects {
    private static final Logger LOG = LoggerFactory.getLogger(Defects.class);
    private static final long LOG_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier nanoTime;
    private final AtomicLong count = new AtomicLong();
    private long loggedAtNanos;

    /** @param nanoTime monotonic, for the time between two lines */
    public Defects(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.loggedAtNanos = nanoTime.getAsLong() - LOG_EVERY_NANOS;
    }

    /** How many so far. Any thread. */
    public long count() {
        return count.get();
    }

    /** @param what was being done, and given up */
    public void report(String what, Throwable cause) {
        long known = count.incrementAndGet();
        long now = nanoTime.getAsLong();
        if (now - loggedAtNanos >= LOG_EVERY_NANOS) {
            loggedAtNanos = now;
            LOG.error("defect: doing={}, count={}; given up", what, known, cause);
        }
    }

    /** The same action, which goes on being repeated whatever happens to it once. */
    public Runnable guard(String what, Runnable action) {
        return () -> {
            try {
                action.run();
            } catch (RuntimeException e) {
                report(what, e);
            }
        };
    }
}
