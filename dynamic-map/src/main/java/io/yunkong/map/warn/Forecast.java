package io.yunkong.map.warn;

import io.yunkong.map.index.Box;
import io.yunkong.map.road.PredictedPath;
import io.yunkong.map.track.TrackSnapshot;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a road user may go from a state of its track: its courses with their probabilities, at the speed of the moment. Who has one way on is
 * mostly told apart from the others by how it begins; the course itself is made when it is asked for. What it tells does not change. Not
 * thread-safe: one owner.
 */
final class Forecast {
    private final TrackSnapshot state;
    private final boolean usual;
    private final boolean onLanes;
    private final Box reach;
    private final @Nullable Outset onlyOutset;
    private final boolean leavesLane;
    private @Nullable Supplier<Course> onlyCourse;
    private @Nullable List<Course> courses;

    /**
     * With its courses.
     *
     * @param state the state it starts from
     * @param courses most likely first, one at least
     * @param usual whether it is where road users of its class are to be expected, and goes the way they go there
     */
    Forecast(TrackSnapshot state, List<Course> courses, boolean usual) {
        this.state = state;
        this.courses = List.copyOf(courses);
        this.usual = usual;
        this.onLanes = courses.getFirst().onLanes();
        this.reach = reach(state, courses);
        this.onlyOutset = courses.size() == 1 ? courses.getFirst().outset() : null;
        this.leavesLane = true;
    }

    /**
     * Of one who has only one way on, along lanes.
     *
     * @param outset of that way
     * @param leavesLane whether it goes beyond the lane of the state
     * @param reach holds the whole body between {@link Course#EARLIEST_S} and {@link Course#LATEST_S}
     * @param course makes the course when it is first asked for
     */
    Forecast(
            TrackSnapshot state, Outset outset, boolean leavesLane, Box reach, boolean usual, Supplier<Course> course) {
        this.state = state;
        this.usual = usual;
        this.onLanes = true;
        this.reach = reach;
        this.onlyOutset = outset;
        this.leavesLane = leavesLane;
        this.onlyCourse = course;
    }

    private static Box reach(TrackSnapshot state, List<Course> courses) {
        Box all = courses.getFirst().reach(state.lengthM(), state.widthM());
        for (int i = 1; i < courses.size(); i++) {
            all = all.and(courses.get(i).reach(state.lengthM(), state.widthM()));
        }
        return all;
    }

    /** The state it starts from. */
    TrackSnapshot state() {
        return state;
    }

    /** Most likely first, one at least. */
    List<Course> courses() {
        List<Course> known = courses;
        if (known == null) {
            known = onlyCourse == null ? List.of() : List.of(onlyCourse.get());
            courses = known;
            onlyCourse = null;
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
        return onlyOutset;
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
