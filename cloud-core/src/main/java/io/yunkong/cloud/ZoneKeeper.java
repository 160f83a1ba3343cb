package io.yunkong.cloud;

import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneException;
import io.yunkong.map.road.ZoneWatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has another version of a zone take over when one is put into its folder, which is looked at once a second on a thread of its own, where it
 * is read and checked as well. One that cannot be taken is said once, counted, and the old version stays. Safe for use by any thread.
 */
final class ZoneKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ZoneKeeper.class);
    static final Duration LOOK = Duration.ofSeconds(1);

    private static final long STOP_LIMIT_S = 2;

    /** What makes a version the one in force. */
    interface Activation {
        /**
         * Done when every part of the node works with it.
         *
         * @return road users kept by the tiles of this node
         * @throws IllegalStateException when a part does not answer
         */
        int activate(Zone next) throws InterruptedException;
    }

    /** Of one zone: versions that took over, and that could not, since the start. */
    record Counts(long activated, long refused) {
        static final Counts NONE = new Counts(0, 0);

        private Counts plus(Counts more) {
            return new Counts(activated + more.activated, refused + more.refused);
        }
    }

    private final Activation activation;
    private final Map<String, Counts> counts = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService thread;

    ZoneKeeper(Activation activation) {
        this.activation = activation;
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
        Zone before = watch.inForce();
        try {
            Optional<Zone> next = watch.look();
            if (next.isPresent()) {
                int kept = activation.activate(next.get());
                count(before.name(), new Counts(1, 0));
                LOG.info(
                        "zone activated: zone={}, version={} -> {}, lanes={}, tracks_kept={}",
                        before.name(),
                        before.version(),
                        next.get().version(),
                        next.get().lanes().lanes().size(),
                        kept);
            }
        } catch (ZoneException e) {
            count(before.name(), new Counts(0, 1));
            LOG.warn(
                    "zone not activated: zone={}, version={}, reason={}; the old version stays",
                    before.name(),
                    before.version(),
                    e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the node stops
        } catch (RuntimeException e) {
            count(before.name(), new Counts(0, 1)); // and nothing ends the looks
            LOG.error("zone not activated: zone={}, version={}", before.name(), before.version(), e);
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
