package io.yunkong.map.warn;

import io.yunkong.map.geo.Heading;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.LaneMatch;
import io.yunkong.map.road.LaneRef;
import io.yunkong.map.road.PathPredictor;
import io.yunkong.map.road.Polyline;
import io.yunkong.map.road.PredictedPath;
import io.yunkong.map.road.WayOutline;
import io.yunkong.map.track.RoadUserState;
import io.yunkong.map.track.Tracker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes forecasts: on which ways a road user may go on, and how likely each is. Not thread-safe: one owner. */
final class ForecastMaker {
    /** Seconds of way that a path has ahead: a forecast is looked at up to {@link Forecaster#HORIZON_S} ahead, some time after its state. */
    private static final double PATH_S = Forecaster.HORIZON_S + Forecaster.LEAD_MAX_S;

    /** Whoever points farther away from his lane than this does not follow it. */
    private static final double HEADING_OFF_LANE_RAD = Math.toRadians(40);

    /** Positioning errors put cars beside their lane's centre; what exceeds this is meant. */
    private static final double OFFSET_TOLERATED_M = 0.8;

    private static final double PROBABILITY_MIN = 0.1;

    /** How far drivers point away from the lane that they follow through a junction, one sigma: where ways part, that tells which. */
    private static final double ALONG_SIGMA_RAD = Math.toRadians(7);

    /** Square of a deviation in spreads; more tells no more. */
    private static final double ALONG_SQUARE_MAX = 16;

    /** A lane change goes on at this speed at least, m/s. */
    private static final double SIDEWAYS_MIN_MPS = 0.5;

    private static final double CHANGE_MIN_M = 1;

    private final LaneMap lanes;
    private final PathPredictor predictor;
    private final PlannedPaths plans;
    private final WayOutline outline = new WayOutline();

    /** @param plans which ways road users say they take */
    ForecastMaker(LaneMap lanes, PlannedPaths plans) {
        this.lanes = lanes;
        this.predictor = new PathPredictor(lanes);
        this.plans = plans;
    }

    /**
     * Writes a forecast from the state that is in it.
     *
     * @param laneOffsetM place beside the centre line of the state's lane, metres to the left
     * @param headingSigmaRad of the state, one sigma
     * @param nowUs time for which plans are asked
     */
    void write(Forecast into, double laneOffsetM, double headingSigmaRad, long nowUs) {
        RoadUserState state = into.state();
        boolean onLane = state.laneIndex() >= 0 && !offLane(state);
        boolean usual = usual(state, onLane);
        if (!onLane || state.roadUserClass() == RoadUserClass.PEDESTRIAN) {
            Course straight = new Course(state.eastM(), state.northM(), state.headingRad(), state.speedMps());
            into.write(List.of(straight), usual);
            return;
        }
        LaneChange change =
                LaneChange.of(state, laneOffsetM, headingSigmaRad, lanes).orElse(null);
        if (change != null && change.probability() < PROBABILITY_MIN) {
            change = null;
        }
        double leftM = offset(state, laneOffsetM);
        if (change == null && hasOneWay(state)) {
            into.write(outline, leftM, usual, this);
            return;
        }
        LaneRef from = new LaneRef(state.laneIndex(), state.laneS(), leftM);
        List<PredictedPath> paths = predictor.predict(
                places(state, from, headingSigmaRad),
                state.speedMps(),
                PATH_S,
                state.announcement().turnSignal());
        List<PredictedPath> all = change == null ? paths : withChange(paths, state, change);
        into.write(courses(plans.weigh(all, state, nowUs), state.speedMps()), usual);
    }

    private boolean hasOneWay(RoadUserState state) {
        double reachM = state.speedMps() * Course.LATEST_S;
        return !lanes.lane(state.laneIndex()).insideJunction()
                && predictor.outline(state.laneIndex(), state.laneS(), state.speedMps(), PATH_S, reachM, outline);
    }

    /** The course of who has one way on and keeps so far to the left of the centre line. */
    Course onlyCourse(RoadUserState state, double leftM) {
        LaneRef from = new LaneRef(state.laneIndex(), state.laneS(), leftM);
        int turnSignal = state.announcement().turnSignal();
        List<PredictedPath> paths = predictor.predict(from, state.speedMps(), PATH_S, turnSignal);
        return new Course(paths.getFirst(), state.speedMps());
    }

