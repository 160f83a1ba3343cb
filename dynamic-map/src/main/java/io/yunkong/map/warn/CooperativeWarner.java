package io.yunkong.map.warn;

import io.yunkong.map.index.DynamicMap;
import io.yunkong.map.observe.Doubt;
import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.PlannedPath;
import io.yunkong.map.observe.Plausibility;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.observe.Trust;
import io.yunkong.map.observe.TrustNotice;
import io.yunkong.map.road.PathPredictor;
import io.yunkong.map.road.Zone;
import io.yunkong.map.signal.SignalStates;
import io.yunkong.map.track.TrackSnapshot;
import io.yunkong.map.track.Tracker;
import io.yunkong.map.track.TrackerParameters;
import java.util.ArrayList;
import java.util.Arrays;
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
    private static final double HORIZON_S = 4;
    private static final double MARGIN_M = 0.2;
    private static final double REACH_MAX_M = 200;
    private static final double CELL_M = 75;
    private static final double STANDING_MPS = 0.5;
    private static final long FORECAST_AGE_US = 90_000;
    private static final long ODD_PLACE_US = 1_500_000;

    /**
     * Everything that can be set.
     *
     * @param plausibility of measurements
     * @param tracker telling road users apart
     * @param lifecycle of warnings
     */
    public record Parameters(
            Plausibility.Parameters plausibility, TrackerParameters tracker, LifecycleParameters lifecycle) {
        public static Parameters defaults() {
            return new Parameters(
                    Plausibility.Parameters.defaults(), TrackerParameters.defaults(), LifecycleParameters.defaults());
        }
    }

    /**
     * Counts since the start.
     *
     * @param tracks on the map now, unconfirmed ones included
     * @param merged pairs of tracks that turned out to be one road user
     * @param pairsEvaluated pairs whose ways were compared
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

    private final Predicate<TrackSnapshot> hosts;
    private final LifecycleParameters limits;
    private final Plausibility plausibility;
    private final DynamicMap map;
    private final Tracker tracker;
    private final SignalStates signals;
    private final PlannedPaths plans;
    private final WarningLifecycle lifecycle;
    private final ForwardCollisionWarning forward =
            new ForwardCollisionWarning(ForwardCollisionWarning.Parameters.defaults());
    private final IntersectionCollisionWarning intersection =
            new IntersectionCollisionWarning(IntersectionCollisionWarning.Parameters.defaults());
    private final VulnerableRoadUserWarning vulnerable =
            new VulnerableRoadUserWarning(VulnerableRoadUserWarning.Parameters.defaults());
    private final @Nullable Forecast[] forecasts;
    private Zone zone;
    private PathPredictor predictor;
    private EncounterSearch search;
    private EvidenceWriter evidence;
    private int[] neighbours = new int[64];
    private int neighbourCount;
    private long pairsEvaluated;

    /**
     * @param zone lane map
     * @param nodeName starts every warning id, so that ids of different nodes differ; of the form {@link NodeName#FORM}
     * @param hosts which tracks this node warns, e.g. those inside its tile
     */
    public CooperativeWarner(Zone zone, String nodeName, Predicate<TrackSnapshot> hosts) {
        this(zone, nodeName, hosts, Parameters.defaults());
    }

    /** As above, with other parameters. */
    public CooperativeWarner(Zone zone, String nodeName, Predicate<TrackSnapshot> hosts, Parameters parameters) {
        if (!NodeName.isGood(nodeName)) {
            throw new IllegalArgumentException(
                    "bad node name: name=" + nodeName + ", limit=" + NodeName.FORM + "; refused");
        }
        this.zone = zone;
        this.hosts = hosts;
        this.limits = parameters.lifecycle();
        this.plausibility = new Plausibility(zone, parameters.plausibility());
        int slots = parameters.tracker().tracksMax();
        Extent area = Extent.of(zone, CELL_M);
        this.map = new DynamicMap(area.westM(), area.southM(), area.widthM(), area.heightM(), CELL_M, slots);
        this.tracker = new Tracker(zone.lanes(), map, parameters.tracker());
        this.predictor = new PathPredictor(zone.lanes());
        this.signals = new SignalStates(zone.lanes());
        this.plans = new PlannedPaths(zone.lanes(), PlannedPaths.Parameters.defaults());
        this.search = new EncounterSearch(zone.lanes(), HORIZON_S, MARGIN_M);
        this.evidence = new EvidenceWriter(zone);
        this.lifecycle = new WarningLifecycle(nodeName, parameters.lifecycle());
        this.forecasts = new Forecast[slots];
    }

    /**
     * Goes on with another version of its zone, between two measurements. Tracks and their ids live on and are matched to the lanes that are
     * there now; what was foreseen or found on the old lanes is forgotten. An active warning is kept while it is found on the new ones too, and
     * else cleared as always.
     *
     * @return confirmed tracks that were kept
     * @throws IllegalArgumentException when its plane has another origin; the old version stays
     */
    public int activate(Zone next) {
        if (!next.plane().sameAs(zone.plane())) {
            throw new IllegalArgumentException("origin of the zone differs: zone=" + next.name() + ", version="
                    + next.version() + "; the old version stays");
        }
        PathPredictor nextPredictor = new PathPredictor(next.lanes());
        Extent area = Extent.of(next, CELL_M);
        map.cover(area.westM(), area.southM(), area.widthM(), area.heightM());
        zone = next;
        predictor = nextPredictor;
        search = new EncounterSearch(next.lanes(), HORIZON_S, MARGIN_M);
        evidence = new EvidenceWriter(next);
        plausibility.activate(next);
        tracker.activate(next.lanes());
        signals.activate(next.lanes());
        plans.activate(next.lanes());
        lifecycle.forgetLanes();
        Arrays.fill(forecasts, null);
        return trackCount();
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
            return reason;
        }
        int slot = tracker.updatedSlot();
        if (tracker.confirmed(slot) && !foreseen(slot)) {
            forecasts[slot] = null;
            evaluate(slot, observation, nowUs, events);
        }
        return null;
    }

    /** Takes the way that a station says it is going to take; it counts in the forecasts made from now on, for a second at most. */
    public void accept(PlannedPath plan, long nowUs) {
        int slot = tracker.slotOfStation(plan.stationId());
        if (slot >= 0 && !plausibility.proven(plan.stationId())) {
            plans.refuse(PlanDefect.STATION_NOT_BELIEVED);
        } else if (plans.accept(plan, slot < 0 ? null : tracker.snapshot(slot, nowUs), nowUs)) {
            forecasts[slot] = null;
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

    /** What the signals of the zone show, as their owner was told; nobody is warned by it yet. */
    public SignalStates signals() {
        return signals;
    }

    /** Whether the last forecast is young and says what the track says now: a second and third sensor seldom change what was found. */
    private boolean foreseen(int slot) {
        Forecast known = forecasts[slot];
        return known != null
                && known.state().trackId() == tracker.trackId(slot)
                && tracker.measuredAtUs(slot) - known.state().measuredAtUs() < FORECAST_AGE_US
                && tracker.agrees(slot, known.state());
    }

    private void evaluate(int slot, Observation trigger, long nowUs, Consumer<WarningEvent> events) {
        Forecast own = forecast(slot, nowUs);
        if (stale(own.state(), nowUs) || !believed(slot, own)) {
            return;
        }
        double speed = own.state().speedMps();
        double reach = Math.min(REACH_MAX_M, 20 + HORIZON_S * (speed + 25));
        neighbourCount = 0;
        map.forEachNear(own.state().eastM(), own.state().northM(), reach, this::noteNeighbour);
        Arrays.sort(neighbours, 0, neighbourCount);
        for (int i = 0; i < neighbourCount; i++) {
            int other = neighbours[i];
            if (other != slot && tracker.confirmed(other)) {
                evaluatePair(own, other, trigger, nowUs, events);
            }
        }
    }

    private void noteNeighbour(int slot) {
        if (neighbourCount == neighbours.length) {
            neighbours = Arrays.copyOf(neighbours, neighbourCount * 2);
        }
        neighbours[neighbourCount++] = slot;
    }

    private void evaluatePair(Forecast a, int other, Observation trigger, long nowUs, Consumer<WarningEvent> events) {
        Forecast b = forecast(other, nowUs);
        boolean hostA = host(a.state());
        boolean hostB = host(b.state());
        if (!(hostA || hostB) || stale(b.state(), nowUs) || !believed(other, b) || !withinReach(a.state(), b.state())) {
            return;
        }
        pairsEvaluated++;
        Encounter encounter = search.find(a, b, nowUs);
        if (encounter == null) {
            return;
        }
        if (hostA) {
            judge(encounter, trigger, nowUs, events);
        }
        if (hostB) {
            judge(encounter.reversed(), trigger, nowUs, events);
        }
    }

    /**
     * Nobody is warned on the word of a station that has not proved its speed yet or is excluded, unless the sensor of another that is not
     * excluded sees it too; nor of what only sensors see that are excluded, nor of what a single one has seen for a moment where nobody goes:
     * most of that is no road user at all.
     */
    private boolean believed(int slot, Forecast forecast) {
        TrackSnapshot state = forecast.state();
        if (state.equipped()) {
            return plausibility.proven(state.stationId()) || sensorsBelieved(state) > 0;
        }
        int sensors = sensorsBelieved(state);
        return sensors > 1 || (sensors == 1 && (forecast.usual() || tracker.knownForUs(slot) >= ODD_PLACE_US));
    }

    /** Stations whose sensors see it and are not excluded, but for its own. */
    private int sensorsBelieved(TrackSnapshot state) {
        int count = 0;
        for (TrackSnapshot.Source source : state.sources()) {
            if (!source.selfReport()
                    && source.stationId() != state.stationId()
                    && plausibility.trustInSensors(source.stationId()) != Trust.EXCLUDED) {
                count++;
            }
        }
        return count;
    }

    private boolean host(TrackSnapshot state) {
        return state.equipped() && !state.roadUserClass().vulnerable() && hosts.test(state);
    }

    private boolean stale(TrackSnapshot state, long nowUs) {
        return nowUs - state.measuredAtUs() > limits.inputAgeMaxMs() * 1000;
    }

    /** Whether two can meet within the horizon at all, whatever way they take. */
    private static boolean withinReach(TrackSnapshot a, TrackSnapshot b) {
        double speeds = a.speedMps() + b.speedMps();
        double way = speeds * (HORIZON_S + 0.5) + (a.lengthM() + b.lengthM()) / 2 + MARGIN_M;
        double de = a.eastM() - b.eastM();
        double dn = a.northM() - b.northM();
        return speeds > STANDING_MPS && de * de + dn * dn <= way * way;
    }

    private void judge(Encounter encounter, Observation trigger, long nowUs, Consumer<WarningEvent> events) {
        long host = encounter.hostState().trackId();
        long counterpart = encounter.counterpartState().trackId();
        @Nullable Application warned = lifecycle.warnedBy(host, counterpart);
        Optional<Finding> finding = encounter.counterpartState().roadUserClass().vulnerable()
                ? vulnerable.evaluate(encounter, warned == Application.VRUCW)
                : forward.evaluate(encounter, warned == Application.FCW)
                        .or(() -> intersection.evaluate(encounter, warned == Application.ICW));
        if (finding.isPresent()) {
            lifecycle.found(
                    finding.get(),
                    nowUs,
                    (id, found, raisedAt, validUntil) -> warning(id, found, trigger, raisedAt, validUntil),
                    events);
        }
    }

    private Warning warning(String id, Finding finding, Observation trigger, long raisedAtUs, long validUntilUs) {
        Encounter encounter = finding.encounter();
        return new Warning(
                id,
                finding.application(),
                finding.severity(),
                stateNow(encounter.hostState(), encounter.atUs()),
                stateNow(encounter.counterpartState(), encounter.atUs()),
                finding.timeToCollisionS(),
                encounter.conflictEastM(),
                encounter.conflictNorthM(),
                raisedAtUs,
                encounter.atUs(),
                validUntilUs,
                evidence.write(finding, trigger));
    }

    private TrackSnapshot stateNow(TrackSnapshot state, long nowUs) {
        int slot = tracker.slotOf(state.trackId());
        return slot < 0 ? state : tracker.snapshot(slot, nowUs);
    }

    private Forecast forecast(int slot, long nowUs) {
        Forecast known = forecasts[slot];
        if (known != null && known.state().trackId() == tracker.trackId(slot)) {
            return known;
        }
        TrackSnapshot state = tracker.current(slot);
        Forecast made =
                Forecast.of(state, tracker.laneOffsetM(slot), zone.lanes(), predictor, HORIZON_S + 0.5, plans, nowUs);
        forecasts[slot] = made;
        return made;
    }

    /** Lets time pass without a measurement: ages out tracks, clears and expires warnings. Call it every 100 ms or so. */
    public void tick(long nowUs, Consumer<WarningEvent> events) {
        plausibility.tick(nowUs);
        plans.tick(nowUs);
        tracker.tick(nowUs);
        lifecycle.tick(nowUs, id -> tracker.slotOf(id) >= 0, events);
    }

    /** All confirmed tracks that are believed to be there, predicted to {@code nowUs}. */
    public List<TrackSnapshot> tracks(long nowUs) {
        List<TrackSnapshot> tracks = new ArrayList<>(map.size());
        for (int slot = 0; slot < tracker.slotsUsed(); slot++) {
            if (tracker.present(slot, nowUs)) {
                tracks.add(tracker.snapshot(slot, nowUs));
            }
        }
        return tracks;
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

    public Counters counters() {
        return new Counters(
                map.size(),
                tracker.merged(),
                pairsEvaluated,
                lifecycle.raised(),
                lifecycle.suppressed(),
                tracker.tableFull() + lifecycle.tableFull() + plausibility.tableFull(),
                plausibility.discounted(),
                plausibility.excluded());
    }
}
