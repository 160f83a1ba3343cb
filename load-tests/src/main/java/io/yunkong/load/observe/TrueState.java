package io.yunkong.load.observe;

/**
 * Where a road user was. Immutable.
 *
 * @param id of the truth
 * @param latitudeDeg of the footprint's centre, WGS-84
 * @param longitudeDeg of the footprint's centre, WGS-84
 * @param headingDeg clockwise from true north, [0, 360)
 */
public record TrueState(
        int id, double latitudeDeg, double longitudeDeg, double headingDeg, double speedMps, double accelerationMps2) {
    /** The state a share of the way from this one to the next; the turn is the shorter one. */
    TrueState towards(TrueState next, double share) {
        double turnDeg = circle(next.headingDeg - headingDeg + 180) - 180;
        return new TrueState(
                id,
                latitudeDeg + share * (next.latitudeDeg - latitudeDeg),
                longitudeDeg + share * (next.longitudeDeg - longitudeDeg),
                circle(headingDeg + share * turnDeg),
                speedMps + share * (next.speedMps - speedMps),
                accelerationMps2 + share * (next.accelerationMps2 - accelerationMps2));
    }

    /** The same direction in [0, 360). */
    static double circle(double deg) {
        double rest = deg % 360;
        double positive = rest < 0 ? rest + 360 : rest;
        return positive == 360 ? 0 : positive; // a tiny negative angle rounds up to the full circle
    }
}
