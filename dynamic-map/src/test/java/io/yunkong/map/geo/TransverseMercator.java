package io.yunkong.map.geo;

/**
 * Reference projection of the tests: ellipsoidal transverse Mercator on WGS-84, scale 1, by Krüger's series in the third flattening n up
 * to n^4 (Karney 2011, "Transverse Mercator with an accuracy of a few nanometers", eq. 35; below a micrometre within 1000 km). Shares no code with
 * {@link LocalPlane}.
 */
final class TransverseMercator {
    private static final double A = 6_378_137.0;
    private static final double F = 1 / 298.257223563;
    private static final double N = F / (2 - F);
    private static final double E = Math.sqrt(F * (2 - F));
    private static final double RECTIFYING_RADIUS = A / (1 + N) * (1 + N * N / 4 + N * N * N * N / 64);
    private static final double[] ALPHA = {
        N / 2 - 2.0 / 3 * N * N + 5.0 / 16 * N * N * N + 41.0 / 180 * N * N * N * N,
        13.0 / 48 * N * N - 3.0 / 5 * N * N * N + 557.0 / 1440 * N * N * N * N,
        61.0 / 240 * N * N * N - 103.0 / 140 * N * N * N * N,
        49561.0 / 161280 * N * N * N * N
    };

    private final double originLatitudeDeg;
    private final double originLongitudeDeg;

    TransverseMercator(double originLatitudeDeg, double originLongitudeDeg) {
        this.originLatitudeDeg = originLatitudeDeg;
        this.originLongitudeDeg = originLongitudeDeg;
    }

    double eastM(double latitudeDeg, double longitudeDeg) {
        return raw(latitudeDeg, longitudeDeg - originLongitudeDeg)[0];
    }

    double northM(double latitudeDeg, double longitudeDeg) {
        return raw(latitudeDeg, longitudeDeg - originLongitudeDeg)[1] - raw(originLatitudeDeg, 0)[1];
    }

    private static double[] raw(double latitudeDeg, double longitudeDeg) {
        double phi = Math.toRadians(latitudeDeg);
        double lambda = Math.toRadians(longitudeDeg);
        double sin = Math.sin(phi);
        double t = Math.sinh(atanh(sin) - E * atanh(E * sin)); // tangent of the conformal latitude
        double xi = Math.atan2(t, Math.cos(lambda));
        double eta = asinh(Math.sin(lambda) / Math.hypot(t, Math.cos(lambda)));
        double east = eta;
        double north = xi;
        for (int j = 1; j <= ALPHA.length; j++) {
            east += ALPHA[j - 1] * Math.cos(2 * j * xi) * Math.sinh(2 * j * eta);
            north += ALPHA[j - 1] * Math.sin(2 * j * xi) * Math.cosh(2 * j * eta);
        }
        return new double[] {RECTIFYING_RADIUS * east, RECTIFYING_RADIUS * north};
    }

    private static double atanh(double x) {
        return 0.5 * Math.log((1 + x) / (1 - x));
    }

    private static double asinh(double x) {
        return Math.log(x + Math.sqrt(x * x + 1));
    }
}
