package io.yunkong.wire.uper;

/**
 * Writes a BasicSafetyMessage as a UPER frame, from raw integers in the units of the standard. A new or {@link #clear cleared} writer holds
 * the "unavailable" values and no optional member; each setter of an optional member adds it. Path history, path prediction and the
 * emergency extension cannot be written.
 *
 * <p>A setter throws {@link IllegalArgumentException} for a value that its field does not hold, and changes nothing then. Nothing is
 * allocated. Reusable, values stay from one message to the next; not thread-safe.
 */
public final class BsmWriter {
    /** Octets a buffer must have from the offset on, whatever the message. */
    public static final int BYTES_MAX = 64;

    private final BitWriter out = new BitWriter();

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

    public BsmWriter() {
        clear();
    }

    /** Forgets everything set. */
    public BsmWriter clear() {
        messageCount = 0;
        id = 0;
        secondMark = DataElements.SECOND_MARK.max();
        hasTimeConfidence = false;
        timeConfidence = DataElements.CONFIDENCE_UNAVAILABLE;
        position.clear();
        accuracy.clear();
        confidence.clear();
        transmission = DataElements.TRANSMISSION_UNAVAILABLE;
        speed = DataElements.SPEED_UNAVAILABLE;
        heading = DataElements.HEADING_FULL_CIRCLE;
        hasSteeringWheelAngle = false;
        steeringWheelAngle = DataElements.STEERING_WHEEL_ANGLE_UNAVAILABLE;
        motionConfidence.clear();
        acceleration.clear();
        brakes.clear();
        size.clear();
        vehicleClass.clear();
        safety.clear();
        return this;
    }

    /** See {@link BsmView#messageCount}. */
    public BsmWriter messageCount(int value) {
        messageCount = DataElements.MESSAGE_COUNT.check("msgCnt", value);
        return this;
    }

    /** See {@link BsmView#id}. */
    public BsmWriter id(long value) {
        id = value;
        return this;
    }

    /** See {@link BsmView#secondMark}. */
    public BsmWriter secondMark(int value) {
        secondMark = DataElements.SECOND_MARK.check("secMark", value);
        return this;
    }

    /** Optional; see {@link BsmView#timeConfidence}. */
    public BsmWriter timeConfidence(int value) {
        timeConfidence = DataElements.TIME_CONFIDENCE.check("timeConfidence", value);
        hasTimeConfidence = true;
        return this;
    }

    /** See {@link BsmView#latitude} and {@link BsmView#longitude}. */
    public BsmWriter position(int latitude, int longitude) {
        position.set("pos", latitude, longitude);
        return this;
    }

    /** Optional; see {@link BsmView#elevation}. */
    public BsmWriter elevation(int value) {
        position.setElevation("pos", value);
        return this;
    }

    /** Optional; see {@link BsmView#semiMajorAxis} and following. */
    public BsmWriter positionAccuracy(int semiMajorAxis, int semiMinorAxis, int orientation) {
        accuracy.set(semiMajorAxis, semiMinorAxis, orientation);
        return this;
    }

    /** Optional; see {@link BsmView#positionConfidence}. */
    public BsmWriter positionConfidence(int horizontal) {
        confidence.set(horizontal);
        return this;
    }

    /** Optional; see {@link BsmView#positionConfidence} and {@link BsmView#elevationConfidence}. */
    public BsmWriter positionConfidence(int horizontal, int elevation) {
        confidence.set(horizontal, elevation);
        return this;
    }

    /** See {@link BsmView#transmission}. */
    public BsmWriter transmission(int value) {
        transmission = DataElements.TRANSMISSION.check("transmission", value);
        return this;
    }

    /** See {@link BsmView#speed}. */
    public BsmWriter speed(int value) {
        speed = DataElements.SPEED.check("speed", value);
        return this;
    }

    /** See {@link BsmView#heading}. */
    public BsmWriter heading(int value) {
        heading = DataElements.HEADING.check("heading", value);
        return this;
    }

    /** Optional; see {@link BsmView#steeringWheelAngle}. */
    public BsmWriter steeringWheelAngle(int value) {
        steeringWheelAngle = DataElements.STEERING_WHEEL_ANGLE.check("angle", value);
        hasSteeringWheelAngle = true;
        return this;
    }

    /** Optional; see {@link BsmView#speedConfidence}. */
    public BsmWriter speedConfidence(int value) {
        motionConfidence.setSpeed(value);
        return this;
    }

    /** Optional; see {@link BsmView#headingConfidence}. */
    public BsmWriter headingConfidence(int value) {
        motionConfidence.setHeading(value);
        return this;
    }

