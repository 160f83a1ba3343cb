package io.yunkong.map.road;

import java.util.List;

/**
 * A rectangle along the axes of the zone's plane, metres; its rim belongs to it. Immutable.
 *
 * @param westM <= eastM, or nothing lies in it
 * @param southM <= northM, or nothing lies in it
 */
public record PlaneBox(double westM, double southM, double eastM, double northM) {
    private static final PlaneBox EMPTY = new PlaneBox(
            Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /** The least one that all centre lines lie in; one that nothing lies in for no lanes. */
    public static PlaneBox of(List<Lane> lanes) {
        PlaneBox box = EMPTY;
        for (Lane lane : lanes) {
            box = box.with(lane.line().box());
        }
        return box;
    }

    /** The least one in which this one and a point lie. */
    public PlaneBox with(double pointEastM, double pointNorthM) {
        return with(new PlaneBox(pointEastM, pointNorthM, pointEastM, pointNorthM));
    }

    private PlaneBox with(PlaneBox other) {
        return new PlaneBox(
                Math.min(westM, other.westM),
                Math.min(southM, other.southM),
                Math.max(eastM, other.eastM),
                Math.max(northM, other.northM));
    }

    /** Whether a point lies in it or beside it by no more than the margin, along either axis; not when a number is NaN. */
    public boolean holds(double pointEastM, double pointNorthM, double marginM) {
        return pointEastM >= westM - marginM
                && pointEastM <= eastM + marginM
                && pointNorthM >= southM - marginM
                && pointNorthM <= northM + marginM;
    }

    /** Whether no point of it comes that near to one of the other, along one of the axes. */
    boolean isApartFrom(PlaneBox other, double reachM) {
        return westM > other.eastM + reachM
                || other.westM > eastM + reachM
                || southM > other.northM + reachM
                || other.southM > northM + reachM;
    }
}
