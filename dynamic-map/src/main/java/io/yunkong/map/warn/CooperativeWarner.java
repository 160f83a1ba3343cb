package io.yunkong.map.warn;

import io.yunkong.map.index.DynamicMap;
import io.yunkong.map.observe.Doubt;
import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.PlannedPath;
import io.yunkong.map.observe.Plausibility;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.observe.Trust;
import io.yunkong.map.observe.TrustNotice;
import io.yunkong.map.road.Zone;
import io.yunkong.map.roadside.RoadsideNotices;
import io.yunkong.map.signal.SignalStates;
import io.yunkong.map.track.RoadUserState;
import io.yunkong.map.track.TrackSnapshot;
import io.yunkong.map.track.Tracker;
import io.yunkong.map.track.TrackerParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * From measurements to warnings: tracker, dynamic map and warning applications of one area behind one door. The edge's fast path and
 * the cloud's tile run this same class. Not thread-safe: one owner. It has no clock: time comes with every call, microseconds since
 * 1970 UTC, and the same calls give the same results.
 */
public final class CooperativeWarner {
    private static final double CELL_M = 75;

    /**
     * Everything that can be set but the applications' own parameters, which belong to the zone.
     *
     * @param plausibility of measurements
     * @param tracker telling road users apart
     * @param roadside whether it is told what signals show and signs say. A node that is not leaves speed limits, and left turns where signals rule, to
     *     one that is: it would warn by the wrong limit, and of everybody who comes to a red light
     */
    public record Parameters(Plausibility.Parameters plausibility, TrackerParameters tracker, boolean roadside) {
        public static Parameters defaults() {
            return new Parameters(Plausibility.Parameters.defaults(), TrackerParameters.defaults(), true);
        }

        /** Of a node that is told neither signals nor signs. */
        public Parameters withoutRoadside() {
            return new Parameters(plausibility, tracker, false);
        }
    }

    /**
     * Counts since the start.
     *
     * @param tracks on the map now, unconfirmed ones included
     * @param merged pairs of tracks that turned out to be one road user
     * @param pairsEvaluated pairs that were compared, by their ways or only by how these begin
     * @param raised warnings
     * @param repeatsSuppressed findings that would have repeated a warning just cleared
     * @param tableFull a station, track or pair was left out, or what was known of another one forgotten, because its table was full
     * @param stationsDiscounted times that a station's measurements began to count less, by the doubt that weighed most
     * @param stationsExcluded times that a station was excluded from warnings, likewise
     */
    public record Counters(
            int tracks,
            long merged,
            long pairsEvaluated,
            long raised,
            long repeatsSuppressed,
            long tableFull,
            Map<Doubt, Long> stationsDiscounted,
            Map<Doubt, Long> stationsExcluded) {
        public Counters {
            stationsDiscounted = Map.copyOf(stationsDiscounted);
            stationsExcluded = Map.copyOf(stationsExcluded);
        }
    }

    private final Plausibility plausibility;
    private final DynamicMap map;
    private final Tracker tracker;
    private final SignalStates signals;
    private final RoadsideNotices notices;
    private final PlannedPaths plans;
    private final RejectedInputs rejected = new RejectedInputs();
    private final Forecaster forecaster;
    private final WarningLifecycle lifecycle;
    private final WarningEngine engine;
    private final SpeedAdviser adviser;
    private Zone zone;

    /**
     * @param zone lane map
     * @param nodeName starts every warning id, so that ids of different nodes differ; of the form {@link NodeName#FORM}
     * @param hosts which tracks this node warns, e.g. those inside its tile; what it is asked about is overwritten afterwards and must not be kept
     */
    public CooperativeWarner(Zone zone, String nodeName, Predicate<RoadUserState> hosts) {
        this(zone, nodeName, hosts, Parameters.defaults());
    }

