package io.yunkong.map.observe;

/**
 * A road user's own report (BSM, PSM).
 *
 * @param eventFlags VehicleEventFlags, bit n of the standard in bit n (7 = hard braking)
 * @param exteriorLights ExteriorLights, bit n of the standard in bit n (2 left, 3 right turn signal)
 * @param messageCount msgCnt, 0..127
 */
public record SelfReport(
        long stationId,
        long generatedAtUs,
        long receivedAtUs,
        double eastM,
        double northM,
        double speedMps,
        double headingRad,
        double accelerationMps2,
        double yawRateRadps,
        double lengthM,
        double widthM,
        RoadUserClass roadUserClass,
        double positionSigmaM,
        int eventFlags,
        int exteriorLights,
        int messageCount)
        implements Observation {}
