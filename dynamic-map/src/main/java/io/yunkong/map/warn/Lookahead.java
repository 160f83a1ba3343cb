package io.yunkong.map.warn;

import io.yunkong.map.road.ConflictArea;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.LaneRef;
import io.yunkong.map.road.PathPredictor;
import io.yunkong.map.road.Pose;
import io.yunkong.map.road.PredictedPath;
import io.yunkong.map.road.SignalRef;
import io.yunkong.map.roadside.PlacedNotice;
import io.yunkong.map.roadside.RoadsideNotice;
import io.yunkong.map.roadside.RoadsideNotices;
import io.yunkong.map.signal.SignalState;
import io.yunkong.map.signal.SignalStates;
import io.yunkong.map.track.TrackSnapshot;
import io.yunkong.map.track.Tracker;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What a host comes to on its way, or comes up to it: road users that say or show something others should know of, the ends of queues, stop
 * lines, speed limits, and what roadside units tell of. Not thread-safe: one owner; no clock.
 */
final class Lookahead {
    /** Nothing farther away is told, metres (T/CSAE 53: communication range). */
    private static final double RANGE_M = 300;

    /** Who slows down by more is known of at once, m/s2. */
    private static final double HARD_BRAKING_MPS2 = 3.5;

    private static final double PROBABILITY_MIN = 0.1;

    private final Tracker tracker;
    private final Forecaster forecaster;
    private final SignalStates signals;
    private final RoadsideNotices notices;
    private final SlowTraffic slow;
    private final BitSet notable;
    private final long[] notableIds;
    private LaneMap lanes;
    private PathPredictor predictor;

    /** @param slots of the tracker */
    Lookahead(
            LaneMap lanes,
            Tracker tracker,
            Forecaster forecaster,
            SignalStates signals,
            RoadsideNotices notices,
            int slots) {
        this.lanes = lanes;
        this.tracker = tracker;
        this.forecaster = forecaster;
        this.signals = signals;
        this.notices = notices;
        this.slow = new SlowTraffic(lanes, tracker, slots);
        this.notable = new BitSet(slots);
        this.notableIds = new long[slots];
        this.predictor = new PathPredictor(lanes);
    }

    /** Goes on with other lanes. */
    void activate(LaneMap next) {
        lanes = next;
        predictor = new PathPredictor(next);
        slow.activate(next);
    }

    /** Takes the state of a road user that was just measured. */
    void note(int slot, TrackSnapshot state, long nowUs) {
        slow.note(slot, state, nowUs);
        if (isNotable(state)) {
            notable.set(slot);
            notableIds[slot] = state.trackId();
        } else {
            notable.clear(slot);
        }
    }

