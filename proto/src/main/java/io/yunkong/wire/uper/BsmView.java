package io.yunkong.wire.uper;

/**
 * A BasicSafetyMessage (T/CSAE 53-2020) read from its UPER frame: raw integers in the units of the standard, nothing converted. What the
 * sender left out reads as the value that means "unavailable" where there is one. Unknown extensions are skipped.
 *
 * <p>{@link #wrap} checks the whole frame and copies what the getters deliver, so the array may be reused afterwards. It allocates nothing
 * unless it throws; after it has thrown, the getters mean nothing. Reusable; not thread-safe.
 */
public final class BsmView {
    private final BitReader reader = new BitReader();

    private int messageCount;
    private long id;
    private int secondMark;
    private boolean hasTimeConfidence;
    private int timeConfidence;
    private final Position3D position = new Position3D();
    private final PositionAccuracy accuracy = new PositionAccuracy();
    private final PositionConfidence confidence = new PositionConfidence();
    private int transmission;
    private int speed;
    private int heading;
    private boolean hasSteeringWheelAngle;
    private int steeringWheelAngle;
    private final MotionConfidence motionConfidence = new MotionConfidence();
    private final Acceleration acceleration = new Acceleration();
    private final BrakeStatus brakes = new BrakeStatus();
    private final VehicleSize size = new VehicleSize();
    private final VehicleClass vehicleClass = new VehicleClass();
    private final SafetyExtension safety = new SafetyExtension();
    private final EmergencyExtension emergency = new EmergencyExtension();

    /**
     * Reads and checks a whole frame.
     *
     * @throws UperException if it is no complete, valid MessageFrame with a BSM, or has octets left over
     * @throws IndexOutOfBoundsException if the array does not hold offset and length
     */
    public void wrap(byte[] buffer, int offset, int length) throws UperException {
        reader.wrap(buffer, offset, length);
        read(reader);
        reader.end();
    }

    void read(BitReader in) throws UperException {
        MessageKind.BSM.expect(in);
        boolean extended = in.flag("", "...");
        hasTimeConfidence = in.flag("", "timeConfidence");
        boolean hasAccuracy = in.flag("", "posAccuracy");
        boolean hasConfidence = in.flag("", "posConfidence");
        hasSteeringWheelAngle = in.flag("", "angle");
        boolean hasMotionConfidence = in.flag("", "motionCfd");
        boolean hasSafety = in.flag("", "safetyExt");
        boolean hasEmergency = in.flag("", "emergencyExt");
        messageCount = in.integer(DataElements.MESSAGE_COUNT, "", "msgCnt");
        id = in.eightOctets("", "id");
        secondMark = in.integer(DataElements.SECOND_MARK, "", "secMark");
        timeConfidence = hasTimeConfidence
                ? in.integer(DataElements.TIME_CONFIDENCE, "", "timeConfidence")
                : DataElements.CONFIDENCE_UNAVAILABLE;
        readPosition(in, hasAccuracy, hasConfidence);
        readMotion(in, hasMotionConfidence);
        brakes.read(in);
        size.read(in, "size");
        vehicleClass.read(in, "vehicleClass");
        if (hasSafety) {
            safety.read(in);
        } else {
            safety.clear();
        }
        if (hasEmergency) {
            emergency.read(in);
        } else {
            emergency.clear();
        }
        if (extended) {
            in.skipExtensionAdditions("");
        }
    }

    private void readPosition(BitReader in, boolean hasAccuracy, boolean hasConfidence) throws UperException {
        position.read(in, "pos");
        if (hasAccuracy) {
            accuracy.read(in, "posAccuracy");
        } else {
            accuracy.clear();
        }
        if (hasConfidence) {
            confidence.read(in, "posConfidence");
        } else {
            confidence.clear();
        }
    }

    private void readMotion(BitReader in, boolean hasMotionConfidence) throws UperException {
        transmission = in.integer(DataElements.TRANSMISSION, "", "transmission");
        speed = in.integer(DataElements.SPEED, "", "speed");
        heading = in.integer(DataElements.HEADING, "", "heading");
        steeringWheelAngle = hasSteeringWheelAngle
                ? in.integer(DataElements.STEERING_WHEEL_ANGLE, "", "angle")
                : DataElements.STEERING_WHEEL_ANGLE_UNAVAILABLE;
        if (hasMotionConfidence) {
            motionConfidence.read(in, "motionCfd");
        } else {
            motionConfidence.clear();
        }
        acceleration.read(in, "accelSet");
    }

    /** Counts a sender's messages, 0..127. */
    public int messageCount() {
        return messageCount;
    }

    /** The sender's temporary id, eight octets as a big-endian number. */
    public long id() {
        return id;
    }

    /** Milliseconds within the UTC minute, 0..65535; no time from {@link DataElements#SECOND_MARK_END} on. */
    public int secondMark() {
        return secondMark;
    }

    public boolean hasTimeConfidence() {
        return hasTimeConfidence;
    }

    /** Index of TimeConfidence, 0..39. */
    public int timeConfidence() {
        return timeConfidence;
    }

    /** WGS-84, 1e-7 degree; {@link DataElements#LATITUDE_UNAVAILABLE}. */
    public int latitude() {
        return position.latitude;
    }

