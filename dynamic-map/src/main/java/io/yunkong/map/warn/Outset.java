package io.yunkong.map.warn;

import io.yunkong.map.index.Box;
import io.yunkong.map.road.Pose;
import io.yunkong.map.road.WayOutline;

/** How a course begins, and how far it may stray from going on so. Mutable: that of a forecast is reused, that of a course stays. */
final class Outset {
    private double eastM;
    private double northM;
    private double directionEast;
    private double directionNorth;
    private double speedMps;
    private double lateralM;
    private double strays;
    private double strayMps;

    /**
     * Of a course that starts in this pose.
     *
     * @param speed speed on it, m/s
     * @param beside the lanes' centre, metres: at a corner of the line the place moves by up to twice that; 0 or more
     * @param straying how far its direction strays from that at the start: the length of the difference of the unit vectors, [0, 2]
     * @param straySpeed its velocity differs from that of going on as it starts by no more, m/s
     */
    void at(Pose start, double speed, double beside, double straying, double straySpeed) {
        eastM = start.eastM;
        northM = start.northM;
        directionEast = start.directionEast;
        directionNorth = start.directionNorth;
        speedMps = speed;
        lateralM = beside;
        strays = straying;
        strayMps = straySpeed;
    }

    /** Of a way that keeps so far to the left of the outlined one, metres. */
    void along(WayOutline way, double leftM, double speed) {
        eastM = way.startEastM() - leftM * way.directionNorth();
        northM = way.startNorthM() + leftM * way.directionEast();
        directionEast = way.directionEast();
        directionNorth = way.directionNorth();
        speedMps = speed;
        lateralM = Math.abs(leftM);
        strays = way.strays();
        strayMps = speed * strays;
    }

    /**
     * Writes what holds the whole body wherever its middle is between these bounds.
     *
     * @param placesM its middle may be so far beyond them
     */
    void body(
            double westernM,
            double southernM,
            double easternM,
            double northernM,
            double placesM,
            double lengthM,
            double widthM,
            Box into) {
        double beside = placesM + cornerM(lateralM, strays) + widthM / 2;
        double half = Capsules.halfAxis(lengthM, widthM);
        double across = beside + half * Math.min(1, Math.abs(directionEast) + strays);
        double along = beside + half * Math.min(1, Math.abs(directionNorth) + strays);
        into.set(westernM - across, southernM - along, easternM + across, northernM + along);
    }

    /** How far a place beside a line moves at its corners, metres. */
    static double cornerM(double lateralM, double strays) {
        return 2 * lateralM * Math.min(1, strays);
    }

    /** Where it starts. */
    double eastM() {
        return eastM;
    }

    /** Where it starts. */
    double northM() {
        return northM;
    }

    /** Of its direction there, a unit vector. */
    double directionEast() {
        return directionEast;
    }

    /** Of its direction there, a unit vector. */
    double directionNorth() {
        return directionNorth;
    }

    /** Speed on it. */
    double speedMps() {
        return speedMps;
    }

    /** Beside the lanes' centre, 0 or more. */
    double lateralM() {
        return lateralM;
    }

    /** How far its direction strays from that at the start, [0, 2]. */
    double strays() {
        return strays;
    }

    /** Its velocity differs from that of going on as it starts by no more. */
    double strayMps() {
        return strayMps;
    }
}
