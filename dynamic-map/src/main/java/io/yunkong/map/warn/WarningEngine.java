package io.yunkong.map.warn;

import io.yunkong.map.index.DynamicMap;
import io.yunkong.map.observe.Observation;
import io.yunkong.map.road.Zone;
import io.yunkong.map.track.RoadUserState;
import io.yunkong.map.track.TrackSnapshot;
import io.yunkong.map.track.Tracker;
import io.yunkong.map.track.Vicinity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds whom a road user that was just measured may meet, has the applications judge it, and hands what they find to the life cycle of
 * warnings. Not thread-safe: one owner; no clock.
 */
final class WarningEngine {
    private static final double MARGIN_M = 0.2;
    private static final double REACH_MAX_M = 200;
    private static final double STANDING_MPS = 0.5;

    private final Predicate<RoadUserState> hosts;
    private final DynamicMap map;
    private final Tracker tracker;
    private final Forecaster forecaster;
    private final Belief belief;
    private final RejectedInputs rejected;
    private final Lookahead lookahead;
    private final Manoeuvres manoeuvres;
    private final WarningLifecycle lifecycle;
    /** The first that finds something warns: of one road user a host is warned by one application at a time. */
    private List<EncounterRule> ofVehicles = List.of();

    private List<EncounterRule> ofVulnerable = List.of();

    private List<ApproachRule> ofApproaches = List.of();
    private long inputAgeMaxUs;
    private EncounterSearch search;
    private EvidenceWriter evidence;
    private int[] neighbours = new int[64];
    private int neighbourCount;
    private final Vicinity.Visitor noteNeighbour = this::noteNeighbour;
    private final DynamicMap.Meeting noteUnlessApart = this::noteUnlessApart;
    private final double[] departure = new double[DynamicMap.FIGURES];
    private long evaluatedAtUs;
    private final IntPredicate countsNow = this::countsNow;
    private long pairsEvaluated;

    /** @param hosts which tracks this node warns */
    WarningEngine(
            Zone zone,
            Predicate<RoadUserState> hosts,
            DynamicMap map,
            Tracker tracker,
            Forecaster forecaster,
            Belief belief,
            RejectedInputs rejected,
            Lookahead lookahead,
            Manoeuvres manoeuvres,
            WarningLifecycle lifecycle,
            ApplicationParameters parameters) {
        this.hosts = hosts;
        this.map = map;
        this.tracker = tracker;
        this.forecaster = forecaster;
        this.belief = belief;
        this.rejected = rejected;
        this.lookahead = lookahead;
        this.manoeuvres = manoeuvres;
        this.lifecycle = lifecycle;
        this.search = new EncounterSearch(zone.lanes(), Forecaster.HORIZON_S, MARGIN_M);
        this.evidence = new EvidenceWriter(zone, rejected);
        judgeBy(parameters);
    }

    /** Goes on with another version of the zone and its parameters. */
    void activate(Zone next, ApplicationParameters parameters) {
        search = new EncounterSearch(next.lanes(), Forecaster.HORIZON_S, MARGIN_M);
        evidence = new EvidenceWriter(next, rejected);
        lookahead.activate(next.lanes());
        manoeuvres.activate(next.lanes());
        judgeBy(parameters);
    }

    private void judgeBy(ApplicationParameters parameters) {
        inputAgeMaxUs = Math.round(parameters.lifecycle().inputAgeMaxMs() * 1000);
        LeftTurnAssist leftTurns = new LeftTurnAssist(parameters.lta());
        ForwardCollisionWarning forward = new ForwardCollisionWarning(parameters.fcw());
        ofVehicles = List.of(forward, leftTurns, new IntersectionCollisionWarning(parameters.icw()));
        ofVulnerable = List.of(new VulnerableRoadUserWarning(parameters.vrucw()));
        ofApproaches = List.of(
                forward,
                leftTurns,
                new DoNotPassWarning(parameters.dnpw()),
                new BlindSpotWarning(parameters.bswLcw()),
                new RedLightViolationWarning(parameters.rlvw()),
                new EmergencyBrakeWarning(parameters.ebw()),
                new ControlLossWarning(parameters.clw()),
                new EmergencyVehicleWarning(parameters.evw()),
                new AbnormalVehicleWarning(parameters.avw()),
                new TrafficJamWarning(parameters.tjw()),
                new HazardousLocationWarning(parameters.hlw()),
                new InVehicleSignage(parameters.ivs()),
                new SpeedLimitWarning(parameters.slw()));
    }

