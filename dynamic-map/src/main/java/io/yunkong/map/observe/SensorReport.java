package io.yunkong.map.observe;

/**
 * What the sensors of a roadside unit or of a vehicle say of one road user (participant of an RSM or SSM) or of an obstacle (SSM).
 *
 * @param objectId the sensor's own number, may switch at any time: 0..65535 of a participant (ptcId), and {@link #OBSTACLE_NUMBERS} more
 *     than its own of an obstacle (obsId), because the two are counted apart
 */
public record SensorReport(
        long stationId,
        int objectId,
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
        double positionSigmaM)
        implements Observation {
    /** Numbers of obstacles start here. */
    public static final int OBSTACLE_NUMBERS = 65_536;

    /** The same with another sigma, and without what is not to be used of its motion. */
    SensorReport doubted(double sigmaM, boolean speedDoubted, boolean headingDoubted) {
        return new SensorReport(
                stationId,
                objectId,
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
                sigmaM);
    }
}
