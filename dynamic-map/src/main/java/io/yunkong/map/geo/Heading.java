package io.yunkong.map.geo;

/** Headings in radians, clockwise from true north, 0 inclusive to 2 pi exclusive. Positive difference = to the right. */
public final class Heading {
    private static final double FULL = 2 * Math.PI;

    private Heading() {}

    /** Same direction in [0, 2 pi). */
    public static double normalize(double rad) {
        if (rad >= 0 && rad < FULL) {
            return rad; // the remainder below takes longer than all the rest
        }
        double r = rad % FULL;
        double positive = r < 0 ? r + FULL : r;
        return positive == FULL ? 0 : positive; // a tiny negative angle rounds up to the full circle
    }

    /** Signed smallest turn from {@code fromRad} to {@code toRad}, in [-pi, pi), positive clockwise. */
    public static double turn(double fromRad, double toRad) {
        double d = toRad - fromRad;
        if (!(Math.abs(d) < FULL)) {
            d %= FULL;
        }
        if (d >= Math.PI) {
            return d - FULL;
        }
        return d < -Math.PI ? d + FULL : d;
    }

    /** Heading of the vector (east, north); 0 for the zero vector. */
    public static double ofVector(double east, double north) {
        return normalize(Math.atan2(east, north));
    }
}