    /** As above, with other parameters. */
    public CooperativeWarner(Zone zone, String nodeName, Predicate<RoadUserState> hosts, Parameters parameters) {
        if (!NodeName.isGood(nodeName)) {
            throw new IllegalArgumentException(
                    "bad node name: name=" + nodeName + ", limit=" + NodeName.FORM + "; refused");
        }
        this.zone = zone;
        this.plausibility = new Plausibility(zone, parameters.plausibility());
        int slots = parameters.tracker().tracksMax();
        Extent area = Extent.of(zone, CELL_M);
        this.map = new DynamicMap(area.westM(), area.southM(), area.widthM(), area.heightM(), CELL_M, slots);
        this.tracker = new Tracker(zone.lanes(), map, parameters.tracker());
        this.signals = new SignalStates(zone.lanes());
        this.notices = new RoadsideNotices(zone.lanes());
        this.plans = new PlannedPaths(zone.lanes(), PlannedPaths.Parameters.defaults());
        this.forecaster = new Forecaster(zone, tracker, map, plans, slots);
        ApplicationParameters applications = ApplicationParameters.with(zone.parameters());
        this.lifecycle = new WarningLifecycle(nodeName, applications.lifecycle());
        this.engine = new WarningEngine(
                zone,
                hosts,
                map,
                tracker,
                forecaster,
                new Belief(plausibility, tracker),
                rejected,
                new Lookahead(
                        zone.lanes(),
                        tracker,
                        forecaster,
                        signals,
                        notices,
                        new SpeedLimits(zone.lanes(), notices, parameters.roadside()),
                        slots),
                new Manoeuvres(zone.lanes(), signals, parameters.roadside()),
                lifecycle,
                applications);
        this.adviser =
                new SpeedAdviser(nodeName, zone.lanes(), tracker, forecaster, signals, slots, applications.glosa());
    }

    /**
     * Goes on with another version of its zone, between two measurements, and with its parameters. Tracks and their ids live on and are matched to
     * the lanes that are there now; what was foreseen or found on the old lanes is forgotten, unless the map is the same. An active warning is kept
     * while it is found in the new version too, and else cleared as always.
     *
     * @return confirmed tracks that were kept
     * @throws IllegalArgumentException when its plane has another origin, or it sets a parameter to what it cannot be; the old version stays
     */
    public int activate(Zone next) {
        if (!next.plane().sameAs(zone.plane())) {
            throw new IllegalArgumentException("origin of the zone differs: zone=" + next.name() + ", version="
                    + next.version() + "; the old version stays");
        }
        ApplicationParameters applications = ApplicationParameters.with(next.parameters());
        if (!next.sameMapAs(zone)) {
            move(next);
        }
        zone = next;
        engine.activate(next, applications);
        adviser.activate(next.lanes(), applications.glosa());
        lifecycle.activate(applications.lifecycle());
        return trackCount();
    }

    private void move(Zone next) {
        Extent area = Extent.of(next, CELL_M);
        map.cover(area.westM(), area.southM(), area.widthM(), area.heightM());
        plausibility.activate(next);
        tracker.activate(next.lanes());
        signals.activate(next.lanes());
        notices.activate(next.lanes());
        plans.activate(next.lanes());
        forecaster.activate(next);
        lifecycle.forgetLanes();
    }

    /**
     * Takes one measurement: updates its track and evaluates every pair that the track is part of.
     *
     * @param nowUs the owner's time
     * @param events gets what happened to warnings, before this method returns
     * @return why the measurement was not used, or null when it was
     */
    public @Nullable RejectReason accept(Observation observation, long nowUs, Consumer<WarningEvent> events) {
        RejectReason reason = plausibility.check(observation, nowUs);
        if (reason == null) {
            reason = tracker.update(plausibility.weighed(observation));
        }
        if (reason != null) {
            int meant = tracker.slotMeantBy(observation);
            rejected.refused(observation, meant < 0 ? 0 : tracker.trackId(meant), reason, nowUs);
            return reason;
        }
        int slot = tracker.updatedSlot();
        noteDoubt(observation, slot, nowUs);
        if (tracker.confirmed(slot) && !forecaster.holds(slot)) {
            forecaster.forget(slot);
            engine.evaluate(slot, observation, nowUs, events);
        }
        return null;
    }

    /** For the evidence of warnings: what was used, but with less weight than others. */
    private void noteDoubt(Observation observation, int slot, long nowUs) {
        Doubt doubt = plausibility.doubtInWeighed();
        if (doubt != null) {
            RejectedInput.Use use = plausibility.trustInWeighed() == Trust.EXCLUDED
                    ? RejectedInput.Use.EXCLUDED
                    : RejectedInput.Use.DISCOUNTED;
            rejected.doubted(observation, tracker.trackId(slot), use, doubt, nowUs);
        }
    }

    /** What a station told of itself was refused before it was a measurement: for the evidence of warnings. */
    public void refused(long stationId, RejectReason reason, long nowUs) {
        rejected.refused(stationId, reason, nowUs);
    }

    /** Takes the way that a station says it is going to take; it counts in the forecasts made from now on, for a second at most. */
    public void accept(PlannedPath plan, long nowUs) {
        int slot = tracker.slotOfStation(plan.stationId());
        if (slot >= 0 && !plausibility.proven(plan.stationId())) {
            plans.refuse(PlanDefect.STATION_NOT_BELIEVED);
        } else if (plans.accept(plan, slot < 0 ? null : tracker.snapshot(slot, nowUs), nowUs)) {
            forecaster.forget(slot);
        }
    }

