package io.yunkong.map.geo;

/**
 * East-north plane in metres around an origin: a transverse Mercator series cut after the second-order terms in longitude,
 * with the meridian radius taken halfway. Within 5 km of the origin it differs from the exact projection by less than 1 cm
 * (measured: 1 mm up to 60 degrees of latitude). Datum WGS-84. Immutable.
 */
public final class LocalPlane {
    private static final double EQUATORIAL_RADIUS_M = 6_378_137.0;
    private static final double FLATTENING = 1 / 298.257223563;
    /** A hundredth of what is promised of the inverse. */
    private static final double INVERSE_ERROR_M = 1e-6;

    private static final double E2 = FLATTENING * (2 - FLATTENING);

    private final double originLatitudeDeg;
    private final double originLongitudeDeg;

    /**
     * @param originLatitudeDeg degrees north, (-89, 89)
     * @param originLongitudeDeg degrees east, [-180, 180]
     */
    public LocalPlane(double originLatitudeDeg, double originLongitudeDeg) {
        if (!(Math.abs(originLatitudeDeg) < 89) || !(Math.abs(originLongitudeDeg) <= 180)) {
            throw new IllegalArgumentException("origin out of range: latitude_deg=" + originLatitudeDeg
                    + ", longitude_deg=" + originLongitudeDeg + ", limit=89/180; refused");
        }
        this.originLatitudeDeg = originLatitudeDeg;
        this.originLongitudeDeg = originLongitudeDeg;
    }

    public double originLatitudeDeg() {
        return originLatitudeDeg;
    }

    public double originLongitudeDeg() {
        return originLongitudeDeg;
    }

    /** Whether both have one origin, so that coordinates of one are coordinates of the other. */
    public boolean sameAs(LocalPlane other) {
        return originLatitudeDeg == other.originLatitudeDeg && originLongitudeDeg == other.originLongitudeDeg;
    }

    /** Metres east of the origin. */
    public double eastM(double latitudeDeg, double longitudeDeg) {
        double phi = Math.toRadians(latitudeDeg);
        return Math.toRadians(longitudeDeg - originLongitudeDeg) * primeVerticalRadius(phi) * Math.cos(phi);
    }

    /** Metres north of the origin. */
    public double northM(double latitudeDeg, double longitudeDeg) {
        double phi = Math.toRadians(latitudeDeg);
        double lambda = Math.toRadians(longitudeDeg - originLongitudeDeg);
        double halfway = Math.toRadians((latitudeDeg + originLatitudeDeg) / 2);
        return Math.toRadians(latitudeDeg - originLatitudeDeg) * meridianRadius(halfway)
                + lambda * lambda / 2 * primeVerticalRadius(phi) * Math.sin(phi) * Math.cos(phi);
    }

    /** Degrees north of the point (east, north) in metres; inverse of the two methods above to better than 1e-9 degree. */
    public double latitudeDeg(double eastM, double northM) {
        double latitude =
                originLatitudeDeg + Math.toDegrees(northM / meridianRadius(Math.toRadians(originLatitudeDeg)));
        double error = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 3 && Math.abs(error) > INVERSE_ERROR_M; i++) {
            error = northM - northM(latitude, longitudeDegOnParallel(eastM, latitude));
            latitude += Math.toDegrees(error / meridianRadius(Math.toRadians(latitude)));
        }
        return latitude;
    }

    /** Degrees east of the point (east, north) in metres. */
    public double longitudeDeg(double eastM, double northM) {
        return longitudeDegOnParallel(eastM, latitudeDeg(eastM, northM));
    }

    /** As {@link #longitudeDeg(double, double)}, of a point whose latitude is known already: most of the work is to find that. */
    public double longitudeDegOnParallel(double eastM, double latitudeDeg) {
        double phi = Math.toRadians(latitudeDeg);
        return originLongitudeDeg + Math.toDegrees(eastM / (primeVerticalRadius(phi) * Math.cos(phi)));
    }

    private static double primeVerticalRadius(double phi) {
        double sin = Math.sin(phi);
        return EQUATORIAL_RADIUS_M / Math.sqrt(1 - E2 * sin * sin);
    }

    private static double meridianRadius(double phi) {
        double sin = Math.sin(phi);
        double w = Math.sqrt(1 - E2 * sin * sin);
        return EQUATORIAL_RADIUS_M * (1 - E2) / (w * w * w);
    }
}
