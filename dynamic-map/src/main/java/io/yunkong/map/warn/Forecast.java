package io.yunkong.map.warn;

import io.yunkong.map.index.Box;
import io.yunkong.map.road.PredictedPath;
import io.yunkong.map.track.RoadUserState;
import io.yunkong.map.track.TrackCopy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a road user may go from a state of its track: its courses with their probabilities, at the speed of the moment. Who has one way on is
 * mostly told apart from the others by how it begins; the course itself is made when it is asked for. Written anew for the next state of the
 * same road user, which every measurement brings: nobody keeps it. Not thread-safe: one owner.
 */
final class Forecast {
    private final TrackCopy state = new TrackCopy();
    private final Outset outset = new Outset();
    private final Box reach = new Box();
    private boolean usual;
    private boolean onLanes;
    private boolean leavesLane;
    private double leftM;
    /** Makes the only course when it is first asked for; null = the courses are made. */
    private @Nullable ForecastMaker coursePending;

    private @Nullable List<Course> courses;

    /** Where the state it starts from is written before anything else. */
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
        coursePending = null;
        usual = isUsual;
        onLanes = ways.getFirst().onLanes();
        leavesLane = true;
        ways.getFirst().reach(state.lengthM(), state.widthM(), reach);
        Box further = ways.size() == 1 ? reach : new Box();
        for (int i = 1; i < ways.size(); i++) {
            ways.get(i).reach(state.lengthM(), state.widthM(), further);
            reach.include(further);
        }
    }

    /**
     * Of one who has only one way on, along lanes; its {@link #outsetToWrite} and {@link #reach} are written by whoever calls this.
     *
     * @param leavesItsLane whether it goes beyond the lane of the state
     * @param left of the centre line it keeps, metres
     * @param maker makes the course when it is first asked for
     */
    void writeOneWay(boolean leavesItsLane, double left, boolean isUsual, ForecastMaker maker) {
        courses = null;
        if (coursePending != maker) { // a reference stored anew is one more for the collector to look at
            coursePending = maker;
        }
        usual = isUsual;
        onLanes = true;
        leavesLane = leavesItsLane;
        leftM = left;
    }

    /** How the only way begins. */
    Outset outsetToWrite() {
        return outset;
    }

    /** The state it starts from. */
    RoadUserState state() {
        return state;
    }

    /** Most likely first, one at least. */
    List<Course> courses() {
        List<Course> known = courses;
        if (known == null) {
            known = coursePending == null ? List.of() : List.of(coursePending.onlyCourse(state, leftM));
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
        if (coursePending != null) {
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
