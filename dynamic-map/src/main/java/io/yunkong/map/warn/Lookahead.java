package io.yunkong.map.warn;

import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.LaneRef;
import io.yunkong.map.road.PathPredictor;
import io.yunkong.map.road.Pose;
import io.yunkong.map.road.PredictedPath;
import io.yunkong.map.roadside.PlacedNotice;
import io.yunkong.map.roadside.RoadsideNotice;
import io.yunkong.map.roadside.RoadsideNotices;
import io.yunkong.map.signal.SignalState;
import io.yunkong.map.signal.SignalStates;
import io.yunkong.map.track.RoadUserState;
import io.yunkong.map.track.Tracker;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;

/**
 * What a host comes to on its way, or comes up to it: road users that say or show something others should know of, the ends of queues, stop
 * lines, speed limits, and what roadside units tell of. Not thread-safe: one owner; no clock.
 */
final class Lookahead {
    /** Who slows down by more is known of at once, m/s2. */
    private static final double HARD_BRAKING_MPS2 = 3.5;

    private final Tracker tracker;
    private final Forecaster forecaster;
    private final SignalStates states;
    private final RoadsideNotices notices;
    private final SpeedLimits limits;
    private final SlowTraffic slow;
    private final WrongWayDrivers wrongWay;
    private final BitSet notable;
    private final long[] notableIds;
    private final List<Approach> found = new ArrayList<>();
    private LaneMap lanes;
    private PathPredictor predictor;
    private PathSignals signals;

    /** @param slots of the tracker */
    Lookahead(
            LaneMap lanes,
            Tracker tracker,
            Forecaster forecaster,
            SignalStates states,
            RoadsideNotices notices,
            SpeedLimits limits,
            int slots) {
        this.lanes = lanes;
        this.tracker = tracker;
        this.forecaster = forecaster;
        this.states = states;
        this.signals = new PathSignals(lanes, states);
        this.notices = notices;
        this.limits = limits;
        this.slow = new SlowTraffic(lanes, tracker, slots);
        this.wrongWay = new WrongWayDrivers(lanes, tracker, slots);
        this.notable = new BitSet(slots);
        this.notableIds = new long[slots];
        this.predictor = new PathPredictor(lanes);
    }

    /** Goes on with other lanes. */
    void activate(LaneMap next) {
        lanes = next;
        predictor = new PathPredictor(next);
        signals = new PathSignals(next, states);
        limits.activate(next);
        slow.activate(next);
        wrongWay.activate(next);
    }

    /** Takes the state of a road user that was just measured. */
    void note(int slot, RoadUserState state, long nowUs) {
        slow.note(slot, state, nowUs);
        wrongWay.note(slot, state, nowUs);
        if (isNotable(state)) {
            notable.set(slot);
            notableIds[slot] = state.trackId();
        } else {
            notable.clear(slot);
        }
    }

    private static boolean isNotable(RoadUserState state) {
        return !state.roadUserClass().vulnerable()
                && (state.announcement().emergencyRun()
                        || state.announcement().eventFlags() != 0
                        || state.announcement().hazardLights()
                        || state.accelerationMps2() <= -HARD_BRAKING_MPS2);
    }

    /**
     * Everything that a host comes to.
     *
     * @param counts which slots' road users may be somebody's reason for a warning
     * @return until the next call
     */
    List<Approach> of(int hostSlot, Forecast host, long nowUs, IntPredicate counts) {
        found.clear();
        if (host.state().laneIndex() < 0) {
            return found;
        }
        addStopLines(host, nowUs, found);
        addLimit(host, nowUs, found);
        List<SlowTraffic.Column> columns = slow.columns(nowUs);
        if (notable.isEmpty() && columns.isEmpty() && wrongWay.isEmpty() && notices.isEmpty()) {
            return found;
        }
        WaysAhead ways = waysOf(host);
        for (int slot = notable.nextSetBit(0); slot >= 0; slot = notable.nextSetBit(slot + 1)) {
            if (tracker.trackId(slot) != notableIds[slot]) {
                notable.clear(slot);
            } else if (slot != hostSlot && counts.test(slot)) {
                addRoadUser(ways, slot, 0, nowUs, found);
            }
        }
        for (SlowTraffic.Column column : columns) {
            addColumn(hostSlot, ways, column, nowUs, counts, found);
        }
        for (int slot = wrongWay.next(0, nowUs); slot >= 0; slot = wrongWay.next(slot + 1, nowUs)) {
            if (slot != hostSlot && counts.test(slot)) {
                addWrongWay(ways, slot, nowUs, found);
            }
        }
        RoadUserState state = host.state();
        notices.forEachNear(
                state.eastM(),
                state.northM(),
                WaysAhead.RANGE_M,
                nowUs,
                told -> addNotice(ways, told, lanes, nowUs, found));
        return found;
    }