    /** Judges what the road user of this slot meets on its way, and every pair that it is part of, as host and as counterpart. */
    void evaluate(int slot, Observation trigger, long nowUs, Consumer<WarningEvent> events) {
        evaluatedAtUs = nowUs;
        Forecast own = forecaster.forecast(slot, nowUs);
        if (stale(own.state(), nowUs) || !belief.in(slot, own)) {
            return;
        }
        evaluatePairs(slot, own, trigger, nowUs, events);
        lookahead.note(slot, own.state(), nowUs);
        if (host(own.state())) {
            List<Approach> ahead = lookahead.of(slot, own, nowUs, countsNow);
            for (int i = 0; i < ahead.size(); i++) {
                judge(ahead.get(i), trigger, nowUs, events);
            }
            evaluateManoeuvre(slot, own, trigger, nowUs, events);
        }
    }

    /** Whether the road user of this slot is a host whose measurements are young and believed. */
    boolean mayAdvise(int slot, long nowUs) {
        return tracker.present(slot, nowUs) && host(tracker.current(slot)) && counts(slot, nowUs);
    }

    private void evaluateManoeuvre(
            int slot, Forecast own, Observation trigger, long nowUs, Consumer<WarningEvent> events) {
        Manoeuvres.Intent intent = manoeuvres
                .intentOf(own, tracker.laneOffsetM(slot), tracker.headingSigmaRad(slot))
                .orElse(null);
        if (intent == null) {
            return;
        }
        neighbourCount = 0;
        map.forEachNear(own.state().eastM(), own.state().northM(), reachM(own), noteNeighbour);
        Arrays.sort(neighbours, 0, neighbourCount);
        for (int i = 0; i < neighbourCount; i++) {
            int other = neighbours[i];
            if (other != slot && counts(other, nowUs)) {
                manoeuvres
                        .meet(own, intent, forecaster.forecast(other, nowUs), nowUs)
                        .ifPresent(approach -> judge(approach, trigger, nowUs, events));
            }
        }
    }

    private boolean countsNow(int slot) {
        return counts(slot, evaluatedAtUs);
    }

    /** Whether the road user of this slot may be somebody's reason for a warning. */
    private boolean counts(int slot, long nowUs) {
        if (!tracker.confirmed(slot)) {
            return false;
        }
        Forecast other = forecaster.forecast(slot, nowUs);
        return !stale(other.state(), nowUs) && belief.in(slot, other);
    }

    private void evaluatePairs(int slot, Forecast own, Observation trigger, long nowUs, Consumer<WarningEvent> events) {
        neighbourCount = 0;
        Departure.write(own, departure);
        map.forEachMeeting(slot, reachM(own), MARGIN_M, nowUs, noteUnlessApart);
        Arrays.sort(neighbours, 0, neighbourCount);
        for (int i = 0; i < neighbourCount; i++) {
            if (tracker.confirmed(neighbours[i])) {
                evaluatePair(own, neighbours[i], trigger, nowUs, events);
            }
        }
    }

    /** Whoever is farther away does not matter yet. */
    private static double reachM(Forecast of) {
        return Math.min(REACH_MAX_M, 20 + Forecaster.HORIZON_S * (of.state().speedMps() + 25));
    }

    /** Most of those who may be met are told apart by what the map holds of them: nothing else of them need be looked at. */
    private void noteUnlessApart(int slot, double[] figures, int at) {
        if (Departure.isKnown(departure, 0) && Departure.isKnown(figures, at)) {
            if (evaluatedAtUs - Departure.measuredAtUs(figures, at) > inputAgeMaxUs) {
                return;
            }
            if (search.apart(departure, figures, at, evaluatedAtUs)) {
                pairsEvaluated++;
                return;
            }
        }
        noteNeighbour(slot);
    }

