package io.yunkong.map.warn;

import static io.yunkong.map.warn.Departure.AT_US;
import static io.yunkong.map.warn.Departure.DIRECTION_EAST;
import static io.yunkong.map.warn.Departure.DIRECTION_NORTH;
import static io.yunkong.map.warn.Departure.EAST_M;
import static io.yunkong.map.warn.Departure.HALF_AXIS_M;
import static io.yunkong.map.warn.Departure.NORTH_M;
import static io.yunkong.map.warn.Departure.SPEED_MPS;
import static io.yunkong.map.warn.Departure.STRAYS;
import static io.yunkong.map.warn.Departure.WIDTH_M;

/**
 * Tells apart who keeps apart because both go on nearly as they start: by their velocities, in closed form. Most of those who drive behind or beside
 * each other are told apart so. It never says so wrongly; it knows nothing of who turns. Immutable.
 *
 * @param horizonS seconds looked ahead
 * @param marginM bodies closer than this count as touching, metres
 */
record StraightAhead(double horizonS, double marginM) {
    /**
     * Whether two bodies keep farther from each other than the margin within the horizon.
     *
     * @param a a {@link Departure}, from its start on
     * @param b where another one is, from {@code at} on
     * @param atUs from when on, microseconds since 1970 UTC; may be a little before a start: clocks of vehicles differ
     */
    boolean apart(double[] a, double[] b, int at, double atUs) {
        double leadS = (atUs - a[AT_US]) / 1e6;
        double otherLeadS = (atUs - b[at + AT_US]) / 1e6;
        if (leadS < Course.EARLIEST_S || otherLeadS < Course.EARLIEST_S) {
            return false;
        }
        double directionEast = a[DIRECTION_EAST];
        double directionNorth = a[DIRECTION_NORTH];
        double otherEast = b[at + DIRECTION_EAST];
        double otherNorth = b[at + DIRECTION_NORTH];
        double wayM = a[SPEED_MPS] * leadS;
        double otherWayM = b[at + SPEED_MPS] * otherLeadS;
        double eastM = b[at + EAST_M] + otherWayM * otherEast - a[EAST_M] - wayM * directionEast;
        double northM = b[at + NORTH_M] + otherWayM * otherNorth - a[NORTH_M] - wayM * directionNorth;
        double eastMps = b[at + SPEED_MPS] * otherEast - a[SPEED_MPS] * directionEast;
        double northMps = b[at + SPEED_MPS] * otherNorth - a[SPEED_MPS] * directionNorth;
        double limitM = marginM
                + Departure.strayM(a, 0, leadS + horizonS)
                + Departure.strayM(b, at, otherLeadS + horizonS)
                + beforeStartM(a[SPEED_MPS], leadS)
                + beforeStartM(b[at + SPEED_MPS], otherLeadS)
                + (a[WIDTH_M] + b[at + WIDTH_M]) / 2;
        double nearest = nearestSquare(eastM, northM, eastMps, northMps);
        double radii = limitM + a[HALF_AXIS_M] + b[at + HALF_AXIS_M];
        if (nearest > radii * radii) {
            return true;
        }
        double leftM = northM * directionEast - eastM * directionNorth;
        double leftAtEndM = leftM + horizonS * (northMps * directionEast - eastMps * directionNorth);
        double across = Math.abs(otherNorth * directionEast - otherEast * directionNorth);
        double beside = limitM
                + a[HALF_AXIS_M] * a[STRAYS]
                + b[at + HALF_AXIS_M] * Math.min(1, across + a[STRAYS] + b[at + STRAYS]);
        return Math.min(leftM, leftAtEndM) > beside || Math.max(leftM, leftAtEndM) < -beside;
    }

    /** Before its start a course along lanes stands there, another one goes back: so far may the two be apart. */
    private static double beforeStartM(double speedMps, double leadS) {
        return speedMps * Math.max(0, -leadS);
    }

    /** Squared distance of the middles when they are nearest. */
    private double nearestSquare(double eastM, double northM, double eastMps, double northMps) {
        double square = eastMps * eastMps + northMps * northMps;
        double whenS = square == 0 ? 0 : Math.clamp(-(eastM * eastMps + northM * northMps) / square, 0, horizonS);
        double de = eastM + whenS * eastMps;
        double dn = northM + whenS * northMps;
        return de * de + dn * dn;
    }
}