    private static List<Course> courses(List<PredictedPath> paths, double speedMps) {
        if (paths.size() == 1) {
            return List.of(new Course(paths.getFirst(), speedMps));
        }
        List<Course> courses = new ArrayList<>();
        for (PredictedPath path : paths) {
            if (courses.isEmpty() || path.probability() >= PROBABILITY_MIN) {
                courses.add(new Course(path, speedMps));
            }
        }
        return courses;
    }

    /** Adds the ways on the lane that it may be changing to; the most likely first again. */
    private List<PredictedPath> withChange(List<PredictedPath> keeping, RoadUserState state, LaneChange change) {
        Polyline.Projection on = lanes.lane(change.lane()).line().project(state.eastM(), state.northM());
        double lastsS = Math.abs(on.tM()) / Math.max(change.sidewaysMps(), SIDEWAYS_MIN_MPS);
        double centredAfterM = Math.max(CHANGE_MIN_M, lastsS * state.speedMps());
        LaneRef from = new LaneRef(change.lane(), on.sM(), on.tM());
        List<PredictedPath> paths = new ArrayList<>();
        for (PredictedPath path : predictor.predict(
                from, state.speedMps(), PATH_S, state.announcement().turnSignal())) {
            paths.add(path.centredAfter(centredAfterM).withProbability(path.probability() * change.probability()));
        }
        for (PredictedPath path : keeping) {
            paths.add(path.withProbability(path.probability() * (1 - change.probability())));
        }
        paths.sort(Comparator.comparingDouble(PredictedPath::probability).reversed());
        return paths;
    }

    private boolean usual(RoadUserState state, boolean along) {
        if (state.laneIndex() < 0) {
            return false;
        }
        LaneKind kind = lanes.lane(state.laneIndex()).kind();
        return switch (state.roadUserClass()) {
            case PEDESTRIAN -> kind == LaneKind.SIDEWALK || kind == LaneKind.CROSSWALK;
            case BICYCLE -> along;
            case CAR, TRUCK, BUS, EMERGENCY, MOTORCYCLE, UNKNOWN -> kind == LaneKind.VEHICLE && along;
        };
    }

    /** At the start of a junction the ways lie on one another: every one it may have taken counts, by how it points along it. */
    private List<LaneMatch> places(RoadUserState state, LaneRef matched, double headingSigmaRad) {
        Lane on = lanes.lane(matched.lane());
        List<LaneMatch> places = List.of();
        if (on.insideJunction()) {
            places = new ArrayList<>();
            double along = Math.hypot(ALONG_SIGMA_RAD, headingSigmaRad);
            var user = Tracker.laneUser(state.roadUserClass());
            for (LaneMatch match : lanes.candidates(state.eastM(), state.northM(), Double.NaN, user, -1)) {
                Lane lane = lanes.lane(match.place().lane());
                if (lane.insideJunction() && lane.predecessors().equals(on.predecessors())) {
                    double s = match.place().sM();
                    LaneRef place = new LaneRef(
                            lane.index(), s, offset(state, match.place().tM()));
                    double turn = Heading.turn(lane.line().headingAt(s), state.headingRad()) / along;
                    double fit = Math.exp(-Math.min(ALONG_SQUARE_MAX, turn * turn) / 2);
                    places.add(new LaneMatch(place, match.probability() * fit));
                }
            }
        }
        return places.isEmpty() ? List.of(new LaneMatch(matched, 1)) : places;
    }

    private static double offset(RoadUserState state, double laneOffsetM) {
        return state.roadUserClass().vulnerable()
                ? laneOffsetM
                : Math.copySign(Math.max(0, Math.abs(laneOffsetM) - OFFSET_TOLERATED_M), laneOffsetM);
    }

    private boolean offLane(RoadUserState state) {
        Lane lane = lanes.lane(state.laneIndex());
        double turn = Heading.turn(lane.line().headingAt(state.laneS()), state.headingRad());
        // who stands tells no direction
        return state.speedMps() > 1 && Math.abs(turn) > HEADING_OFF_LANE_RAD;
    }
}
