package io.yunkong.map.observe;

/**
 * One measurement of one road user in SI units: position in the zone's plane (metres), times in microseconds since 1970 UTC, angles in
 * radians clockwise from true north. {@code NaN} = the sender did not know. Nothing here tells which edition or link it came by.
 */
public sealed interface Observation permits SelfReport, SensorReport {
    /** The 8-octet id of the sending station, most significant octet first. */
    long stationId();

    /** When the state was true. */
    long generatedAtUs();

    /** When the edge read the frame, clock of the edge. */
    long receivedAtUs();

    double eastM();

    double northM();

    /** Metres per second, [0, 163.8]; NaN = unavailable. */
    double speedMps();

    /** [0, 2 pi); NaN = unavailable. */
    double headingRad();

    /** Along the heading, m/s2; NaN = unavailable. */
    double accelerationMps2();

    /** Clockwise positive, rad/s; NaN = unavailable. */
    double yawRateRadps();

    /** Metres; 0 = not told. */
    double lengthM();

    /** Metres; 0 = not told. */
    double widthM();

    RoadUserClass roadUserClass();

    /** One sigma, horizontal, as told by the sender, metres; NaN = not told. */
    double positionSigmaM();
}
