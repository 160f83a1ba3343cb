package io.yunkong.map.observe;

import java.util.List;

/**
 * The way that a road user says it is going to take (VIR of T/CSAE 157). Immutable.
 *
 * @param stationId whose
 * @param generatedAtUs when it was made, microseconds since 1970 UTC
 * @param points in the order in which they are passed
 */
public record PlannedPath(long stationId, long generatedAtUs, List<Point> points) {
    /**
     * @param eastM in the zone's plane
     * @param northM in the zone's plane
     * @param afterS when it is passed, seconds from {@code generatedAtUs}; NaN = not told
     */
    public record Point(double eastM, double northM, double afterS) {}

    public PlannedPath {
        points = List.copyOf(points);
    }
}
