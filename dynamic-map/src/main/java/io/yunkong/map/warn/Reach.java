package io.yunkong.map.warn;

import java.util.List;

/**
 * A box that holds the middle of a road user at every time of its samples, whichever of its courses it takes. Metres in the zone's plane.
 * Immutable.
 */
record Reach(double westM, double southM, double eastM, double northM) {
    static Reach of(List<Course> courses) {
        double west = Double.POSITIVE_INFINITY;
        double south = Double.POSITIVE_INFINITY;
        double east = Double.NEGATIVE_INFINITY;
        double north = Double.NEGATIVE_INFINITY;
        for (Course course : courses) {
            Reach reach = course.reach();
            west = Math.min(west, reach.westM);
            south = Math.min(south, reach.southM);
            east = Math.max(east, reach.eastM);
            north = Math.max(north, reach.northM);
        }
        return new Reach(west, south, east, north);
    }

    /** Whether two stay farther from each other than this on one axis. */
    boolean apart(Reach other, double radiiM) {
        return westM - other.eastM > radiiM
                || other.westM - eastM > radiiM
                || southM - other.northM > radiiM
                || other.southM - northM > radiiM;
    }
}
