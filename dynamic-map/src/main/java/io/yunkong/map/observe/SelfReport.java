package io.yunkong.map.observe;

/**
 * A road user's own report (BSM, PSM).
 *
 * @param announcement what else it says of itself
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
        Announcement announcement,
        int messageCount)
        implements Observation {
    /** The same with another sigma, and without what is not to be used of its motion. */
    SelfReport doubted(double sigmaM, boolean speedDoubted, boolean headingDoubted) {
        return new SelfReport(
                stationId,
                generatedAtUs,
                receivedAtUs,
                eastM,
                northM,
                speedDoubted ? Double.NaN : speedMps,
                headingDoubted ? Double.NaN : headingRad,
                speedDoubted ? Double.NaN : accelerationMps2,
                headingDoubted ? Double.NaN : yawRateRadps,
                lengthM,
                widthM,
                roadUserClass,
                sigmaM,
                announcement,
                messageCount);
    }

    /** The same without the emergency run that it tells of: whoever sent it is not known to be an emergency vehicle. */
    public SelfReport withoutEmergencyRun() {
        return new SelfReport(
                stationId,
                generatedAtUs,
                receivedAtUs,
                eastM,
                northM,
                speedMps,
                headingRad,
                accelerationMps2,
                yawRateRadps,
                lengthM,
                widthM,
                roadUserClass,
                positionSigmaM,
                announcement.withoutEmergencyRun(),
                messageCount);
    }
}