    private static boolean isNotable(TrackSnapshot state) {
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
     */
    List<Approach> of(int hostSlot, Forecast host, long nowUs, IntPredicate counts) {
        List<Approach> found = new ArrayList<>();
        if (host.state().laneIndex() < 0) {
            return found;
        }
        addStopLines(host, nowUs, found);
        addLimit(host, nowUs, found);
        Ways ways = new Ways(host);
        for (int slot = notable.nextSetBit(0); slot >= 0; slot = notable.nextSetBit(slot + 1)) {
            if (tracker.trackId(slot) != notableIds[slot]) {
                notable.clear(slot);
            } else if (slot != hostSlot && counts.test(slot)) {
                addRoadUser(ways, slot, 0, nowUs, found);
            }
        }
        for (SlowTraffic.Column column : slow.columns(nowUs)) {
            addColumn(hostSlot, ways, column, nowUs, counts, found);
        }
        TrackSnapshot state = host.state();
        notices.forEachNear(state.eastM(), state.northM(), RANGE_M, nowUs, told -> addNotice(ways, told, nowUs, found));
        return found;
    }

    /** The ways of a host as far as it is told of anything; found out when first asked for. */
    private final class Ways {
        final Forecast host;
        private @Nullable List<PredictedPath> paths;

        Ways(Forecast host) {
            this.host = host;
        }

        boolean near(double eastM, double northM) {
            double east = eastM - host.state().eastM();
            double north = northM - host.state().northM();
            return east * east + north * north < RANGE_M * RANGE_M;
        }

        List<PredictedPath> paths() {
            List<PredictedPath> known = paths;
            if (known == null) {
                known = waysOf(host.state());
                paths = known;
            }
            return known;
        }
    }

    private List<PredictedPath> waysOf(TrackSnapshot state) {
        LaneRef from = new LaneRef(state.laneIndex(), state.laneS(), 0);
        return predictor.predictOver(
                from, state.speedMps(), RANGE_M, state.announcement().turnSignal());
    }

    private void addColumn(
            int hostSlot, Ways ways, SlowTraffic.Column column, long nowUs, IntPredicate counts, List<Approach> into) {
        TrackSnapshot tail = column.tail();
        if (column.queue() && ways.near(tail.eastM(), tail.northM())) {
            Subject.Spot spot = new Subject.Spot(
                    "queue " + lanes.lane(tail.laneIndex()).id(),
                    tail.eastM(),
                    tail.northM(),
                    lanes.lane(tail.laneIndex()).id());
            addPlace(
                    ways,
                    new Subject.Queue(spot, column.vehicles()),
                    tail.laneIndex(),
                    tail.laneS() - tail.lengthM() / 2,
                    nowUs,
                    into);
        }
        if (!column.waiting()
                && !notable.get(column.head())
                && column.head() != hostSlot
                && counts.test(column.head())) {
            addRoadUser(ways, column.head(), (nowUs - column.headSinceUs()) * 1e-6, nowUs, into);
        }
    }

    private void addPlace(Ways ways, Subject.Place place, int lane, double atM, long nowUs, List<Approach> into) {
        PredictedPath best = null;
        double bestM = 0;
        double probability = 0;
        for (PredictedPath path : ways.paths()) {
            OptionalDouble way = along(path, lane, atM, 0);
            if (way.isPresent()) {
                probability += path.probability();
                bestM = best == null ? way.getAsDouble() : bestM;
                best = best == null ? path : best;
            }
        }
        if (best != null) {
            into.add(toPlace(ways.host, best, place, bestM, probability, nowUs));
        }
    }

    private void addNotice(Ways ways, PlacedNotice told, long nowUs, List<Approach> into) {
        PredictedPath best = null;
        PlacedNotice.Beginning bestBeginning = null;
        double probability = 0;
        for (PredictedPath path : ways.paths()) {
            PlacedNotice.Beginning beginning = told.beginning(path).orElse(null);
            if (beginning != null) {
                probability += path.probability();
                bestBeginning = bestBeginning == null ? beginning : bestBeginning;
                best = best == null ? path : best;
            }
        }
        if (best != null && bestBeginning != null) {
            into.add(toPlace(
                    ways.host, best, place(told.notice(), bestBeginning), bestBeginning.wayM(), probability, nowUs));
        }
    }

    private Subject.Place place(RoadsideNotice notice, PlacedNotice.Beginning at) {
        Lane lane = lanes.lane(at.lane());
        Subject.Spot spot = new Subject.Spot(
                notice.id(), lane.line().eastAt(at.atM()), lane.line().northAt(at.atM()), lane.id());
        return switch (notice.kind()) {
            case EVENT -> new Subject.Hazard(spot, notice.code(), notice.priority(), notice.text());
            case SIGN -> new Subject.Sign(spot, notice.code(), notice.text());
        };
    }

    /** @param alongM from the middle of the host when it was forecast */
    private static Approach toPlace(
            Forecast host, PredictedPath path, Subject.Place place, double alongM, double probability, long nowUs) {
        double wayM = alongM - driven(host, nowUs) - host.state().lengthM() / 2;
        return Approach.toPlace(host, path, place, wayM, probability, nowUs);
    }

    private void addRoadUser(Ways ways, int slot, double oddlyStandsS, long nowUs, List<Approach> into) {
        Forecast other = forecaster.forecast(slot, nowUs);
        TrackSnapshot state = other.state();
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
            addEmergency(ways, other, nowUs, into);
        }
    }

    private Optional<Approach> ahead(Ways ways, Forecast other, int side, double oddlyStandsS, long nowUs) {
        TrackSnapshot host = ways.host.state();
        TrackSnapshot state = other.state();
        PredictedPath best = null;
        double bestM = 0;
        double probability = 0;
        for (PredictedPath path : ways.paths()) {
            OptionalDouble way = along(path, state.laneIndex(), state.laneS(), side);
            if (way.isPresent()) {
                probability += path.probability();
                bestM = best == null ? way.getAsDouble() : bestM;
                best = best == null ? path : best;
            }
        }
        if (best == null) {
            return Optional.empty();
        }
        double wayM = bestM + driven(other, nowUs) - driven(ways.host, nowUs) - (host.lengthM() + state.lengthM()) / 2;
        double closing = host.speedMps() - state.speedMps();
        return Optional.of(new Approach(
                ways.host,
                best,
                new Subject.RoadUser(state),
                Optional.of(other),
                Approach.From.AHEAD,
                side,
                true,
                oddlyStandsS,
                wayM,
                Approach.secondsFor(wayM, closing),
                probability,
                nowUs));
    }

    /**
     * Way to a place on a lane, or on the lane beside one that is passed; empty when the path does not lead there. Lanes of a junction have no
     * neighbours: who is on one counts as beyond the end of the lane before.
     */
    private OptionalDouble along(PredictedPath path, int lane, double atM, int side) {
        for (PredictedPath.Leg leg : path.legs()) {
            Lane passed = lanes.lane(leg.lane());
            int there = side == 0 ? leg.lane() : side < 0 ? passed.leftNeighbour() : passed.rightNeighbour();
            if (there == lane && atM >= leg.laneSM()) {
                return OptionalDouble.of(leg.fromM() + atM - leg.laneSM());
            }
        }
        Lane other = lanes.lane(lane);
        if (side != 0 && other.insideJunction() && !other.predecessors().isEmpty()) {
            int before = other.predecessors().getFirst();
            return along(path, before, lanes.lane(before).lengthM() + atM, side);
        }
        return OptionalDouble.empty();
    }

