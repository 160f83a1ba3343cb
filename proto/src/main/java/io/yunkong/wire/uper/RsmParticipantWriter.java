package io.yunkong.wire.uper;

/**
 * One participant of an {@link RsmWriter}. Setters of optional members add them; all check their range as those of {@link RsmWriter} do.
 */
public final class RsmParticipantWriter {
    private int type;
    private int participantId;
    private int source;
    private boolean hasId;
    private long id;
    private int secondMark;
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

    RsmParticipantWriter() {}

    RsmParticipantWriter clear() {
        type = DataElements.PARTICIPANT_UNKNOWN;
        participantId = 0;
        source = 0;
        hasId = false;
        id = 0;
        secondMark = DataElements.SECOND_MARK.max();
        position.clear();
        confidence.clear();
        hasTransmission = false;
        transmission = DataElements.TRANSMISSION_UNAVAILABLE;
        speed = DataElements.SPEED_UNAVAILABLE;
        heading = DataElements.HEADING_FULL_CIRCLE;
        hasSteeringWheelAngle = false;
        steeringWheelAngle = DataElements.STEERING_WHEEL_ANGLE_UNAVAILABLE;
        motionConfidence.clear();
        acceleration.clear();
        size.clear();
        vehicleClass.clear();
        return this;
    }

    /** See {@link RsmParticipant#type}; a value of this edition. */
    public RsmParticipantWriter type(int value) {
        type = DataElements.PARTICIPANT_TYPE.check("ptcType", value);
        return this;
    }

    /** See {@link RsmParticipant#participantId}. */
    public RsmParticipantWriter participantId(int value) {
        participantId = DataElements.PARTICIPANT_ID.check("ptcId", value);
        return this;
    }

    /** See {@link RsmParticipant#source}; a value of this edition. */
    public RsmParticipantWriter source(int value) {
        source = DataElements.SOURCE_TYPE.check("source", value);
        return this;
    }

    /** Optional; see {@link RsmParticipant#id}. */
    public RsmParticipantWriter id(long value) {
        id = value;
        hasId = true;
        return this;
    }

    /** See {@link RsmParticipant#secondMark}. */
    public RsmParticipantWriter secondMark(int value) {
        secondMark = DataElements.SECOND_MARK.check("secMark", value);
        return this;
    }

    /** Absolute; see {@link RsmParticipant#latitude} and {@link RsmParticipant#longitude}. */
    public RsmParticipantWriter position(int latitude, int longitude) {
        position.set("pos", latitude, longitude);
        return this;
    }

    /** Optional, absolute; see {@link RsmParticipant#elevation}. */
    public RsmParticipantWriter elevation(int value) {
        position.setElevation("pos", value);
        return this;
    }

    /** See {@link RsmParticipant#positionConfidence}. */
    public RsmParticipantWriter positionConfidence(int horizontal) {
        confidence.set(horizontal);
        return this;
    }

    /** See {@link RsmParticipant#positionConfidence} and {@link RsmParticipant#elevationConfidence}. */
    public RsmParticipantWriter positionConfidence(int horizontal, int elevation) {
        confidence.set(horizontal, elevation);
        return this;
    }

    /** Optional; see {@link RsmParticipant#transmission}. */
    public RsmParticipantWriter transmission(int value) {
        transmission = DataElements.TRANSMISSION.check("transmission", value);
        hasTransmission = true;
        return this;
    }

    /** See {@link RsmParticipant#speed}. */
    public RsmParticipantWriter speed(int value) {
        speed = DataElements.SPEED.check("speed", value);
        return this;
    }

    /** See {@link RsmParticipant#heading}. */
    public RsmParticipantWriter heading(int value) {
        heading = DataElements.HEADING.check("heading", value);
        return this;
    }

    /** Optional; see {@link RsmParticipant#steeringWheelAngle}. */
    public RsmParticipantWriter steeringWheelAngle(int value) {
        steeringWheelAngle = DataElements.STEERING_WHEEL_ANGLE.check("angle", value);
        hasSteeringWheelAngle = true;
        return this;
    }

    /** Optional; see {@link RsmParticipant#speedConfidence}. */
    public RsmParticipantWriter speedConfidence(int value) {
        motionConfidence.setSpeed(value);
        return this;
    }

    /** Optional; see {@link RsmParticipant#headingConfidence}. */
    public RsmParticipantWriter headingConfidence(int value) {
        motionConfidence.setHeading(value);
        return this;
    }

    /** Optional; see {@link RsmParticipant#steeringConfidence}. */
    public RsmParticipantWriter steeringConfidence(int value) {
        motionConfidence.setSteering(value);
        return this;
    }

    /** Optional; see {@link RsmParticipant#longitudinalAcceleration} and following. */
    public RsmParticipantWriter acceleration(int longitudinal, int lateral, int vertical, int yawRate) {
        acceleration.set(longitudinal, lateral, vertical, yawRate);
        return this;
    }

    /** Centimetres, 0..1023 and 0..4095. */
    public RsmParticipantWriter size(int width, int length) {
        size.set(width, length);
        return this;
    }

    /** Optional; 5 cm, 0..127. */
    public RsmParticipantWriter height(int value) {
        size.setHeight(value);
        return this;
    }

    /** Optional; see {@link RsmParticipant#vehicleClass}. */
    public RsmParticipantWriter vehicleClass(int value) {
        vehicleClass.set(value);
        return this;
    }

    /** Optional, adds the vehicle class too; see {@link RsmParticipant#fuelType}. */
    public RsmParticipantWriter fuelType(int value) {
        vehicleClass.setFuelType(value);
        return this;
    }

    void write(BitWriter out, Position3D reference) {
        out.flag(false);
        out.flag(hasId);
        out.flag(hasTransmission);
        out.flag(hasSteeringWheelAngle);
        out.flag(motionConfidence.present);
        out.flag(acceleration.present);
        out.flag(vehicleClass.present);
        out.extensibleEnumerated(DataElements.PARTICIPANT_TYPE, type);
        out.integer(DataElements.PARTICIPANT_ID, participantId);
        out.extensibleEnumerated(DataElements.SOURCE_TYPE, source);
        if (hasId) {
            out.eightOctets(id);
        }
        out.integer(DataElements.SECOND_MARK, secondMark);
        PositionOffset.write(out, reference, position);
        confidence.write(out);
        if (hasTransmission) {
            out.integer(DataElements.TRANSMISSION, transmission);
        }
        out.integer(DataElements.SPEED, speed);
        out.integer(DataElements.HEADING, heading);
        if (hasSteeringWheelAngle) {
            out.integer(DataElements.STEERING_WHEEL_ANGLE, steeringWheelAngle);
        }
        if (motionConfidence.present) {
            motionConfidence.write(out);
        }
        if (acceleration.present) {
            acceleration.write(out);
        }
        size.write(out);
        if (vehicleClass.present) {
            vehicleClass.write(out);
        }
    }
}
