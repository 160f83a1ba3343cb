package io.yunkong.map.observe;

import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.PlaneBox;
import io.yunkong.map.road.Zone;
import org.jspecify.annotations.Nullable;

/** Whether a measurement can be true by itself: its time, its place in the zone, its speed and size. Owned by {@link Plausibility}. */
final class ReportLimits {
    /** Nobody on the road is smaller in either direction. */
    private static final double SIZE_MIN_M = 0.2;

    /** Zones are smaller, and the ends of the earth farther away. */
    private static final double SWAPPED_REACH_M = 100_000;

    /** Ticks farther apart than this: whoever makes them was held up, and what came meanwhile was read late. */
    private static final long HELD_UP_US = 300_000;

    private final Plausibility.Parameters parameters;
    private final double swappedEastM;
    private final double swappedNorthM;
    private PlaneBox covered;
    private long tickedAtUs = Long.MAX_VALUE; // not yet
    private long behindUntilUs = Long.MIN_VALUE;

    ReportLimits(Zone zone, Plausibility.Parameters parameters) {
        this.parameters = parameters;
        double latitude = zone.plane().originLatitudeDeg();
        double longitude = zone.plane().originLongitudeDeg();
        this.swappedEastM = zone.plane().eastM(/* latitudeDeg= */ longitude, /* longitudeDeg= */ latitude);
        this.swappedNorthM = zone.plane().northM(/* latitudeDeg= */ longitude, /* longitudeDeg= */ latitude);
        this.covered = PlaneBox.of(zone.lanes().lanes());
    }

    /** Goes on with other lanes in the same plane. */
    void cover(LaneMap lanes) {
        covered = PlaneBox.of(lanes.lanes());
    }

    /** Time passes, in steps shorter than {@link #HELD_UP_US} unless the whole process, or its machine, was held up. */
    void tick(long nowUs) {
        if (isHeldUp(nowUs)) {
            behindUntilUs = nowUs + (nowUs - tickedAtUs); // what has piled up is worked off in as long as it took to
        }
        tickedAtUs = nowUs;
    }

    private boolean isHeldUp(long nowUs) {
        return nowUs - HELD_UP_US > tickedAtUs;
    }

    /** @return null when it can be true */
    @Nullable RejectReason check(Observation o, long nowUs) {
        if (o.stationId() == 0) {
            return RejectReason.STATION_ID_ZERO;
        }
        // both clocks: a measurement may be old when it comes in, or have waited since; sums, for differences of what
        // is told may overflow
        long ageMaxUs = (long) (parameters.ageMaxMs() * 1000);
        if (o.generatedAtUs() < nowUs - ageMaxUs
                || o.receivedAtUs() < nowUs - ageMaxUs
                || o.generatedAtUs() < o.receivedAtUs() - ageMaxUs) {
            return RejectReason.TOO_OLD;
        }
        if (o.generatedAtUs() > Math.min(nowUs, o.receivedAtUs()) + (long) (parameters.futureMaxMs() * 1000)) {
            return RejectReason.FROM_FUTURE;
        }
        if (!covered.holds(o.eastM(), o.northM(), parameters.zoneMarginM())) {
            // what one degree measures differs there, but not by that much
            return Math.hypot(o.eastM() - swappedEastM, o.northM() - swappedNorthM) <= SWAPPED_REACH_M
                    ? RejectReason.COORDINATES_SWAPPED
                    : RejectReason.OUTSIDE_ZONE;
        }
        if (o.speedMps() > parameters.speedMaxMps()) {
            return RejectReason.SPEED_IMPLAUSIBLE;
        }
        return sizePossible(o) ? null : RejectReason.SIZE_IMPLAUSIBLE;
    }

    /** Both zero means that the sender does not know the size. */
    private boolean sizePossible(Observation o) {
        boolean told = o.lengthM() != 0 || o.widthM() != 0;
        return !told
                || (o.lengthM() >= SIZE_MIN_M
                        && o.widthM() >= SIZE_MIN_M
                        && o.lengthM() <= parameters.lengthMaxM()
                        && o.widthM() <= parameters.widthMaxM());
    }

    /**
     * Whether it was too old or from the future when it came in. What has waited here since is not the station's fault, nor what waited before
     * it could be read.
     */
    boolean mistimed(Observation o, RejectReason reason, long nowUs) {
        if (nowUs - o.receivedAtUs() > parameters.ageMaxMs() * 1000) {
            return false;
        }
        boolean caughtUp = nowUs >= behindUntilUs && !isHeldUp(nowUs);
        return reason == RejectReason.FROM_FUTURE || (reason == RejectReason.TOO_OLD && caughtUp);
    }
}
