package io.yunkong.map.warn;

import io.yunkong.map.geo.Heading;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.LaneRef;
import io.yunkong.map.road.PathPredictor;
import io.yunkong.map.road.PredictedPath;
import io.yunkong.map.track.TrackSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a road user may go from a state of its track: its courses with their probabilities, at the speed of the moment. Immutable.
 *
 * @param state the state it starts from
 * @param courses most likely first
 */
record Forecast(TrackSnapshot state, List<Course> courses) {
    /** Whoever points farther away from his lane than this does not follow it. */
    private static final double HEADING_OFF_LANE_RAD = Math.toRadians(40);

    /** Positioning errors put cars beside their lane's centre; what exceeds this is meant. */
    private static final double OFFSET_TOLERATED_M = 0.8;

    private static final double PROBABILITY_MIN = 0.1;

    Forecast {
        courses = List.copyOf(courses);
    }

    /** @param laneOffsetM place beside the centre line of the state's lane, metres to the left */
    static Forecast of(
            TrackSnapshot state, double laneOffsetM, LaneMap lanes, PathPredictor predictor, double horizonS) {
        if (state.laneIndex() < 0 || state.roadUserClass() == RoadUserClass.PEDESTRIAN || offLane(state, lanes)) {
            return new Forecast(state, List.of(new Course(state.eastM(), state.northM(), state.headingRad())));
        }
        double offset = state.roadUserClass().vulnerable()
                ? laneOffsetM
                : Math.copySign(Math.max(0, Math.abs(laneOffsetM) - OFFSET_TOLERATED_M), laneOffsetM);
        LaneRef from = new LaneRef(state.laneIndex(), state.laneS(), offset);
        List<Course> courses = new ArrayList<>();
        for (PredictedPath path : predictor.predict(from, state.speedMps(), horizonS, state.turnSignal())) {
            if (courses.isEmpty() || path.probability() >= PROBABILITY_MIN) {
                courses.add(new Course(path));
            }
        }
        return new Forecast(state, courses);
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
