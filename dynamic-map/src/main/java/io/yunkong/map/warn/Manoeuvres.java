package io.yunkong.map.warn;

import io.yunkong.map.geo.Heading;
import io.yunkong.map.road.ArrivalWindow;
import io.yunkong.map.road.ConflictArea;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.LaneRef;
import io.yunkong.map.road.PathPredictor;
import io.yunkong.map.road.Polyline;
import io.yunkong.map.road.PredictedPath;
import io.yunkong.map.road.TurnDirection;
import io.yunkong.map.signal.SignalStates;
import io.yunkong.map.track.RoadUserState;
import java.util.Optional;

/**
 * What a host is about to do that another road user may be in the way of, although at the speeds of the moment the two do not touch: turn left
 * across the oncoming, change to the lane beside, overtake on the side of the oncoming. Not thread-safe: one owner; no clock.
 */
final class Manoeuvres {
    /** Faster ones are judged by their predicted touch, m/s. */
    private static final double TURN_IN_MAX_MPS = 4;

    private static final double TURN_IN_MIN_MPS = 0.5;
    /** So far before the junction a turner is about to go in, metres. */
    private static final double TURN_IN_M = 6;

    /** What lies farther apart than this comes from the other side. */
    private static final double OPPOSITE_MIN_RAD = Math.toRadians(120);

    /** Who brakes by more than this at walking speed stops at once. */
    private static final double STOPS_MAX_MPS2 = 1.5;

    private static final double CHANGE_PROBABILITY_MIN = 0.5;

    /** So far before the end of a lane a turn signal is taken for a turn, metres. */
    private static final double TURN_SIGNALLED_M = 60;

    /** Over the edge of the lane by this is on the other side, metres. */
    private static final double OVER_THE_LINE_M = 0.5;

    private static final double OVERTAKING_RANGE_M = 300;

    /** Who can stop at a red light by this is expected to, m/s2: drivers do from 3 on (ITE, "Determining vehicle signal change intervals"). */
    private static final double FOR_THE_LIGHT_MPS2 = 3;

    /** What a host is about to do. */
    sealed interface Intent {
        /** @param path of the turn */
        record LeftTurn(PredictedPath path) implements Intent {}

        /**
         * @param side -1 left, 1 right
         * @param lane index of the lane that it goes to
         * @param underway it already moves there; else it signals
         */
        record ToLane(int side, int lane, boolean underway) implements Intent {}

        /**
         * @param path along its own lane
         * @param underway it is on the other side; else it signals
         */
        record Overtaking(PredictedPath path, boolean underway) implements Intent {}
    }

    private final SignalStates states;
    private final boolean signalsTold;
    private LaneMap lanes;
    private PathPredictor predictor;
    private PathSignals signals;

    /** @param signalsTold whether this node is told what signals show; else it judges no left turn across a way that they rule */
    Manoeuvres(LaneMap lanes, SignalStates states, boolean signalsTold) {
        this.states = states;
        this.signalsTold = signalsTold;
        this.lanes = lanes;
        this.predictor = new PathPredictor(lanes);
        this.signals = new PathSignals(lanes, states);
    }

    /** Goes on with other lanes. */
    void activate(LaneMap next) {
        lanes = next;
        predictor = new PathPredictor(next);
        signals = new PathSignals(next, states);
    }

    /**
     * @param offsetM of the host beside the centre line of its lane, metres to the left
     * @param headingSigmaRad of the host, one sigma
     */
    Optional<Intent> intentOf(Forecast host, double offsetM, double headingSigmaRad) {
        RoadUserState state = host.state();
        if (state.laneIndex() < 0 || !host.onLanes()) {
            return Optional.empty();
        }
        Lane lane = lanes.lane(state.laneIndex());
        if (state.speedMps() < TURN_IN_MAX_MPS) {
            return turnIn(host, lane);
        }
        return lane.insideJunction() ? Optional.empty() : sideways(state, lane, offsetM, headingSigmaRad);
    }

