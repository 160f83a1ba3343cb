package io.yunkong.map.warn;

import io.yunkong.map.road.PredictedPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way a road user may go on: along lanes, or straight on where it is on none. Distances are metres from the place of the forecast.
 * Immutable.
 */
final class Course {
    private final @Nullable PredictedPath path;
    private final double east;
    private final double north;
    private final double heading;
    private final double probability;
    private final int[] lanes;

    /** Along lanes; goes on straight at the path's end. */
    Course(PredictedPath path) {
        this.path = path;
        double end = path.lengthM();
        this.east = path.eastAt(end);
        this.north = path.northAt(end);
        this.heading = path.headingAt(end);
        this.probability = path.probability();
        List<PredictedPath.Leg> legs = path.legs();
        this.lanes = legs.stream().mapToInt(PredictedPath.Leg::lane).toArray();
    }

    /** Straight on. */
    Course(double east, double north, double heading) {
        this.path = null;
        this.east = east;
        this.north = north;
        this.heading = heading;
        this.probability = 1;
        this.lanes = new int[0];
    }

    private double beyond(double distance) {
        return path == null ? distance : distance - path.lengthM();
    }

    double eastAt(double distance) {
        double beyond = beyond(distance);
        return path == null || beyond > 0 ? east + beyond * Math.sin(heading) : path.eastAt(distance);
    }

    double northAt(double distance) {
        double beyond = beyond(distance);
        return path == null || beyond > 0 ? north + beyond * Math.cos(heading) : path.northAt(distance);
    }

    double headingAt(double distance) {
        return path == null || beyond(distance) > 0 ? heading : path.headingAt(distance);
    }

    double probability() {
        return probability;
    }

    boolean onLanes() {
        return path != null;
    }

    /** Lanes passed, in order. */
    int[] lanes() {
        return lanes;
    }

    /** The lane after {@code distance}; -1 = on none. */
    int laneAt(double distance) {
        return path == null ? -1 : path.placeAt(distance).lane();
    }

    boolean passes(int lane) {
        for (int passed : lanes) {
            if (passed == lane) {
                return true;
            }
        }
        return false;
    }
}
