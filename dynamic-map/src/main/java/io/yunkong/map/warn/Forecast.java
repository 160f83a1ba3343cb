package io.yunkong.map.warn;

import io.yunkong.map.index.Box;
import io.yunkong.map.road.PredictedPath;
import io.yunkong.map.road.WayOutline;
import io.yunkong.map.track.RoadUserState;
import io.yunkong.map.track.TrackCopy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a road user may go from a state of its track: its courses with their probabilities, at the speed of the moment. Who has one way on is
 * mostly told apart from the others by how it begins; the course itself is made when it is asked for. Written over for a later state, also of the
 * next road user in its slot: nobody keeps it. Not thread-safe: one owner.
 */
final class Forecast {
    private final TrackCopy state = new TrackCopy();
    private final Outset outset = new Outset();
    private final Box reach = new Box();
    private final Box further = new Box();
    private boolean usual;
    private boolean onLanes;
    private boolean leavesLane;
    private double leftM;
    /** Makes the only course when it is first asked for; null = the courses were given. */
    private @Nullable ForecastMaker oneWayMaker;

    private @Nullable List<Course> courses;

    /** Where the state it starts from is written, before the rest is. */
    TrackCopy stateToWrite() {
        return state;
    }

    /**
     * With its courses.
     *
     * @param ways most likely first, one at least
     * @param isUsual whether it is where road users of its class are to be expected, and goes the way they go there
     */
    void write(List<Course> ways, boolean isUsual) {
        courses = ways;
        oneWayMaker = null;
        usual = isUsual;
        onLanes = ways.getFirst().onLanes();
        leavesLane = true;
        ways.getFirst().reach(state.lengthM(), state.widthM(), reach);
        for (int i = 1; i < ways.size(); i++) {
            ways.get(i).reach(state.lengthM(), state.widthM(), further);
            reach.include(further);
        }
    }

    /**
     * Of one who has only one way on, along lanes.
     *
     * @param way what it is like as far as {@link Course#LATEST_S}
     * @param left of the centre line it keeps, metres
     * @param maker makes the course when it is first asked for
     */
    void write(WayOutline way, double left, boolean isUsual, ForecastMaker maker) {
        courses = null;
        if (oneWayMaker != maker) { // a reference stored anew is one more for the collector to look at
            oneWayMaker = maker;
        }
        usual = isUsual;
        onLanes = true;
        leavesLane = way.lanes() > 1;
        leftM = left;
        outset.along(way, left, state.speedMps());
        double besideEastM = outset.eastM() - way.startEastM();
        double besideNorthM = outset.northM() - way.startNorthM();
        outset.body(
                way.westM() + besideEastM,
                way.southM() + besideNorthM,
                way.eastM() + besideEastM,
                way.northM() + besideNorthM,
                0,
                state.lengthM(),
                state.widthM(),
                reach);
    }

    /** The state it starts from. */
    RoadUserState state() {
        return state;
    }

    /** Most likely first, one at least. */
    List<Course> courses() {
        List<Course> known = courses;
        if (known == null) {
            known = oneWayMaker == null ? List.of() : List.of(oneWayMaker.onlyCourse(state, leftM));
            courses = known;
        }
        return known;
    }

    /** Along lanes; null = it follows none. */
    @Nullable PredictedPath likeliestPath() {
        return onLanes ? courses().getFirst().path() : null;
    }

    /** Whether it goes along lanes. */
    boolean onLanes() {
        return onLanes;
    }

    /** Whether one of its ways may go beyond the lane of the state. */
    boolean leavesLane() {
        return leavesLane;
    }

    /** How its only way begins; null = it has several. */
    @Nullable Outset onlyOutset() {
        if (oneWayMaker != null) {
            return outset;
        }
        return courses != null && courses.size() == 1 ? courses.getFirst().outset() : null;
    }

    /** Whether it is where road users of its class are to be expected, and goes the way they go there. */
    boolean usual() {
        return usual;
    }

    /** Holds the whole body on all courses, between {@link Course#EARLIEST_S} and {@link Course#LATEST_S}. */
    Box reach() {
        return reach;
    }

    /** Seconds from the forecast's state to a time. */
    double secondsTo(long timeUs) {
        return (timeUs - state.atUs()) / 1e6;
    }
}
