package io.yunkong.map.exchange;

import io.yunkong.map.geo.Heading;
import io.yunkong.wire.TrackState;
import io.yunkong.wire.Warning;

/**
 * Whether two warnings to one host are about the same: the one rule by which an edge tells its station of a danger once and
 * the cloud keeps one record of it. Stations are known by their id. Whoever is seen by sensors only has another track id on every node,
 * so the place decides: where the one was going must be where the other is. Places are known by their id. Pure. Thread-safe.
 */
public final class SameSubject {
    /** Two nodes place a road user seen by sensors only this close together, metres. */
    public static final double PLACE_M = 6;

    /** Positions further apart in time are not compared, microseconds. */
    public static final long WITHIN_US = 2_000_000;

    private static final double METRES_PER_DEGREE = 111_320;

    private SameSubject() {}

    /** Whether both are about the same road user or the same place. */
    public static boolean test(Warning one, Warning other) {
        if (one.hasPlace() || other.hasPlace()) {
            return one.hasPlace()
                    && other.hasPlace()
                    && one.getPlace().getId().equals(other.getPlace().getId());
        }
        return test(one.getCounterpart(), one.getUpdatedAtUs(), other.getCounterpart(), other.getUpdatedAtUs());
    }

    /**
     * @param one counterpart of the first warning
     * @param oneAtUs when that was its state, microseconds since 1970 UTC
     * @param other counterpart of the second warning
     * @param otherAtUs when that was its state
     */
    static boolean test(TrackState one, long oneAtUs, TrackState other, long otherAtUs) {
        if (one.hasStationId() && other.hasStationId()) {
            return one.getStationId() == other.getStationId();
        }
        long apartUs = otherAtUs - oneAtUs;
        return Math.abs(apartUs) <= WITHIN_US && distanceM(one, other, apartUs * 1e-6) <= PLACE_M;
    }

    /** Distance after {@code one} has gone on for {@code seconds} at its speed. */
    private static double distanceM(TrackState one, TrackState other, double seconds) {
        double latitude = Math.toRadians(one.getLatitudeE7() * 1e-7);
        double heading = Heading.normalize(Math.toRadians(one.getHeadingUnits() * 0.0125));
        double goneM = one.getSpeedCmps() * 0.01 * seconds;
        double east = (other.getLongitudeE7() - one.getLongitudeE7()) * 1e-7 * METRES_PER_DEGREE * Math.cos(latitude)
                - goneM * Math.sin(heading);
        double north =
                (other.getLatitudeE7() - one.getLatitudeE7()) * 1e-7 * METRES_PER_DEGREE - goneM * Math.cos(heading);
        return Math.hypot(east, north);
    }
}