    private void addColumn(
            int hostSlot,
            WaysAhead ways,
            SlowTraffic.Column column,
            long nowUs,
            IntPredicate counts,
            List<Approach> into) {
        RoadUserState tail = column.tail();
        if (column.queue() && ways.near(tail.eastM(), tail.northM())) {
            Subject.Spot spot = new Subject.Spot(
                    "queue " + lanes.lane(tail.laneIndex()).id(),
                    tail.eastM(),
                    tail.northM(),
                    lanes.lane(tail.laneIndex()).id());
            Subject.Queue queue = new Subject.Queue(spot, column.vehicles());
            ways.to(tail.laneIndex(), tail.laneS() - tail.lengthM() / 2, 0)
                    .ifPresent(there -> into.add(toPlace(ways.of(), there, queue, nowUs)));
        }
        if (!column.waiting()
                && !notable.get(column.head())
                && column.head() != hostSlot
                && counts.test(column.head())) {
            addRoadUser(ways, column.head(), (nowUs - column.headSinceUs()) * 1e-6, nowUs, into);
        }
    }

    private static void addNotice(WaysAhead ways, PlacedNotice told, LaneMap lanes, long nowUs, List<Approach> into) {
        ways.to(path -> told.beginning(path)
                        .map(beginning -> OptionalDouble.of(beginning.wayM()))
                        .orElse(OptionalDouble.empty()))
                .ifPresent(there -> into.add(toPlace(
                        ways.of(),
                        there,
                        place(told, told.beginning(there.path()).orElseThrow(), lanes),
                        nowUs)));
    }

    private WaysAhead waysOf(Forecast of) {
        return new WaysAhead(of, lanes, predictor);
    }

    private static Subject.Place place(PlacedNotice told, PlacedNotice.Beginning at, LaneMap lanes) {
        RoadsideNotice notice = told.notice();
        Lane lane = lanes.lane(at.lane());
        Subject.Spot spot = new Subject.Spot(
                notice.id(), lane.line().eastAt(at.atM()), lane.line().northAt(at.atM()), lane.id());
        Subject.Teller by = SpeedLimits.teller(notice);
        return switch (notice.kind()) {
            case EVENT -> new Subject.Hazard(spot, by, notice.code(), notice.priority(), notice.text());
            case SIGN -> new Subject.Sign(spot, by, notice.code(), told.ofSpeed(), notice.text());
        };
    }

    private static Approach toPlace(Forecast host, WaysAhead.There there, Subject.Place place, long nowUs) {
        double wayM = there.wayM() - driven(host, nowUs) - host.state().lengthM() / 2;
        return Approach.toPlace(host, there.path(), place, wayM, there.probability(), nowUs);
    }

    private void addRoadUser(WaysAhead ways, int slot, double oddlyStandsS, long nowUs, List<Approach> into) {
        Forecast other = forecaster.forecast(slot, nowUs);
        RoadUserState state = other.state();
        if (state.laneIndex() < 0 || !ways.near(state.eastM(), state.northM())) {
            return;
        }
        for (int side : new int[] {0, -1, 1}) {
            Optional<Approach> ahead = ahead(ways, other, side, oddlyStandsS, nowUs);
            if (ahead.isPresent()) {
                into.add(ahead.get());
                return;
            }
        }
        if (state.announcement().emergencyRun()) {
            EmergencyRuns.approach(ways, waysOf(other), lanes, nowUs).ifPresent(into::add);
        }
    }