    /** One on an emergency run that comes from behind, or whose way crosses that of the host. */
    private void addEmergency(Ways ways, Forecast other, long nowUs, List<Approach> into) {
        TrackSnapshot host = ways.host.state();
        TrackSnapshot emergency = other.state();
        for (PredictedPath path : waysOf(emergency)) {
            for (int side : new int[] {0, -1, 1}) {
                OptionalDouble way = along(path, host.laneIndex(), host.laneS(), side);
                if (way.isPresent()) {
                    double wayM = way.getAsDouble() - (host.lengthM() + emergency.lengthM()) / 2;
                    into.add(emergency(
                            ways.host,
                            ways.paths().getFirst(),
                            other,
                            Approach.From.BEHIND,
                            -side,
                            wayM,
                            path.probability(),
                            nowUs));
                    return;
                }
            }
        }
        addCrossingEmergency(ways, other, nowUs, into);
    }

    private void addCrossingEmergency(Ways ways, Forecast other, long nowUs, List<Approach> into) {
        TrackSnapshot host = ways.host.state();
        TrackSnapshot emergency = other.state();
        for (PredictedPath theirs : waysOf(emergency)) {
            for (PredictedPath own : ways.paths()) {
                double probability = own.probability() * theirs.probability();
                Optional<ConflictArea> area = probability < PROBABILITY_MIN
                        ? Optional.empty()
                        : ConflictArea.first(own, host.lengthM(), theirs, emergency.lengthM(), lanes);
                if (area.isPresent()) {
                    double wayM = area.get().entryBM() - emergency.lengthM() / 2;
                    into.add(emergency(ways.host, own, other, Approach.From.CROSSING, 0, wayM, probability, nowUs));
                    return;
                }
            }
        }
    }

    private static Approach emergency(
            Forecast host,
            PredictedPath path,
            Forecast other,
            Approach.From from,
            int side,
            double wayM,
            double probability,
            long nowUs) {
        double timeS = Approach.secondsFor(wayM, other.state().speedMps());
        return new Approach(
                host,
                path,
                new Subject.RoadUser(other.state()),
                Optional.of(other),
                from,
                side,
                true,
                0,
                wayM,
                timeS,
                probability,
                nowUs);
    }

    /** Stop lines within the horizon of the forecast, with what the heads of the ways on show. */
    private void addStopLines(Forecast host, long nowUs, List<Approach> into) {
        if (signals.taken() == 0) {
            return;
        }
        Map<Subject.StopLine, Approach> byLight = new LinkedHashMap<>();
        for (Course course : host.courses()) {
            PredictedPath path = course.path();
            for (int i = 1; path != null && i < path.legs().size(); i++) {
                SignalRef head = lanes.lane(path.legs().get(i).lane()).signal();
                SignalState state =
                        head == null ? null : signals.find(head, nowUs).orElse(null);
                if (state != null) {
                    Approach to = toStopLine(host, path, i, state, nowUs);
                    byLight.merge((Subject.StopLine) to.subject(), to, Approach::andAlso);
                    break;
                }
            }
        }
        into.addAll(byLight.values());
    }

    private Approach toStopLine(Forecast host, PredictedPath path, int leg, SignalState state, long nowUs) {
        PredictedPath.Leg beyond = path.legs().get(leg);
        Lane before = lanes.lane(path.legs().get(leg - 1).lane());
        Pose pose = new Pose();
        path.poseAt(beyond.fromM(), pose);
        Subject.Spot spot = new Subject.Spot("stop line " + before.id(), pose.eastM, pose.northM, before.id());
        Subject.StopLine line = new Subject.StopLine(spot, state.light(), state.untilUs());
        return toPlace(host, path, line, beyond.fromM(), path.probability(), nowUs);
    }

    private void addLimit(Forecast host, long nowUs, List<Approach> into) {
        TrackSnapshot state = host.state();
        PredictedPath path = host.courses().getFirst().path();
        Lane lane = lanes.lane(state.laneIndex());
        // what a junction's lane says comes from the turn's radius as often as from a sign
        if (path != null && !lane.insideJunction() && state.speedMps() > lane.speedLimitMps()) {
            String id = "speed limit " + Math.round(lane.speedLimitMps() * 3.6) + " km/h";
            Subject.Spot spot = new Subject.Spot(id, state.eastM(), state.northM(), lane.id());
            Subject.SpeedLimit limit = new Subject.SpeedLimit(spot, lane.speedLimitMps());
            into.add(Approach.toPlace(host, path, limit, 0, 1, nowUs));
        }
    }

    private static double driven(Forecast of, long nowUs) {
        return of.state().speedMps() * of.secondsTo(nowUs);
    }
}
