package io.yunkong.wire.uper;

/**
 * One road user in an RSM (ParticipantData): raw integers in the units of the standard, position absolute. What the sender left out reads
 * as the value that means "unavailable" where there is one. Handed out by {@link RsmView}.
 */
public final class RsmParticipant {
    private static final String SCOPE = "participants[]";

    private int type;
    private int participantId;
    private int source;
    private boolean hasId;
    private long id;
    private int secondMark;
    private final PositionOffset offset = new PositionOffset();
    private final Position3D position = new Position3D();
    private final PositionConfidence confidence = new PositionConfidence();
    private boolean hasTransmission;
    private int transmission;
    private int speed;
    private int heading;
    private boolean hasSteeringWheelAngle;
    private int steeringWheelAngle;
    private final MotionConfidence motionConfidence = new MotionConfidence();
    private final Acceleration acceleration = new Acceleration();
    private final VehicleSize size = new VehicleSize();
    private final VehicleClass vehicleClass = new VehicleClass();

    RsmParticipant() {}

    void read(BitReader in, Position3D reference) throws UperException {
        boolean extended = in.flag(SCOPE, "...");
        hasId = in.flag(SCOPE, "id");
        hasTransmission = in.flag(SCOPE, "transmission");
        hasSteeringWheelAngle = in.flag(SCOPE, "angle");
        boolean hasMotionConfidence = in.flag(SCOPE, "motionCfd");
        boolean hasAcceleration = in.flag(SCOPE, "accelSet");
        boolean hasVehicleClass = in.flag(SCOPE, "vehicleClass");
        type = in.extensibleEnumerated(DataElements.PARTICIPANT_TYPE, SCOPE, "ptcType");
        participantId = in.integer(DataElements.PARTICIPANT_ID, SCOPE, "ptcId");
        source = in.extensibleEnumerated(DataElements.SOURCE_TYPE, SCOPE, "source");
        id = hasId ? in.eightOctets(SCOPE, "id") : 0;
        secondMark = in.integer(DataElements.SECOND_MARK, SCOPE, "secMark");
        offset.read(in, "participants[].pos");
        offset.resolve(reference, position);
        confidence.read(in, "participants[].posConfidence");
        readMotion(in, hasMotionConfidence, hasAcceleration);
        size.read(in, "participants[].size");
        if (hasVehicleClass) {
            vehicleClass.read(in, "participants[].vehicleClass");
        } else {
            vehicleClass.clear();
        }
        if (extended) {
            in.skipExtensionAdditions(SCOPE);
        }
    }

    private void readMotion(BitReader in, boolean hasMotionConfidence, boolean hasAcceleration) throws UperException {
        transmission = hasTransmission
                ? in.integer(DataElements.TRANSMISSION, SCOPE, "transmission")
                : DataElements.TRANSMISSION_UNAVAILABLE;
        speed = in.integer(DataElements.SPEED, SCOPE, "speed");
        heading = in.integer(DataElements.HEADING, SCOPE, "heading");
        steeringWheelAngle = hasSteeringWheelAngle
                ? in.integer(DataElements.STEERING_WHEEL_ANGLE, SCOPE, "angle")
                : DataElements.STEERING_WHEEL_ANGLE_UNAVAILABLE;
        if (hasMotionConfidence) {
            motionConfidence.read(in, "participants[].motionCfd");
        } else {
            motionConfidence.clear();
        }
        if (hasAcceleration) {
            acceleration.read(in, "participants[].accelSet");
        } else {
            acceleration.clear();
        }
    }

    /** ParticipantType, {@link DataElements#PARTICIPANT_UNKNOWN} and following, or {@link DataElements#EXTENSION_VALUE}. */
    public int type() {
        return type;
    }

    /** The roadside unit's own number of the road user, 0..65535; 0 is the unit itself. */
    public int participantId() {
        return participantId;
    }

    /**
     * SourceType: 0 unknown, 1 the unit itself, 2 V2X, 3 video, 4 microwave radar, 5 loop, 6 lidar, 7 fused, or {@link
     * DataElements#EXTENSION_VALUE}.
     */
    public int source() {
        return source;
    }

    /** Whether the unit knows the id that the road user sends in its BSM. */
    public boolean hasId() {
        return hasId;
    }

    /** That id, eight octets as a big-endian number; 0 when absent. */
    public long id() {
        return id;
    }

    /** Milliseconds within the UTC minute, 0..65535; no time from {@link DataElements#SECOND_MARK_END} on. */
    public int secondMark() {
        return secondMark;
    }

    /** WGS-84, 1e-7 degree; {@link DataElements#LATITUDE_UNAVAILABLE}, also if the reference is or the offset leads beyond a pole. */
    public int latitude() {
        return position.latitude;
    }

    /** WGS-84, 1e-7 degree; {@link DataElements#LONGITUDE_UNAVAILABLE}, also if the reference is. */
    public int longitude() {
        return position.longitude;
    }

    /** 0.1 m over the ellipsoid; {@link DataElements#ELEVATION_UNAVAILABLE}, also if absent or if the reference is. */
    public int elevation() {
        return position.elevation;
    }

    /** Index of PositionConfidence: 0 unavailable, 1 = 500 m, 2 = 200 m, 3 = 100 m ... 15 = 0.01 m. */
    public int positionConfidence() {
        return confidence.horizontal;
    }

    /** Index of ElevationConfidence: 0 unavailable, 1 = 500 m ... 15 = 0.01 m. */
    public int elevationConfidence() {
        return confidence.elevation;
    }

    public boolean hasTransmission() {
        return hasTransmission;
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

    /** Whether accelerations and yaw rate were sent; {@link #yawRate} has no value that tells. */
    public boolean hasAcceleration() {
        return acceleration.present;
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

    /** 0.01 degree/s; 0 when absent. */
    public int yawRate() {
        return acceleration.yawRate;
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

    public boolean hasVehicleClass() {
        return vehicleClass.present;
    }

    /** BasicVehicleClass, such as 10 car, 54 local bus, 85 cyclist; {@link DataElements#VEHICLE_CLASS_UNKNOWN}, also when absent. */
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
}
