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

    // where the body that carries them is, as its newest report says; the direction and speed of one that does not tell
    // them are 0
    private boolean placed;
    private long placedAtUs;
    private double eastM;
    private double northM;
    private double headingRad;
    private double speedMps;
    private double lengthM;
    private double widthM;
    private long toldAtUs;
    private double tokens;

    void start() {
        placed = false;
        toldAtUs = Long.MIN_VALUE;
    }

    /** Its station is there. */
    void at(SelfReport self) {
        placed = true;
        placedAtUs = self.generatedAtUs();
        eastM = self.eastM();
        northM = self.northM();
        headingRad = Double.isNaN(self.headingRad()) ? 0 : self.headingRad();
        speedMps = Double.isNaN(self.speedMps()) ? 0 : self.speedMps();
        lengthM = self.lengthM();
        widthM = self.widthM();
    }

    /**
     * Checks what the station says of somebody else.
     *
     * @param rangeMaxM the furthest it can see
     * @return null when it can be true
     */
    @Nullable RejectReason check(SensorReport sensed, long nowUs, double rangeMaxM, int objectsPerSecondMax) {
        if (!placed || Math.abs(sensed.generatedAtUs() - placedAtUs) > PLACE_AGE_MAX_US) {
            return RejectReason.SENSOR_PLACE_UNKNOWN;
        }
        double way = speedMps * (sensed.generatedAtUs() - placedAtUs) / 1e6;
        double east = sensed.eastM() - eastM;
        double north = sensed.northM() - northM;
        double along = east * Math.sin(headingRad) + north * Math.cos(headingRad) - way;
        double across = east * Math.cos(headingRad) - north * Math.sin(headingRad);
        if (!(Math.hypot(along, across) <= rangeMaxM)) {
            return RejectReason.OUT_OF_SENSOR_RANGE;
        }
        if (Math.abs(along) <= reach(lengthM, sensed.lengthM(), STAMP_ERROR_S * speedMps)
                && Math.abs(across) <= reach(widthM, sensed.widthM(), 0)) {
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
