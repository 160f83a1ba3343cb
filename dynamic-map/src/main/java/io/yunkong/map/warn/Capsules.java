package io.yunkong.map.warn;

import io.yunkong.map.road.Pose;

/**
 * Distance between two footprints. A footprint is a capsule: everything within half the width of the segment that is the length less the
 * width long. Unlike boxes, capsules of neighbouring lanes do not touch at their corners in a bend.
 */
final class Capsules {
    private Capsules() {}

    /** Metres between the capsules; 0 or less = they overlap. */
    static double gap(Pose a, double length1, double width1, Pose b, double length2, double width2) {
        double half1 = halfAxis(length1, width1);
        double half2 = halfAxis(length2, width2);
        double ux = a.directionEast;
        double uy = a.directionNorth;
        double wx = b.directionEast;
        double wy = b.directionNorth;
        double dx = b.eastM - a.eastM;
        double dy = b.northM - a.northM;
        double cross = ux * wy - uy * wx;
        if (Math.abs(cross) > 1e-9) {
            double k = (dx * wy - dy * wx) / cross;
            double l = (dx * uy - dy * ux) / cross;
            if (Math.abs(k) <= half1 && Math.abs(l) <= half2) {
                return -(width1 + width2) / 2;
            }
        }
        double square = Math.min(
                Math.min(
                        toSegment(dx + half2 * wx, dy + half2 * wy, ux, uy, half1),
                        toSegment(dx - half2 * wx, dy - half2 * wy, ux, uy, half1)),
                Math.min(
                        toSegment(half1 * ux - dx, half1 * uy - dy, wx, wy, half2),
                        toSegment(-half1 * ux - dx, -half1 * uy - dy, wx, wy, half2)));
        return Math.sqrt(square) - (width1 + width2) / 2;
    }

    /** Half the segment in the middle of a capsule, metres. */
    static double halfAxis(double lengthM, double widthM) {
        return Math.max(0, lengthM - widthM) / 2;
    }

    /** Squared distance of a point to the segment through the origin. */
    private static double toSegment(double x, double y, double ux, double uy, double half) {
        double k = Math.clamp(x * ux + y * uy, -half, half);
        double ex = x - k * ux;
        double ey = y - k * uy;
        return ex * ex + ey * ey;
    }
}
