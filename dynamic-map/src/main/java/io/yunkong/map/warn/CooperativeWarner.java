package io.yunkong.map.warn;

import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.road.Zone;
import io.yunkong.map.track.TrackSnapshot;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * From measurements to warnings: tracker, dynamic map and warning applications of one area behind one door. The edge's fast path and
 * the cloud's tile run this same class. Not thread-safe: one owner. It has no clock: time comes with every call, microseconds since
 * 1970 UTC, and the same calls give the same results.
 */
public final class CooperativeWarner {
    /**
     * @param zone lane map
     * @param nodeName starts every warning id, so that ids of different nodes differ; [A-Za-z0-9.-]{1,32}
     * @param hosts which tracks this node warns, e.g. those inside its tile
     */
    public CooperativeWarner(Zone zone, String nodeName, Predicate<TrackSnapshot> hosts) {}

    /**
     * Takes one measurement: updates its track and evaluates every pair that the track is part of.
     *
     * @param nowUs the owner's time
     * @param events gets what happened to warnings, before this method returns
     * @return why the measurement was not used, or null when it was
     */
    public @Nullable RejectReason accept(Observation observation, long nowUs, Consumer<WarningEvent> events) {
        return null;
    }

    /** Lets time pass without a measurement: ages out tracks, clears and expires warnings. Call it every 100 ms or so. */
    public void tick(long nowUs, Consumer<WarningEvent> events) {}

    /** All confirmed tracks, predicted to {@code nowUs}. */
    public List<TrackSnapshot> tracks(long nowUs) {
        return List.of();
    }

    /** Warnings now raised and not cleared. */
    public List<Warning> activeWarnings() {
        return List.of();
    }
}
