package io.yunkong.map.geo;

/**
 * The offset datum GCJ-02 of public maps in mainland China, approximately: the widely published polynomial on the Krasovsky 1940 ellipsoid,
 * which has no official text. It differs from WGS-84 by 300 to 700 m, by another amount at every place. For imports, displays and the
 * diagnosis of mix-ups only; everything inside and on the wire is WGS-84. Outside mainland China it means nothing. Stateless: safe for use
 * by any thread.
 */
public final class Gcj02 {
    private static final double EQUATORIAL_RADIUS_M = 6_378_245.0;
    private static final double E2 = 0.006_693_421_622_965_943;
    private static final double ORIGIN_LATITUDE_DEG = 35;
    private static final double ORIGIN_LONGITUDE_DEG = 105;

    private Gcj02() {}

    /** Latitude and longitude of a point, degrees. */
    public record Point(double latitudeDeg, double longitudeDeg) {}

    /** Where GCJ-02 puts a point given in WGS-84. */
    public static Point fromWgs84(double latitudeDeg, double longitudeDeg) {
        double x = longitudeDeg - ORIGIN_LONGITUDE_DEG;
        double y = latitudeDeg - ORIGIN_LATITUDE_DEG;
        double phi = Math.toRadians(latitudeDeg);
        double w2 = 1 - E2 * Math.sin(phi) * Math.sin(phi);
        double w = Math.sqrt(w2);
        double meridianRadius = EQUATORIAL_RADIUS_M * (1 - E2) / (w2 * w);
        double parallelRadius = EQUATORIAL_RADIUS_M / w * Math.cos(phi);
        return new Point(
                latitudeDeg + Math.toDegrees(northShiftM(x, y) / meridianRadius),
                longitudeDeg + Math.toDegrees(eastShiftM(x, y) / parallelRadius));
    }

    /** Where WGS-84 has a point given in GCJ-02: the transform's inverse by fixed-point iteration, to better than 1e-9 degree. */
    public static Point toWgs84(double latitudeDeg, double longitudeDeg) {
        double latitude = latitudeDeg;
        double longitude = longitudeDeg;
        for (int i = 0; i < 8; i++) {
            Point shifted = fromWgs84(latitude, longitude);
            latitude += latitudeDeg - shifted.latitudeDeg();
            longitude += longitudeDeg - shifted.longitudeDeg();
        }
        return new Point(latitude, longitude);
    }

    private static double northShiftM(double x, double y) {
        return -100
                + 2 * x
                + 3 * y
                + 0.2 * y * y
                + 0.1 * x * y
                + 0.2 * Math.sqrt(Math.abs(x))
                + (20 * wave(6 * x) + 20 * wave(2 * x)) * 2 / 3
                + (20 * wave(y) + 40 * wave(y / 3)) * 2 / 3
                + (160 * wave(y / 12) + 320 * wave(y / 30)) * 2 / 3;
    }

    private static double eastShiftM(double x, double y) {
        return 300
                + x
                + 2 * y
                + 0.1 * x * x
                + 0.1 * x * y
                + 0.1 * Math.sqrt(Math.abs(x))
                + (20 * wave(6 * x) + 20 * wave(2 * x)) * 2 / 3
                + (20 * wave(x) + 40 * wave(x / 3)) * 2 / 3
                + (150 * wave(x / 12) + 300 * wave(x / 30)) * 2 / 3;
    }

    private static double wave(double halfTurns) {
        return Math.sin(halfTurns * Math.PI);
    }
}
