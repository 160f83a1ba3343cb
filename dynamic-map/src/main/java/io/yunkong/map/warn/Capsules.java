package io.yunkong.map.warn;

/**
 * Distance between two footprints. A footprint is a capsule: everything within half the width of the segment that is the length less the
 * width long. Unlike boxes, capsules of neighbouring lanes do not touch at their corners in a bend.
 */
final class Capsules {
    private Capsules() {}

    /** Metres between the capsules; 0 or less = they overlap. Headings clockwise from north. */
    static double gap(
            double east1,
            double north1,
            double heading1,
            double length1,
            double width1,
            double east2,
            double north2,
            double heading2,
            double length2,
            double width2) {
        double half1 = Math.max(0, length1 - width1) / 2;
        double half2 = Math.max(0, length2 - width2) / 2;
        double ux = Math.sin(heading1);
        double uy = Math.cos(heading1);
        double wx = Math.sin(heading2);
        double wy = Math.cos(heading2);
        double dx = east2 - east1;
        double dy = north2 - north1;
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

    /** Squared distance of a point to the segment through the origin. */
    private static double toSegment(double x, double y, double ux, double uy, double half) {
        double k = Math.clamp(x * ux + y * uy, -half, half);
        double ex = x - k * ux;
        double ey = y - k * uy;
        return ex * ex + ey * ey;
    }
}
