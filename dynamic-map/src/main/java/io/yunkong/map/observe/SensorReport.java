package io.yunkong.map.observe;

/**
 * What a roadside unit's sensors say of one road user (participant of an RSM).
 *
 * @param objectId the sensor's own number (ptcId), 0..65535; may switch at any time
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
        implements Observation {}
