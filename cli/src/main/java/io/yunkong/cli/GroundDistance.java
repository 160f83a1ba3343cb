package io.yunkong.cli;

/** Metres between positions so near to one another that the earth is flat. */
final class GroundDistance {
    private static final double METRES_PER_DEGREE = 111_195;

    private GroundDistance() {}

    /** NaN when a position is not known. */
    static double metres(ApiObject from, ApiObject to) {
        return metres(
                from.number("latitude_deg"),
                from.number("longitude_deg"),
                to.number("latitude_deg"),
                to.number("longitude_deg"));
    }

    static double metres(double fromLatitudeDeg, double fromLongitudeDeg, double toLatitudeDeg, double toLongitudeDeg) {
        double north = toLatitudeDeg - fromLatitudeDeg;
        double east = (toLongitudeDeg - fromLongitudeDeg) * Math.cos(Math.toRadians(fromLatitudeDeg));
        return Math.hypot(north, east) * METRES_PER_DEGREE;
    }
}
