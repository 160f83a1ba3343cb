package io.yunkong.map.warn;

import io.yunkong.map.index.Box;
import io.yunkong.map.road.Pose;
import io.yunkong.map.road.WayOutline;

/**
 * How a course begins, and how far it may stray from going on so. Immutable.
 *
 * @param eastM where it starts
 * @param northM where it starts
 * @param directionEast of its direction there, a unit vector
 * @param directionNorth of its direction there, a unit vector
 * @param speedMps speed on it
 * @param lateralM beside the lanes' centre: at a corner of the line the place moves by up to twice that; 0 or more
 * @param strays how far its direction strays from that at the start: the length of the difference of the unit vectors, [0, 2]
 * @param strayMps its velocity differs from that of going on as it starts by no more
 */
record Outset(
        double eastM,
        double northM,
        double directionEast,
        double directionNorth,
        double speedMps,
        double lateralM,
        double strays,
        double strayMps) {

    /** Of a course that starts in this pose. */
    static Outset at(Pose start, double speedMps, double lateralM, double strays, double strayMps) {
        return new Outset(
                start.eastM,
                start.northM,
                start.directionEast,
                start.directionNorth,
                speedMps,
                lateralM,
                strays,
                strayMps);
    }

    /** Of a way that keeps so far to the left of the outlined one, metres. */
    static Outset along(WayOutline way, double leftM, double speedMps) {
        double strays = way.strays();
        return new Outset(
                way.startEastM() - leftM * way.directionNorth(),
                way.startNorthM() + leftM * way.directionEast(),
                way.directionEast(),
                way.directionNorth(),
                speedMps,
                Math.abs(leftM),
                strays,
                speedMps * strays);
    }

    /**
     * Holds the whole body wherever its middle is between these bounds.
     *
     * @param placesM its middle may be so far beyond them
     */
    Box body(double westM, double southM, double eastM, double northM, double placesM, double lengthM, double widthM) {
        double beside = placesM + cornerM(lateralM, strays) + widthM / 2;
        double half = Capsules.halfAxis(lengthM, widthM);
        double across = beside + half * Math.min(1, Math.abs(directionEast) + strays);
        double along = beside + half * Math.min(1, Math.abs(directionNorth) + strays);
        return new Box(westM - across, southM - along, eastM + across, northM + along);
    }

    /** How far a place beside a line moves at its corners, metres. */
    static double cornerM(double lateralM, double strays) {
        return 2 * lateralM * Math.min(1, strays);
    }
}
