package io.yunkong.cloud;

import io.yunkong.map.road.ZoneNews;
import io.yunkong.map.road.ZoneWatch;
import io.yunkong.map.warn.ParameterChange;
import io.yunkong.map.warn.ZoneParameters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has another version of a zone take over when one is put into its folder, which is looked at once a second on a thread of its own, where it
 * is read and checked as well. One that cannot be taken is said once, counted, and the old version stays. One at which a part of the node fails is
 * said and counted once, too, and tried again with every look. Safe for use by any thread.
 */
final class ZoneKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ZoneKeeper.class);
    static final Duration LOOK = Duration.ofSeconds(1);

    private static final long STOP_LIMIT_S = 2;

    /** Of one zone: versions that took over, and that could not, since the start. */
    record Counts(long activated, long refused) {
        static final Counts NONE = new Counts(0, 0);

        private Counts plus(Counts more) {
            return new Counts(activated + more.activated, refused + more.refused);
        }
    }

    private final ZoneWatch.Activation activation;
    private final Consumer<ParameterChange> changed;
    private final Map<String, Counts> counts = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService thread;

    /** @param changed is told of every parameter that a version changes, once it is in force */
    ZoneKeeper(ZoneWatch.Activation activation, Consumer<ParameterChange> changed) {
        this.activation = activation;
        this.changed = changed;
    }

    Counts counts(String zone) {
        return counts.getOrDefault(zone, Counts.NONE);
    }

    /** @throws IllegalStateException when it looks after folders already */
    synchronized void follow(List<ZoneWatch> watches, Duration every, String node) {
        if (thread != null) {
            throw new IllegalStateException("zone folders looked after already: node=" + node + "; refused");
        }
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("zones-" + node).daemon().factory());
        var _ = started.scheduleWithFixedDelay(
                () -> List.copyOf(watches).forEach(this::look),
                every.toMillis(),
                every.toMillis(),
                TimeUnit.MILLISECONDS);
        thread = started;
    }

    private void look(ZoneWatch watch) {
        try {
            watch.look(activation).ifPresent(this::tell);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the node stops
        }
    }

    private void tell(ZoneNews news) {
        switch (news) {
            case ZoneNews.Activated activated -> {
                count(activated.now().name(), new Counts(1, 0));
                LOG.info("{}", activated);
                for (ParameterChange change : ZoneParameters.changes(activated.before(), activated.now())) {
                    LOG.info("{}", change);
                    changed.accept(change);
                }
            }
            case ZoneNews.Refused refused -> {
                count(refused.inForce().name(), new Counts(0, 1));
                LOG.warn("{}", refused);
            }
            case ZoneNews.Failed failed -> {
                count(failed.inForce().name(), new Counts(0, 1));
                LOG.error("{}", failed, failed.cause());
            }
        }
    }

    private void count(String zone, Counts more) {
        counts.merge(zone, more, Counts::plus);
    }

    /** Looks no more; waits for a version that is just taking over. */
    @Override
    public synchronized void close() {
        if (thread == null) {
            return;
        }
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP_LIMIT_S, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