    /** Planned paths that counted for a while. */
    public long plansTaken() {
        return plans.taken();
    }

    /** Planned paths that were not used, and those given up because they fit no way, by reason. */
    public Map<PlanDefect, Long> plansRefused() {
        return plans.refused();
    }

    /** What the signals of the zone show, as their owner was told. */
    public SignalStates signals() {
        return signals;
    }

    /** What roadside units tell of events and signs, as their owner was told. */
    public RoadsideNotices roadsideNotices() {
        return notices;
    }

    /** Lets time pass without a measurement: ages out tracks, clears and expires warnings. Call it every 100 ms or so. */
    public void tick(long nowUs, Consumer<WarningEvent> events) {
        plausibility.tick(nowUs);
        plans.tick(nowUs);
        notices.tick(nowUs);
        tracker.tick(nowUs);
        lifecycle.tick(nowUs, this::measuredAtUs, events);
    }

    /**
     * Advises hosts how to pass the signals ahead of them, each twice a second, as far as it is known what those will show. Call it every
     * 100 ms or so.
     *
     * @param advice gets what is to be told, before this method returns
     */
    public void advise(long nowUs, Consumer<Advice> advice) {
        adviser.advise(nowUs, slot -> engine.mayAdvise(slot, nowUs), advice);
    }

    private long measuredAtUs(long trackId) {
        int slot = tracker.slotOf(trackId);
        return slot < 0 ? WarningLifecycle.GONE : tracker.measuredAtUs(slot);
    }

    /** All confirmed tracks that are believed to be there, predicted to {@code nowUs}. */
    public List<TrackSnapshot> tracks(long nowUs) {
        List<TrackSnapshot> tracks = new ArrayList<>(map.size());
        forEachTrack(nowUs, track -> tracks.add(track.snapshot()));
        return tracks;
    }

    /**
     * Shows the confirmed road users, predicted to {@code nowUs}, one after the other.
     *
     * @param action gets a state that is overwritten by the next one, or when it asks this warner for any
     */
    public void forEachTrack(long nowUs, Consumer<RoadUserState> action) {
        for (int slot = 0; slot < tracker.slotsUsed(); slot++) {
            if (tracker.present(slot, nowUs)) {
                action.accept(tracker.at(slot, nowUs));
            }
        }
    }

    /** The road user that reports itself under this id, predicted to {@code nowUs}. */
    public Optional<TrackSnapshot> findStation(long stationId, long nowUs) {
        int slot = tracker.slotOfStation(stationId);
        return slot < 0 ? Optional.empty() : Optional.of(tracker.snapshot(slot, nowUs));
    }

    /** Confirmed tracks within the radius that were measured no longer than {@code ageMaxUs} ago, predicted to {@code nowUs}. */
    public List<TrackSnapshot> tracksNear(double eastM, double northM, double radiusM, long ageMaxUs, long nowUs) {
        List<TrackSnapshot> tracks = new ArrayList<>();
        map.forEachNear(eastM, northM, radiusM, slot -> {
            if (tracker.present(slot, nowUs) && nowUs - tracker.measuredAtUs(slot) <= ageMaxUs) {
                tracks.add(tracker.snapshot(slot, nowUs));
            }
        });
        return tracks;
    }

    /** How many confirmed tracks there are. */
    public int trackCount() {
        int count = 0;
        for (int slot = 0; slot < tracker.slotsUsed(); slot++) {
            count += tracker.confirmed(slot) ? 1 : 0;
        }
        return count;
    }

    /** Warnings now raised and not cleared. */
    public List<Warning> activeWarnings() {
        return lifecycle.active();
    }

    /** How far a station is believed about itself; fully while nothing is known about it. */
    public Trust trust(long stationId) {
        return plausibility.trust(stationId);
    }

    /** What speaks most against what a station tells of itself; empty while it is fully believed. */
    public Optional<Doubt> findDoubt(long stationId) {
        return plausibility.findDoubt(stationId);
    }

    /** Which stations are believed less than before, or again, since the last call; the first 32 of them. */
    public List<TrustNotice> takeTrustNotices() {
        return plausibility.takeNotices();
    }

    /** Places compared by all queries of the grid so far. */
    long placesVisited() {
        return map.visited();
    }

    public Counters counters() {
        return new Counters(
                map.size(),
                tracker.merged(),
                engine.pairsEvaluated(),
                lifecycle.raised(),
                lifecycle.suppressed(),
                tracker.tableFull() + lifecycle.tableFull() + plausibility.tableFull(),
                plausibility.discounted(),
                plausibility.excluded());
    }
}
