package io.yunkong.map.warn;

import io.yunkong.map.geo.Heading;
import io.yunkong.map.index.Box;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.LaneMatch;
import io.yunkong.map.road.LaneRef;
import io.yunkong.map.road.PathPredictor;
import io.yunkong.map.road.Polyline;
import io.yunkong.map.road.PredictedPath;
import io.yunkong.map.track.TrackSnapshot;
import io.yunkong.map.track.Tracker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where a road user may go from a state of its track: its courses with their probabilities, at the speed of the moment. Immutable.
 *
 * @param state the state it starts from
 * @param courses most likely first
 * @param usual whether it is where road users of its class are to be expected, and goes the way they go there
 * @param reach holds the whole body on all courses, between {@link Course#EARLIEST_S} and {@link Course#LATEST_S}
 */
record Forecast(TrackSnapshot state, List<Course> courses, boolean usual, Box reach) {
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

    Forecast {
        courses = List.copyOf(courses);
    }

    private Forecast(TrackSnapshot state, List<Course> courses, boolean usual) {
        this(state, courses, usual, reach(state, courses));
    }

    private static Box reach(TrackSnapshot state, List<Course> courses) {
        Box all = courses.getFirst().reach(state.lengthM(), state.widthM());
        for (int i = 1; i < courses.size(); i++) {
            all = all.and(courses.get(i).reach(state.lengthM(), state.widthM()));
        }
        return all;
    }

    /**
     * @param laneOffsetM place beside the centre line of the state's lane, metres to the left
     * @param headingSigmaRad of the state, one sigma
     * @param plans which ways road users say they take
     * @param nowUs time for which those are asked
     */
    static Forecast of(
            TrackSnapshot state,
            double laneOffsetM,
            double headingSigmaRad,
            LaneMap lanes,
            PathPredictor predictor,
            double horizonS,
            PlannedPaths plans,
            long nowUs) {
        boolean onLane = state.laneIndex() >= 0 && !offLane(state, lanes);
        boolean usual = state.laneIndex() >= 0
                && usual(state.roadUserClass(), lanes.lane(state.laneIndex()).kind(), onLane);
        if (!onLane || state.roadUserClass() == RoadUserClass.PEDESTRIAN) {
            Course straight = new Course(state.eastM(), state.northM(), state.headingRad(), state.speedMps());
            return new Forecast(state, List.of(straight), usual);
        }
        List<LaneMatch> from = places(state, laneOffsetM, headingSigmaRad, lanes);
        List<PredictedPath> paths = predictor.predict(
                from, state.speedMps(), horizonS, state.announcement().turnSignal());
        List<PredictedPath> all = withChange(paths, state, laneOffsetM, headingSigmaRad, lanes, predictor, horizonS);
        return new Forecast(state, courses(plans.weigh(all, state, nowUs), state.speedMps()), usual);
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
    private static List<PredictedPath> withChange(
            List<PredictedPath> keeping,
            TrackSnapshot state,
            double laneOffsetM,
            double headingSigmaRad,
            LaneMap lanes,
            PathPredictor predictor,
            double horizonS) {
        LaneChange change =
                LaneChange.of(state, laneOffsetM, headingSigmaRad, lanes).orElse(null);
        if (change == null || change.probability() < PROBABILITY_MIN) {
            return keeping;
        }
        Polyline.Projection on = lanes.lane(change.lane()).line().project(state.eastM(), state.northM());
        double lastsS = Math.abs(on.tM()) / Math.max(change.sidewaysMps(), SIDEWAYS_MIN_MPS);
        double centredAfterM = Math.max(CHANGE_MIN_M, lastsS * state.speedMps());
        LaneRef from = new LaneRef(change.lane(), on.sM(), on.tM());
        List<PredictedPath> paths = new ArrayList<>();
        for (PredictedPath path : predictor.predict(
                from, state.speedMps(), horizonS, state.announcement().turnSignal())) {
            paths.add(path.centredAfter(centredAfterM).withProbability(path.probability() * change.probability()));
        }
        for (PredictedPath path : keeping) {
            paths.add(path.withProbability(path.probability() * (1 - change.probability())));
        }
        paths.sort(Comparator.comparingDouble(PredictedPath::probability).reversed());
        return paths;
    }

    private static boolean usual(RoadUserClass userClass, LaneKind kind, boolean along) {
        return switch (userClass) {
            case PEDESTRIAN -> kind == LaneKind.SIDEWALK || kind == LaneKind.CROSSWALK;
            case BICYCLE -> along;
            case CAR, TRUCK, BUS, EMERGENCY, MOTORCYCLE, UNKNOWN -> kind == LaneKind.VEHICLE && along;
        };
    }

    /** At the start of a junction the ways lie on one another: every one it may have taken counts, by how it points along it. */
    private static List<LaneMatch> places(
            TrackSnapshot state, double laneOffsetM, double headingSigmaRad, LaneMap lanes) {
        Lane matched = lanes.lane(state.laneIndex());
        List<LaneMatch> places = List.of();
        if (matched.insideJunction()) {
            places = new ArrayList<>();
            double along = Math.hypot(ALONG_SIGMA_RAD, headingSigmaRad);
            var user = Tracker.laneUser(state.roadUserClass());
            for (LaneMatch match : lanes.candidates(state.eastM(), state.northM(), Double.NaN, user, -1)) {
                Lane lane = lanes.lane(match.place().lane());
                if (lane.insideJunction() && lane.predecessors().equals(matched.predecessors())) {
                    double s = match.place().sM();
                    LaneRef place = new LaneRef(
                            lane.index(), s, offset(state, match.place().tM()));
                    double turn = Heading.turn(lane.line().headingAt(s), state.headingRad()) / along;
                    double fit = Math.exp(-Math.min(ALONG_SQUARE_MAX, turn * turn) / 2);
                    places.add(new LaneMatch(place, match.probability() * fit));
                }
            }
        }
        return places.isEmpty()
                ? List.of(new LaneMatch(new LaneRef(matched.index(), state.laneS(), offset(state, laneOffsetM)), 1))
                : places;
    }

    private static double offset(TrackSnapshot state, double laneOffsetM) {
        return state.roadUserClass().vulnerable()
                ? laneOffsetM
                : Math.copySign(Math.max(0, Math.abs(laneOffsetM) - OFFSET_TOLERATED_M), laneOffsetM);
    }

    private static boolean offLane(TrackSnapshot state, LaneMap lanes) {
        Lane lane = lanes.lane(state.laneIndex());
        double turn = Heading.turn(lane.line().headingAt(state.laneS()), state.headingRad());
        // who stands tells no direction
        return state.speedMps() > 1 && Math.abs(turn) > HEADING_OFF_LANE_RAD;
    }

    /** Seconds from the forecast's state to a time. */
    double secondsTo(long timeUs) {
        return (timeUs - state.atUs()) / 1e6;
    }
}
