package io.yunkong.wire.uper;

/**
 * Constraints of the data elements of T/CSAE 53-2020, and the values that mean "unavailable". The views deliver and the writers take these
 * raw numbers; nothing here is converted.
 */
public final class DataElements {
    /** Latitude the sender does not know; else 1e-7 degree. */
    public static final int LATITUDE_UNAVAILABLE = 900_000_001;

    /** Longitude the sender does not know; else 1e-7 degree. */
    public static final int LONGITUDE_UNAVAILABLE = 1_800_000_001;

    /** Elevation the sender does not know; else 0.1 m over the ellipsoid. */
    public static final int ELEVATION_UNAVAILABLE = -4096;

    /** Speed the sender does not know; else 0.02 m/s. */
    public static final int SPEED_UNAVAILABLE = 8191;

    /** Top of the range of the heading, which is no direction; else 0.0125 degree clockwise from true north. */
    public static final int HEADING_FULL_CIRCLE = 28_800;

    /** Steering wheel angle the sender does not know; else 1.5 degree, signed. */
    public static final int STEERING_WHEEL_ANGLE_UNAVAILABLE = 127;

    /** Longitudinal or lateral acceleration the sender does not know; else 0.01 m/s2. */
    public static final int ACCELERATION_UNAVAILABLE = 2001;

    /** Vertical acceleration the sender does not know; else 0.02 g. */
    public static final int VERTICAL_ACCELERATION_UNAVAILABLE = -127;

    /** Gear the sender does not know. */
    public static final int TRANSMISSION_UNAVAILABLE = 7;

    /** Gear of a vehicle that drives forward. */
    public static final int TRANSMISSION_FORWARD = 2;

    /** Semi-axis of the error ellipse the sender does not know; else 0.05 m, one standard deviation. */
    public static final int SEMI_AXIS_UNAVAILABLE = 255;

    /** Orientation of the error ellipse the sender does not know; else 360/65535 degree. */
    public static final int ORIENTATION_UNAVAILABLE = 65_535;

    /** Confidence (of position, elevation, speed, heading, steering, time) the sender does not know. */
    public static final int CONFIDENCE_UNAVAILABLE = 0;

    /**
     * Values of DSecond from here on are no millisecond of a minute. T/CSAE 53 only gives the range; that 60000..60999 belong to a leap
     * second and the rest is no time is read as in SAE J2735.
     */
    public static final int SECOND_MARK_END = 61_000;

    /** Vehicle class the sender does not know. */
    public static final int VEHICLE_CLASS_UNKNOWN = 0;

    /** Radius of curvature of a straight path; else 0.1 m, signed. */
    public static final int RADIUS_STRAIGHT = 32_767;

    /** An enumeration value that a later edition of the standard added. */
    public static final int EXTENSION_VALUE = 255;

    /** ParticipantType of an RSM. */
    public static final int PARTICIPANT_UNKNOWN = 0;

    public static final int PARTICIPANT_MOTOR = 1;
    public static final int PARTICIPANT_NON_MOTOR = 2;
    public static final int PARTICIPANT_PEDESTRIAN = 3;
    public static final int PARTICIPANT_RSU = 4;

    static final WholeNumber MESSAGE_COUNT = new WholeNumber(0, 127);
    static final WholeNumber SECOND_MARK = new WholeNumber(0, 65_535);
    static final WholeNumber TIME_CONFIDENCE = WholeNumber.enumerated(40);
    static final WholeNumber TIME_OFFSET = new WholeNumber(1, 65_535);

    static final WholeNumber LATITUDE = new WholeNumber(-900_000_000, LATITUDE_UNAVAILABLE);
    static final WholeNumber LONGITUDE = new WholeNumber(-1_799_999_999, LONGITUDE_UNAVAILABLE);
    static final WholeNumber ELEVATION = new WholeNumber(ELEVATION_UNAVAILABLE, 61_439);
    static final WholeNumber SEMI_AXIS = new WholeNumber(0, SEMI_AXIS_UNAVAILABLE);
    static final WholeNumber ORIENTATION = new WholeNumber(0, ORIENTATION_UNAVAILABLE);
    /** Of position and of elevation. */
    static final WholeNumber POSITION_CONFIDENCE = WholeNumber.enumerated(16);

    static final WholeNumber TRANSMISSION = WholeNumber.enumerated(8);
    static final WholeNumber SPEED = new WholeNumber(0, SPEED_UNAVAILABLE);
    static final WholeNumber HEADING = new WholeNumber(0, HEADING_FULL_CIRCLE);
    static final WholeNumber COARSE_HEADING = new WholeNumber(0, 240);
    static final WholeNumber STEERING_WHEEL_ANGLE = new WholeNumber(-126, STEERING_WHEEL_ANGLE_UNAVAILABLE);
    /** Of speed and of heading. */
    static final WholeNumber MOTION_CONFIDENCE = WholeNumber.enumerated(8);

    static final WholeNumber STEERING_CONFIDENCE = WholeNumber.enumerated(4);
    static final WholeNumber ACCELERATION = new WholeNumber(-2000, ACCELERATION_UNAVAILABLE);
    static final WholeNumber VERTICAL_ACCELERATION = new WholeNumber(VERTICAL_ACCELERATION_UNAVAILABLE, 127);
    static final WholeNumber YAW_RATE = new WholeNumber(-32_767, 32_767);

    static final WholeNumber WIDTH = new WholeNumber(0, 1023);
    static final WholeNumber LENGTH = new WholeNumber(0, 4095);
    static final WholeNumber HEIGHT = new WholeNumber(0, 127);
    static final WholeNumber VEHICLE_CLASS = new WholeNumber(0, 255);
    static final WholeNumber FUEL_TYPE = new WholeNumber(0, 15);

    /** BrakePedalStatus and BrakeBoostApplied. */
    static final WholeNumber ON_OFF_STATUS = WholeNumber.enumerated(3);
    /** Traction control, anti-lock brakes, stability control, auxiliary brakes. */
    static final WholeNumber CONTROL_STATUS = WholeNumber.enumerated(4);

    static final int WHEEL_BRAKES_SIZE = 5;
    static final WholeNumber WHEEL_BRAKES = WholeNumber.bitSet(WHEEL_BRAKES_SIZE);
    static final int EVENT_FLAGS_SIZE = 13;
    static final WholeNumber EVENT_FLAGS = WholeNumber.bitSet(EVENT_FLAGS_SIZE);
    static final int EXTERIOR_LIGHTS_SIZE = 9;
    static final WholeNumber EXTERIOR_LIGHTS = WholeNumber.bitSet(EXTERIOR_LIGHTS_SIZE);
    static final int GNSS_STATUS_SIZE = 8;

    static final WholeNumber RADIUS_OF_CURVATURE = new WholeNumber(-32_767, RADIUS_STRAIGHT);
    static final WholeNumber CONFIDENCE = new WholeNumber(0, 200);
    static final WholeNumber PATH_HISTORY_COUNT = new WholeNumber(1, 23);

    static final WholeNumber RESPONSE_TYPE = WholeNumber.enumerated(7);
    static final WholeNumber SIREN = WholeNumber.enumerated(4);
    static final WholeNumber LIGHT_BAR = WholeNumber.enumerated(8);

    static final WholeNumber PARTICIPANT_COUNT = new WholeNumber(1, 16);
    static final WholeNumber PARTICIPANT_TYPE = WholeNumber.enumerated(5);
    static final WholeNumber PARTICIPANT_ID = new WholeNumber(0, 65_535);
    static final WholeNumber SOURCE_TYPE = WholeNumber.enumerated(8);

    private DataElements() {}
}