    private Optional<Intent> turnIn(Forecast host, Lane lane) {
        PredictedPath path = host.likeliestPath();
        boolean inside = lane.insideJunction() && lane.turn() == TurnDirection.LEFT;
        boolean enters = path != null
                && path.legs().size() > 1
                && lanes.lane(path.legs().get(1).lane()).turn() == TurnDirection.LEFT
                && path.legs().get(1).fromM() < TURN_IN_M + host.state().lengthM() / 2
                && host.state().speedMps() > TURN_IN_MIN_MPS
                && !stopsBefore(path.legs().get(1).fromM(), host.state());
        if (path == null || !(inside || enters)) {
            return Optional.empty();
        }
        LaneRef from = path.placeAt(0);
        return predictor.predictOver(from, 0, OVERTAKING_RANGE_M / 10, -1).stream()
                .filter(way -> way.legs().stream()
                        .anyMatch(leg -> lanes.lane(leg.lane()).turn() == TurnDirection.LEFT))
                .findFirst()
                .map(Intent.LeftTurn::new);
    }

    /** Whether it is braking enough to wait at the end of its lane. */
    private static boolean stopsBefore(double wayM, RoadUserState state) {
        double needed = Braking.neededMps2(state.speedMps(), wayM - state.lengthM() / 2);
        return Braking.enough(state, Math.min(needed, STOPS_MAX_MPS2), STOPS_MAX_MPS2);
    }

    private Optional<Intent> sideways(RoadUserState state, Lane lane, double offsetM, double headingSigmaRad) {
        Optional<LaneChange> change = LaneChange.of(state, offsetM, headingSigmaRad, lanes)
                .filter(found -> found.probability() >= CHANGE_PROBABILITY_MIN);
        if (change.isPresent()) {
            int to = change.get().lane();
            return Optional.of(new Intent.ToLane(to == lane.leftNeighbour() ? -1 : 1, to, true));
        }
        int signal = state.announcement().turnSignal();
        int beside = signal < 0 ? lane.leftNeighbour() : signal > 0 ? lane.rightNeighbour() : -1;
        if (beside >= 0) {
            return Optional.of(new Intent.ToLane(signal, beside, false));
        }
        boolean over = offsetM > lane.widthM() / 2 + OVER_THE_LINE_M;
        boolean toOvertake = signal < 0 && lane.lengthM() - state.laneS() > TURN_SIGNALLED_M;
        if (lane.leftNeighbour() >= 0 || !(over || toOvertake)) {
            return Optional.empty();
        }
        LaneRef from = new LaneRef(lane.index(), state.laneS(), 0);
        PredictedPath ahead = predictor
                .predictOver(from, state.speedMps(), OVERTAKING_RANGE_M, 0)
                .getFirst();
        return Optional.of(new Intent.Overtaking(ahead, over));
    }

    /** How another vehicle is in the way of what a host is about to do; empty when it is not. */
    Optional<Approach> meet(Forecast host, Intent intent, Forecast other, long nowUs) {
        if (other.state().roadUserClass().vulnerable()) {
            return Optional.empty();
        }
        return switch (intent) {
            case Intent.LeftTurn turn -> across(host, turn, other, nowUs);
            case Intent.ToLane change -> beside(host, change, other, nowUs);
            case Intent.Overtaking overtaking -> oncoming(host, overtaking, other, nowUs);
        };
    }

    private Optional<Approach> across(Forecast host, Intent.LeftTurn turn, Forecast other, long nowUs) {
        PredictedPath theirs = other.likeliestPath();
        if (theirs == null) {
            return Optional.empty();
        }
        RoadUserState state = other.state();
        return ConflictArea.first(turn.path(), host.state().lengthM(), theirs, state.lengthM(), lanes)
                .filter(area -> Lane.opposite(lanes.lane(area.laneA()), lanes.lane(area.laneB())))
                .filter(area -> !waitsBefore(area.entryBM(), other, theirs, nowUs))
                .map(area -> {
                    double drivenM = state.speedMps() * other.secondsTo(nowUs);
                    ArrivalWindow window = ArrivalWindow.of(
                            area.entryBM() - drivenM,
                            area.exitBM() - drivenM,
                            state.lengthM(),
                            state.speedMps(),
                            state.positionSigmaM());
                    double wayM = area.entryBM() - drivenM - state.lengthM() / 2;
                    return approach(
                            host, turn.path(), other, Approach.From.ACROSS, 0, true, wayM, window.entryS(), nowUs);
                });
    }

