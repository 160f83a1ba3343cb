package io.yunkong.sim.obu;

import org.jspecify.annotations.Nullable;

/**
 * One measurement of the own vehicle. Datum WGS-84 (CGCS2000 is the same within decimetres). A number that was not measured is NaN.
 *
 * @param timeUs when it was true, microseconds since 1970 UTC without leap seconds; the second 23:59:60 is the one after 23:59:59
 * @param latitudeDeg degrees north, (-89, 89)
 * @param longitudeDeg degrees east, [-180, 180]
 * @param elevationM metres over the ellipsoid
 * @param movement how it moves
 * @param accuracy of the position
 * @param told what the vehicle says of itself
 */
public record Fix(
        long timeUs,
        double latitudeDeg,
        double longitudeDeg,
        double elevationM,
        Movement movement,
        Accuracy accuracy,
        Told told)
        implements Reading {
    /**
     * @param speedMps metres per second, [0, 163.8)
     * @param headingDeg degrees clockwise from true north, [0, 360)
     * @param accelerationMps2 along the heading
     * @param yawRateDps degrees per second, clockwise positive
     */
    public record Movement(double speedMps, double headingDeg, double accelerationMps2, double yawRateDps) {}

    /**
     * One-sigma error ellipse.
     *
     * @param majorM semi-major axis, metres
     * @param minorM semi-minor axis, metres
     * @param orientationDeg of the semi-major axis, degrees clockwise from north, [0, 360)
     */
    public record Accuracy(double majorM, double minorM, double orientationDeg) {
        static final Accuracy UNKNOWN = new Accuracy(Double.NaN, Double.NaN, Double.NaN);

        static Accuracy round(double sigmaM) {
            return new Accuracy(sigmaM, sigmaM, 0);
        }

        boolean known() {
            return Double.isFinite(majorM) && Double.isFinite(minorM);
        }
    }

    /**
     * @param brakes whether the brake pedal is pressed; null = not told
     * @param lights ExteriorLights, bit n of the standard in bit n; -1 = not told
     * @param vehicle class and size; null = as the flags say
     */
    public record Told(
            @Nullable Boolean brakes, int lights, @Nullable VehicleProfile vehicle) {
        static final Told NOTHING = new Told(null, -1, null);
    }

    /** The same measurement at another time: a recording that is played again. */
    Fix at(long otherTimeUs) {
        return new Fix(otherTimeUs, latitudeDeg, longitudeDeg, elevationM, movement, accuracy, told);
    }
}
