package io.yunkong.edge.statistics;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exceptions nobody foresaw: counted, written to the log every ten seconds at most, and survived. One writing thread. */
public final class Defects {
    private static final Logger LOG = LoggerFactory.getLogger(Defects.class);
    private static final long LOG_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private long count;
    private long loggedAtNanos = System.nanoTime() - LOG_EVERY_NANOS;

    public long count() {
        return count;
    }

    /** @param what was being done, and given up */
    public void report(String what, Throwable cause) {
        count++;
        long now = System.nanoTime();
        if (now - loggedAtNanos >= LOG_EVERY_NANOS) {
            loggedAtNanos = now;
            LOG.error("defect: doing={}, count={}; given up", what, count, cause);
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

    void add(Defects other) {
        count += other.count;
    }
}
