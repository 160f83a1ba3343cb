package io.yunkong.map.road;

import io.yunkong.map.geo.MapProjection;

/**
 * The plane of a map in metres: shifted, and turned, against that of its projection.
 *
 * @param turnRad counter-clockwise
 */
record ProjectedPlane(MapProjection projection, double eastM, double northM, double turnRad) {
    /** Adds a point to a line; false = it lies where the projection does not hold, or nowhere. */
    boolean add(Network.Places line, double xM, double yM) {
        double east = eastM + xM * Math.cos(turnRad) - yM * Math.sin(turnRad);
        double north = northM + xM * Math.sin(turnRad) + yM * Math.cos(turnRad);
        if (!projection.covers(east, north)) {
            return false;
        }
        double[] degrees = projection.degrees(east, north);
        line.add(degrees[0], degrees[1]);
        return true;
    }
}
