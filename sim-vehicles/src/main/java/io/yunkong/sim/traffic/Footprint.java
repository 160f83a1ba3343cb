package io.yunkong.sim.traffic;

/** Footprints of road users: capsules of their length and width, a gapless row of discs, so that neighbouring lanes do not touch. */
public final class Footprint {
    private Footprint() {}

    /** Metres between two footprints; negative = they overlap. */
    public static double gap(Place a, double aLengthM, double aWidthM, Place b, double bLengthM, double bWidthM) {
        double p = Math.max(aLengthM - aWidthM, 0) / 2;
        double r = Math.max(bLengthM - bWidthM, 0) / 2;
        double ux = Math.sin(a.headingRad);
        double uy = Math.cos(a.headingRad);
        double wx = Math.sin(b.headingRad);
        double wy = Math.cos(b.headingRad);
        double dx = b.eastM - a.eastM;
        double dy = b.northM - a.northM;
        double radii = (aWidthM + bWidthM) / 2;
        double cross = ux * wy - uy * wx;
        if (Math.abs(cross) > 1e-9) {
            double k = (dx * wy - dy * wx) / cross;
            double l = (dx * uy - dy * ux) / cross;
            if (Math.abs(k) <= p && Math.abs(l) <= r) {
                return -radii;
            }
        }
        double square = Math.min(
                Math.min(
                        toSegment(dx - r * wx, dy - r * wy, ux, uy, p), toSegment(dx + r * wx, dy + r * wy, ux, uy, p)),
                Math.min(
                        toSegment(-p * ux - dx, -p * uy - dy, wx, wy, r),
                        toSegment(p * ux - dx, p * uy - dy, wx, wy, r)));
        return Math.sqrt(square) - radii;
    }

    /** Square of the distance of a point to a segment around the origin. */
    private static double toSegment(double x, double y, double ux, double uy, double half) {
        double k = Math.clamp(x * ux + y * uy, -half, half);
        double dx = x - k * ux;
        double dy = y - k * uy;
        return dx * dx + dy * dy;
    }
}