    /** WGS-84, 1e-7 degree; {@link DataElements#LONGITUDE_UNAVAILABLE}. */
    public int longitude() {
        return position.longitude;
    }

    public boolean hasElevation() {
        return position.hasElevation;
    }

    /** 0.1 m over the ellipsoid; {@link DataElements#ELEVATION_UNAVAILABLE}. */
    public int elevation() {
        return position.elevation;
    }

    public boolean hasPositionAccuracy() {
        return accuracy.present;
    }

    /**
     * Semi-major axis of the error ellipse, one standard deviation, 0.05 m; 254 = 12.7 m and above; {@link
     * DataElements#SEMI_AXIS_UNAVAILABLE}.
     */
    public int semiMajorAxis() {
        return accuracy.semiMajor;
    }

    /** As {@link #semiMajorAxis}, of the other axis. */
    public int semiMinorAxis() {
        return accuracy.semiMinor;
    }

    /** Of the semi-major axis from true north, 360/65535 degree; {@link DataElements#ORIENTATION_UNAVAILABLE}. */
    public int semiMajorOrientation() {
        return accuracy.orientation;
    }

    public boolean hasPositionConfidence() {
        return confidence.present;
    }

    /** Index of PositionConfidence: 0 unavailable, 1 = 500 m, 2 = 200 m, 3 = 100 m ... 15 = 0.01 m. */
    public int positionConfidence() {
        return confidence.horizontal;
    }

    /** Index of ElevationConfidence: 0 unavailable, 1 = 500 m ... 15 = 0.01 m. */
    public int elevationConfidence() {
        return confidence.elevation;
    }

    /** 0 neutral, 1 park, 2 forward, 3 reverse, 4..6 reserved, {@link DataElements#TRANSMISSION_UNAVAILABLE}. */
    public int transmission() {
        return transmission;
    }

    /** 0.02 m/s; {@link DataElements#SPEED_UNAVAILABLE}. */
    public int speed() {
        return speed;
    }

    /** 0.0125 degree clockwise from true north, 0..28799; {@link DataElements#HEADING_FULL_CIRCLE} is in range, but no direction. */
    public int heading() {
        return heading;
    }

    public boolean hasSteeringWheelAngle() {
        return hasSteeringWheelAngle;
    }

    /** 1.5 degree; {@link DataElements#STEERING_WHEEL_ANGLE_UNAVAILABLE}. */
    public int steeringWheelAngle() {
        return steeringWheelAngle;
    }

    /** Index of SpeedConfidence: 0 unavailable, 1 = 100 m/s ... 7 = 0.01 m/s. */
    public int speedConfidence() {
        return motionConfidence.speed;
    }

    /** Index of HeadingConfidence: 0 unavailable, 1 = 10 degree ... 7 = 0.0125 degree. */
    public int headingConfidence() {
        return motionConfidence.heading;
    }

    /** Index of SteeringWheelAngleConfidence: 0 unavailable, 1 = 2 degree, 2 = 1 degree, 3 = 0.02 degree. */
    public int steeringConfidence() {
        return motionConfidence.steering;
    }

    /** 0.01 m/s2 along the longitudinal axis; {@link DataElements#ACCELERATION_UNAVAILABLE}. */
    public int longitudinalAcceleration() {
        return acceleration.longitudinal;
    }

    /** 0.01 m/s2 along the lateral axis; {@link DataElements#ACCELERATION_UNAVAILABLE}. */
    public int lateralAcceleration() {
        return acceleration.lateral;
    }

    /** 0.02 g; {@link DataElements#VERTICAL_ACCELERATION_UNAVAILABLE}. */
    public int verticalAcceleration() {
        return acceleration.vertical;
    }

    /** 0.01 degree/s; the standard has no "unavailable" here. */
    public int yawRate() {
        return acceleration.yawRate;
    }

    public BrakeStatus brakes() {
        return brakes;
    }

    /** Centimetres; 0 = not told. */
    public int width() {
        return size.width;
    }

    /** Centimetres; 0 = not told. */
    public int length() {
        return size.length;
    }

    public boolean hasHeight() {
        return size.hasHeight;
    }

    /** 5 cm; 0 when absent. */
    public int height() {
        return size.height;
    }

    /** BasicVehicleClass, such as 10 car, 54 local bus, 65 ambulance; {@link DataElements#VEHICLE_CLASS_UNKNOWN}. */
    public int vehicleClass() {
        return vehicleClass.basic;
    }

    public boolean hasFuelType() {
        return vehicleClass.hasFuelType;
    }

    /** FuelType, such as 4 electric; 0 unknown or absent. */
    public int fuelType() {
        return vehicleClass.fuelType;
    }

    public boolean hasEventFlags() {
        return safety.hasEvents;
    }

    /** VehicleEventFlags, bit n of the standard in bit n (7 = hard braking), also those beyond the root size; 0 when absent. */
    public int eventFlags() {
        return safety.events;
    }

    public boolean hasExteriorLights() {
        return safety.hasLights;
    }

    /** ExteriorLights, bit n of the standard in bit n (2 left, 3 right turn signal); 0 when absent. */
    public int exteriorLights() {
        return safety.lights;
    }

    /** Path history and path prediction. */
    public SafetyExtension safety() {
        return safety;
    }

    public EmergencyExtension emergency() {
        return emergency;
    }
}