    private static Optional<Approach> ahead(WaysAhead ways, Forecast other, int side, double oddlyStandsS, long nowUs) {
        RoadUserState host = ways.of().state();
        RoadUserState state = other.state();
        return ways.to(state.laneIndex(), state.laneS(), side).map(there -> {
            double gapM = (host.lengthM() + state.lengthM()) / 2;
            double wayM = there.wayM() + driven(other, nowUs) - driven(ways.of(), nowUs) - gapM;
            return new Approach(
                    ways.of(),
                    there.path(),
                    new Subject.RoadUser(state.snapshot()),
                    Optional.of(other),
                    Approach.From.AHEAD,
                    side,
                    true,
                    oddlyStandsS,
                    wayM,
                    Approach.secondsFor(wayM, host.speedMps() - state.speedMps()),
                    there.probability(),
                    nowUs);
        });
    }

    private void addWrongWay(WaysAhead ways, int slot, long nowUs, List<Approach> into) {
        Forecast other = forecaster.forecast(slot, nowUs);
        LaneRef place = wrongWay.placeOf(slot);
        double gapM = (ways.of().state().lengthM() + other.state().lengthM()) / 2;
        double closing = ways.of().state().speedMps() + other.state().speedMps();
        ways.to(place.lane(), place.sM(), 0).ifPresent(there -> {
            double wayM = there.wayM() - driven(other, nowUs) - driven(ways.of(), nowUs) - gapM;
            into.add(new Approach(
                    ways.of(),
                    there.path(),
                    new Subject.RoadUser(other.state().snapshot()),
                    Optional.of(other),
                    Approach.From.AGAINST,
                    0,
                    true,
                    0,
                    wayM,
                    Approach.secondsFor(wayM, closing),
                    there.probability(),
                    nowUs));
        });
    }

    /** Stop lines within the horizon of the forecast, with what the heads of the ways on show. */
    private void addStopLines(Forecast host, long nowUs, List<Approach> into) {
        if (!host.leavesLane() || states.taken() == 0) {
            return;
        }
        for (Course course : host.courses()) {
            PredictedPath path = course.path();
            PathSignals.Next next =
                    path == null ? null : signals.nextKnown(path, nowUs).orElse(null);
            if (path != null && next != null) {
                addStopLine(toStopLine(host, path, next.leg(), next.state(), nowUs), into);
            }
        }
    }

    /** Ways on to one and the same light are one approach. */
    private static void addStopLine(Approach to, List<Approach> into) {
        for (int i = 0; i < into.size(); i++) {
            if (into.get(i).subject().equals(to.subject())) {
                into.set(i, into.get(i).andAlso(to));
                return;
            }
        }
        into.add(to);
    }

    private Approach toStopLine(Forecast host, PredictedPath path, int leg, SignalState state, long nowUs) {
        PredictedPath.Leg beyond = path.legs().get(leg);
        Lane before = lanes.lane(path.legs().get(leg - 1).lane());
        Pose pose = new Pose();
        path.poseAt(beyond.fromM(), pose);
        Subject.Spot spot = new Subject.Spot("stop line " + before.id(), pose.eastM, pose.northM, before.id());
        Subject.StopLine line = new Subject.StopLine(spot, state.light(), state.untilUs());
        return toPlace(host, new WaysAhead.There(path, beyond.fromM(), path.probability()), line, nowUs);
    }

    private void addLimit(Forecast host, long nowUs, List<Approach> into) {
        Subject.SpeedLimit broken =
                host.onLanes() ? limits.brokenBy(host.state(), nowUs).orElse(null) : null;
        PredictedPath path = broken == null ? null : host.likeliestPath();
        if (broken != null && path != null) {
            into.add(Approach.toPlace(host, path, broken, 0, 1, nowUs));
        }
    }

    private static double driven(Forecast of, long nowUs) {
        return of.state().speedMps() * of.secondsTo(nowUs);
    }
}
