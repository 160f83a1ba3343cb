package io.yunkong.map.observe;

import org.jspecify.annotations.Nullable;

/**
 * The sensors of one station that is no roadside unit: a vehicle that shares what it sees. They are where its newest report about itself that
 * was believed says it is; who is refused or excluded is not believed about others either. Owned by {@link Plausibility}.
 */
final class VehicleSensors {
    /** A vehicle that has not said for longer where it is may be anywhere. Who says it once a second is sometimes late. */
    private static final long PLACE_AGE_MAX_US = 1_500_000;
    /** Of a road user that does not tell its size. */
    private static final double HALF_SIZE_MIN_M = 0.5;
    /** By so much a sensor may misplace the body that carries it; the middle of anybody else is further away. */
    private static final double BODY_MARGIN_M = 0.3;
    /** And along its way by what it covers in this time, because time stamps are inexact; nobody follows so closely. */
    private static final double STAMP_ERROR_S = 0.15;
    /** Two bodies that overlap by the rest are one: what a sensor misplaces or takes for larger than it is is less. */
    private static final double APART = 0.8;

    private @Nullable SelfReport newest;
    private long toldAtUs;
    private double tokens;

    void start() {
        newest = null;
        toldAtUs = Long.MIN_VALUE;
    }

    /** Its station is there. */
    void at(SelfReport self) {
        newest = self;
    }

    /**
     * Checks what the station says of somebody else.
     *
     * @param rangeMaxM the furthest it can see
     * @return null when it can be true
     */
    @Nullable RejectReason check(SensorReport sensed, long nowUs, double rangeMaxM, int objectsPerSecondMax) {
        SelfReport self = newest;
        if (self == null || Math.abs(sensed.generatedAtUs() - self.generatedAtUs()) > PLACE_AGE_MAX_US) {
            return RejectReason.SENSOR_PLACE_UNKNOWN;
        }
        double heading = Double.isNaN(self.headingRad()) ? 0 : self.headingRad();
        double speed = Double.isNaN(self.speedMps()) ? 0 : self.speedMps();
        double way = speed * (sensed.generatedAtUs() - self.generatedAtUs()) / 1e6;
        double east = sensed.eastM() - self.eastM();
        double north = sensed.northM() - self.northM();
        double along = east * Math.sin(heading) + north * Math.cos(heading) - way;
        double across = east * Math.cos(heading) - north * Math.sin(heading);
        if (!(Math.hypot(along, across) <= rangeMaxM)) {
            return RejectReason.OUT_OF_SENSOR_RANGE;
        }
        if (Math.abs(along) <= reach(self.lengthM(), sensed.lengthM(), STAMP_ERROR_S * speed)
                && Math.abs(across) <= reach(self.widthM(), sensed.widthM(), 0)) {
            return RejectReason.OWN_BODY;
        }
        return spend(nowUs, objectsPerSecondMax) ? null : RejectReason.RATE_LIMIT;
    }

    /** How far from the middle of its own body a thing may be seen and still be that body. */
    private static double reach(double ownM, double seenM, double driftM) {
        double inside = Math.max(HALF_SIZE_MIN_M, ownM / 2) + BODY_MARGIN_M + driftM;
        return Math.max(inside, APART * (ownM + seenM) / 2);
    }

    /** A bucket that holds one second's worth. */
    private boolean spend(long nowUs, int perSecond) {
        double gained = toldAtUs == Long.MIN_VALUE ? perSecond : Math.max(0, nowUs - toldAtUs) / 1e6 * perSecond;
        tokens = Math.min(perSecond, (toldAtUs == Long.MIN_VALUE ? 0 : tokens) + gained);
        toldAtUs = nowUs;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