    /** Optional; see {@link BsmView#steeringConfidence}. */
    public BsmWriter steeringConfidence(int value) {
        motionConfidence.setSteering(value);
        return this;
    }

    /** See {@link BsmView#longitudinalAcceleration} and following. */
    public BsmWriter acceleration(int longitudinal, int lateral, int vertical, int yawRate) {
        acceleration.set(longitudinal, lateral, vertical, yawRate);
        return this;
    }

    /** Optional; see {@link BrakeStatus#pedal}. */
    public BsmWriter brakePedal(int value) {
        brakes.setPedal(value);
        return this;
    }

    /** Optional; see {@link BrakeStatus#wheelBrakes}. */
    public BsmWriter wheelBrakes(int bits) {
        brakes.setWheelBrakes(bits);
        return this;
    }

    /** Optional; see {@link BrakeStatus#tractionControl}. */
    public BsmWriter tractionControl(int value) {
        brakes.setTractionControl(value);
        return this;
    }

    /** Optional; see {@link BrakeStatus#antiLock}. */
    public BsmWriter antiLockBrakes(int value) {
        brakes.setAntiLock(value);
        return this;
    }

    /** Optional; see {@link BrakeStatus#stabilityControl}. */
    public BsmWriter stabilityControl(int value) {
        brakes.setStabilityControl(value);
        return this;
    }

    /** Optional; see {@link BrakeStatus#boost}. */
    public BsmWriter brakeBoost(int value) {
        brakes.setBoost(value);
        return this;
    }

    /** Optional; see {@link BrakeStatus#auxiliary}. */
    public BsmWriter auxiliaryBrakes(int value) {
        brakes.setAuxiliary(value);
        return this;
    }

    /** Centimetres, 0..1023 and 0..4095. */
    public BsmWriter size(int width, int length) {
        size.set(width, length);
        return this;
    }

    /** Optional; 5 cm, 0..127. */
    public BsmWriter height(int value) {
        size.setHeight(value);
        return this;
    }

    /** See {@link BsmView#vehicleClass}. */
    public BsmWriter vehicleClass(int value) {
        vehicleClass.set(value);
        return this;
    }

    /** Optional; see {@link BsmView#fuelType}. */
    public BsmWriter fuelType(int value) {
        vehicleClass.setFuelType(value);
        return this;
    }

    /** Optional; see {@link BsmView#eventFlags}, bits 0..12. */
    public BsmWriter eventFlags(int bits) {
        safety.setEvents(bits);
        return this;
    }

    /** Optional; see {@link BsmView#exteriorLights}, bits 0..8. */
    public BsmWriter exteriorLights(int bits) {
        safety.setLights(bits);
        return this;
    }

    /** As {@link #encode(byte[], int)} at the start of the buffer. */
    public int encode(byte[] buffer) {
        return encode(buffer, 0);
    }

    /**
     * Writes the whole MessageFrame.
     *
     * @param buffer with at least {@link #BYTES_MAX} octets from the offset on
     * @return octets written
     */
    public int encode(byte[] buffer, int offset) {
        out.wrap(buffer, offset, BYTES_MAX);
        MessageKind.BSM.write(out);
        boolean hasSafety = safety.hasEvents || safety.hasLights;
        out.flag(false);
        out.flag(hasTimeConfidence);
        out.flag(accuracy.present);
        out.flag(confidence.present);
        out.flag(hasSteeringWheelAngle);
        out.flag(motionConfidence.present);
        out.flag(hasSafety);
        out.flag(false);
        out.integer(DataElements.MESSAGE_COUNT, messageCount);
        out.eightOctets(id);
        out.integer(DataElements.SECOND_MARK, secondMark);
        if (hasTimeConfidence) {
            out.integer(DataElements.TIME_CONFIDENCE, timeConfidence);
        }
        position.write(out);
        if (accuracy.present) {
            accuracy.write(out);
        }
        if (confidence.present) {
            confidence.write(out);
        }
        writeMotion();
        brakes.write(out);
        size.write(out);
        vehicleClass.write(out);
        if (hasSafety) {
            safety.write(out);
        }
        return out.finish();
    }

    private void writeMotion() {
        out.integer(DataElements.TRANSMISSION, transmission);
        out.integer(DataElements.SPEED, speed);
        out.integer(DataElements.HEADING, heading);
        if (hasSteeringWheelAngle) {
            out.integer(DataElements.STEERING_WHEEL_ANGLE, steeringWheelAngle);
        }
        if (motionConfidence.present) {
            motionConfidence.write(out);
        }
        acceleration.write(out);
    }
}
