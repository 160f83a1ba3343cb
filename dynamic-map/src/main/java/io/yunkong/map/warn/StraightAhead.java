package io.yunkong.map.warn;

import io.yunkong.map.road.Pose;
import io.yunkong.map.track.TrackSnapshot;

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
     * @param leadS seconds from the beginning of its course to now
     * @param otherLeadS the same for the other one
     */
    boolean apart(
            TrackSnapshot body,
            Course course,
            double leadS,
            TrackSnapshot other,
            Course otherCourse,
            double otherLeadS) {
        if (leadS < 0 || otherLeadS < 0) {
            return false;
        }
        Pose a = course.start();
        Pose b = otherCourse.start();
        double wayM = course.speedMps() * leadS;
        double otherWayM = otherCourse.speedMps() * otherLeadS;
        double eastM = b.eastM + otherWayM * b.directionEast - a.eastM - wayM * a.directionEast;
        double northM = b.northM + otherWayM * b.directionNorth - a.northM - wayM * a.directionNorth;
        double eastMps = otherCourse.speedMps() * b.directionEast - course.speedMps() * a.directionEast;
        double northMps = otherCourse.speedMps() * b.directionNorth - course.speedMps() * a.directionNorth;
        double limitM = marginM
                + course.strayM(leadS + horizonS)
                + otherCourse.strayM(otherLeadS + horizonS)
                + (body.widthM() + other.widthM()) / 2;
        double half = Capsules.halfAxis(body.lengthM(), body.widthM());
        double otherHalf = Capsules.halfAxis(other.lengthM(), other.widthM());
        double nearest = nearestSquare(eastM, northM, eastMps, northMps);
        double radii = limitM + half + otherHalf;
        if (nearest > radii * radii) {
            return true;
        }
        double leftM = northM * a.directionEast - eastM * a.directionNorth;
        double leftAtEndM = leftM + horizonS * (northMps * a.directionEast - eastMps * a.directionNorth);
        double across = Math.abs(b.directionNorth * a.directionEast - b.directionEast * a.directionNorth);
        double beside = limitM
                + half * course.strays()
                + otherHalf * Math.min(1, across + course.strays() + otherCourse.strays());
        return Math.min(leftM, leftAtEndM) > beside || Math.max(leftM, leftAtEndM) < -beside;
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