    /** Whether a light before that place will be red when it comes there, and it still can stop; or somebody else has to judge that. */
    private boolean waitsBefore(double atM, Forecast other, PredictedPath path, long nowUs) {
        if (!signalsTold) {
            return signals.governsBefore(atM, path);
        }
        PathSignals.Next next = signals.next(path, nowUs).orElse(null);
        if (next == null || path.legs().get(next.leg()).fromM() > atM) {
            return false;
        }
        RoadUserState state = other.state();
        double wayM =
                path.legs().get(next.leg()).fromM() - state.speedMps() * other.secondsTo(nowUs) - state.lengthM() / 2;
        long arrivalUs = nowUs + Math.round(Approach.secondsFor(wayM, state.speedMps()) * 1e6);
        return next.state().light().redAt(next.state().untilUs(), arrivalUs)
                && Braking.neededMps2(state.speedMps(), wayM) <= FOR_THE_LIGHT_MPS2;
    }

    private Optional<Approach> beside(Forecast host, Intent.ToLane change, Forecast other, long nowUs) {
        RoadUserState state = other.state();
        if (state.laneIndex() != change.lane()) {
            return Optional.empty();
        }
        RoadUserState own = host.state();
        double ownS = lanes.lane(change.lane())
                .line()
                .project(own.eastM(), own.northM())
                .sM();
        double aheadM = state.laneS()
                + state.speedMps() * other.secondsTo(nowUs)
                - ownS
                - own.speedMps() * host.secondsTo(nowUs);
        double gapM = Math.abs(aheadM) - (own.lengthM() + state.lengthM()) / 2;
        if (aheadM > 0 && gapM > 0) {
            return Optional.empty(); // ahead on the other lane: whoever goes there follows it
        }
        double closing = state.speedMps() - own.speedMps();
        double timeS = gapM <= 0 ? 0 : closing <= 0 ? Double.POSITIVE_INFINITY : gapM / closing;
        PredictedPath path = host.likeliestPath();
        return path == null
                ? Optional.empty()
                : Optional.of(approach(
                        host, path, other, Approach.From.BESIDE, change.side(), change.underway(), gapM, timeS, nowUs));
    }

    private Optional<Approach> oncoming(Forecast host, Intent.Overtaking overtaking, Forecast other, long nowUs) {
        RoadUserState own = host.state();
        RoadUserState state = other.state();
        if (Math.abs(Heading.turn(own.headingRad(), state.headingRad())) < Math.PI - OPPOSITE_MIN_RAD / 2) {
            return Optional.empty();
        }
        Polyline.Projection on = overtaking.path().line().project(state.eastM(), state.northM());
        double widthM = lanes.lane(own.laneIndex()).widthM();
        boolean onTheOtherSide = on.tM() > widthM / 2 && on.tM() < 1.5 * widthM;
        double gapM = on.sM() - (own.lengthM() + state.lengthM()) / 2;
        if (!onTheOtherSide || on.sM() <= 0 || on.sM() >= overtaking.path().lengthM()) {
            return Optional.empty();
        }
        double timeS = Approach.secondsFor(gapM, own.speedMps() + state.speedMps());
        return Optional.of(approach(
                host, overtaking.path(), other, Approach.From.ONCOMING, -1, overtaking.underway(), gapM, timeS, nowUs));
    }

    private static Approach approach(
            Forecast host,
            PredictedPath path,
            Forecast other,
            Approach.From from,
            int side,
            boolean underway,
            double wayM,
            double timeS,
            long nowUs) {
        return new Approach(
                host,
                path,
                new Subject.RoadUser(other.state().snapshot()),
                Optional.of(other),
                from,
                side,
                underway,
                0,
                wayM,
                timeS,
                other.courses().getFirst().probability(),
                nowUs);
    }
}