    private void noteNeighbour(int slot) {
        if (neighbourCount == neighbours.length) {
            neighbours = Arrays.copyOf(neighbours, neighbourCount * 2);
        }
        neighbours[neighbourCount++] = slot;
    }

    private void evaluatePair(Forecast a, int other, Observation trigger, long nowUs, Consumer<WarningEvent> events) {
        Forecast b = forecaster.forecast(other, nowUs);
        boolean hostA = host(a.state());
        boolean hostB = host(b.state());
        if (!(hostA || hostB) || stale(b.state(), nowUs) || !withinReach(a.state(), b.state())) {
            return;
        }
        pairsEvaluated++;
        Encounter encounter = search.find(a, b, nowUs);
        if (encounter == null || !belief.in(other, b)) {
            return;
        }
        if (hostA) {
            judge(encounter, trigger, nowUs, events);
        }
        if (hostB) {
            judge(encounter.reversed(), trigger, nowUs, events);
        }
    }

    private boolean host(RoadUserState state) {
        return state.equipped() && !state.roadUserClass().vulnerable() && hosts.test(state);
    }

    private boolean stale(RoadUserState state, long nowUs) {
        return nowUs - state.measuredAtUs() > inputAgeMaxUs;
    }

    /** Whether two can meet within the horizon at all, whatever way they take. */
    private static boolean withinReach(RoadUserState a, RoadUserState b) {
        double speeds = a.speedMps() + b.speedMps();
        double way = speeds * (Forecaster.HORIZON_S + 0.5) + (a.lengthM() + b.lengthM()) / 2 + MARGIN_M;
        double de = a.eastM() - b.eastM();
        double dn = a.northM() - b.northM();
        return speeds > STANDING_MPS && de * de + dn * dn <= way * way;
    }

    private void judge(Encounter encounter, Observation trigger, long nowUs, Consumer<WarningEvent> events) {
        RoadUserState counterpart = encounter.counterpartState();
        @Nullable Application warned = lifecycle.warnedBy(encounter.hostState().trackId(), counterpart.trackId());
        for (EncounterRule rule : counterpart.roadUserClass().vulnerable() ? ofVulnerable : ofVehicles) {
            Optional<Finding> finding = rule.evaluate(encounter, warned == rule.application());
            if (finding.isPresent()) {
                found(finding.get(), trigger, nowUs, events);
                return;
            }
        }
    }

    private void judge(Approach approach, Observation trigger, long nowUs, Consumer<WarningEvent> events) {
        long host = approach.host().state().trackId();
        @Nullable Application warned = lifecycle.warnedBy(host, approach.subjectKey());
        for (ApproachRule rule : ofApproaches) {
            Optional<Finding> finding = rule.evaluate(approach, warned == rule.application());
            if (finding.isPresent()) {
                found(finding.get(), trigger, nowUs, events);
                return;
            }
        }
    }

    private void found(Finding finding, Observation trigger, long nowUs, Consumer<WarningEvent> events) {
        lifecycle.found(
                finding,
                nowUs,
                (id, found, raisedAt, validUntil) -> warning(id, found, trigger, raisedAt, validUntil),
                events);
    }

    private Warning warning(String id, Finding finding, Observation trigger, long raisedAtUs, long validUntilUs) {
        Situation situation = finding.situation();
        Subject subject = switch (situation.subject()) {
            case Subject.RoadUser other -> new Subject.RoadUser(stateNow(other.state(), situation.atUs()));
            case Subject.Place place -> place;
        };
        return new Warning(
                id,
                finding.application(),
                finding.severity(),
                stateNow(situation.host().state(), situation.atUs()),
                subject,
                situation.timeS(),
                situation.conflictEastM(),
                situation.conflictNorthM(),
                raisedAtUs,
                situation.atUs(),
                validUntilUs,
                evidence.write(finding, trigger));
    }

    private TrackSnapshot stateNow(RoadUserState state, long nowUs) {
        int slot = tracker.slotOf(state.trackId());
        return slot < 0 ? state.snapshot() : tracker.snapshot(slot, nowUs);
    }

    /** Pairs that were compared, by their ways or only by how these begin. */
    long pairsEvaluated() {
        return pairsEvaluated;
    }
}
