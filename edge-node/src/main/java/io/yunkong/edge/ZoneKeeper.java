package io.yunkong.edge;

import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneNews;
import io.yunkong.map.road.ZoneWatch;
import io.yunkong.map.warn.ZoneParameters;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has another version of the zone take over when one is put into its folder, which is looked at once a second on a thread of its own, where it
 * is read and checked as well. One that cannot be taken is said once, counted, and the old version stays. One at which a part of the edge fails is
 * said and counted once, too, and tried again with every look. Safe for use by any thread.
 */
final class ZoneKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ZoneKeeper.class);
    static final Duration LOOK = Duration.ofSeconds(1);

    private static final long STOP_LIMIT_S = 2;

    private final String edgeId;
    private final ZoneWatch.Activation activation;
    private final ScheduledExecutorService thread;
    private volatile EdgeStatistics.LaneMap map;
    private boolean following;

    ZoneKeeper(String edgeId, Zone first, ZoneWatch.Activation activation) {
        this.edgeId = edgeId;
        this.activation = activation;
        this.map = new EdgeStatistics.LaneMap(first.version(), 0, 0);
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(edgeId + "-zone").daemon().factory());
    }

    EdgeStatistics.LaneMap statistics() {
        return map;
    }

    /**
     * Has its thread do what takes time and the edge's start does not wait for.
     *
     * @param work throws nothing
     */
    void prepare(Runnable work) {
        thread.execute(work);
    }

    /** @throws IllegalStateException when it looks after a folder already */
    synchronized void follow(ZoneWatch watch, Duration every) {
        if (following) {
            throw new IllegalStateException("zone folder looked after already: edge=" + edgeId + "; refused");
        }
        following = true;
        var _ = thread.scheduleWithFixedDelay(
                () -> look(watch), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(ZoneWatch watch) {
        try {
            watch.look(activation).ifPresent(this::tell);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the edge stops
        }
    }

    private void tell(ZoneNews news) {
        switch (news) {
            case ZoneNews.Activated activated -> {
                LOG.info("{}", activated);
                ZoneParameters.changes(activated.before(), activated.now()).forEach(change -> LOG.info("{}", change));
                map = new EdgeStatistics.LaneMap(activated.now().version(), map.activated() + 1, map.refused());
            }
            case ZoneNews.Refused refused -> {
                LOG.warn("{}", refused);
                countRefused();
            }
            case ZoneNews.Failed failed -> {
                LOG.error("{}", failed, failed.cause());
                countRefused();
            }
        }
    }

    private void countRefused() {
        map = new EdgeStatistics.LaneMap(map.version(), map.activated(), map.refused() + 1);
    }

    /** Looks no more; waits for what it is just doing. */
    @Override
    public void close() {
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
