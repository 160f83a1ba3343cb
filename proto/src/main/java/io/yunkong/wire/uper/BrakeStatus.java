package io.yunkong.wire.uper;

/**
 * BrakeSystemStatus of a BSM, raw: seven optional members and no extension bit. A member that is absent reads as 0, "unavailable", as if it
 * had been sent so.
 */
public final class BrakeStatus {
    /** {@link #wheelBrakes} of a vehicle that does not tell. */
    public static final int WHEEL_BRAKES_UNAVAILABLE = 1;

    private static final String SCOPE = "brakes";

    boolean hasPedal;
    boolean hasWheelBrakes;
    boolean hasTractionControl;
    boolean hasAntiLock;
    boolean hasStabilityControl;
    boolean hasBoost;
    boolean hasAuxiliary;
    int pedal;
    int wheelBrakes;
    int tractionControl;
    int antiLock;
    int stabilityControl;
    int boost;
    int auxiliary;

    BrakeStatus() {}

    /** Brake pedal: 0 unavailable, 1 off, 2 on. */
    public int pedal() {
        return pedal;
    }

    /** Whether the member was sent; without any bit set it means that no wheel brakes. */
    public boolean hasWheelBrakes() {
        return hasWheelBrakes;
    }

    /** Bits: 0 unavailable, 1 left front, 2 left rear, 3 right front, 4 right rear brakes. */
    public int wheelBrakes() {
        return wheelBrakes;
    }

    /** Traction control: 0 unavailable, 1 off, 2 on, 3 engaged. */
    public int tractionControl() {
        return tractionControl;
    }

    /** Anti-lock brakes: 0 unavailable, 1 off, 2 on, 3 engaged. */
    public int antiLock() {
        return antiLock;
    }

    /** Stability control: 0 unavailable, 1 off, 2 on, 3 engaged. */
    public int stabilityControl() {
        return stabilityControl;
    }

    /** Brake boost: 0 unavailable, 1 off, 2 on. */
    public int boost() {
        return boost;
    }

    /** Auxiliary brakes: 0 unavailable, 1 off, 2 on, 3 reserved. */
    public int auxiliary() {
        return auxiliary;
    }

    void clear() {
        hasPedal = false;
        hasWheelBrakes = false;
        hasTractionControl = false;
        hasAntiLock = false;
        hasStabilityControl = false;
        hasBoost = false;
        hasAuxiliary = false;
        clearValues();
    }

    private void clearValues() {
        pedal = 0;
        wheelBrakes = WHEEL_BRAKES_UNAVAILABLE;
        tractionControl = 0;
        antiLock = 0;
        stabilityControl = 0;
        boost = 0;
        auxiliary = 0;
    }

    void read(BitReader in) throws UperException {
        hasPedal = in.flag(SCOPE, "brakePadel");
        hasWheelBrakes = in.flag(SCOPE, "wheelBrakes");
        hasTractionControl = in.flag(SCOPE, "traction");
        hasAntiLock = in.flag(SCOPE, "abs");
        hasStabilityControl = in.flag(SCOPE, "scs");
        hasBoost = in.flag(SCOPE, "brakeBoost");
        hasAuxiliary = in.flag(SCOPE, "auxBrakes");
        clearValues();
        if (hasPedal) {
            pedal = in.integer(DataElements.ON_OFF_STATUS, SCOPE, "brakePadel");
        }
        if (hasWheelBrakes) {
            wheelBrakes = in.bitString(DataElements.WHEEL_BRAKES_SIZE, SCOPE, "wheelBrakes");
        }
        if (hasTractionControl) {
            tractionControl = in.integer(DataElements.CONTROL_STATUS, SCOPE, "traction");
        }
        if (hasAntiLock) {
            antiLock = in.integer(DataElements.CONTROL_STATUS, SCOPE, "abs");
        }
        if (hasStabilityControl) {
            stabilityControl = in.integer(DataElements.CONTROL_STATUS, SCOPE, "scs");
        }
        if (hasBoost) {
            boost = in.integer(DataElements.ON_OFF_STATUS, SCOPE, "brakeBoost");
        }
        if (hasAuxiliary) {
            auxiliary = in.integer(DataElements.CONTROL_STATUS, SCOPE, "auxBrakes");
        }
    }

    void setPedal(int value) {
        pedal = DataElements.ON_OFF_STATUS.check("brakes.brakePadel", value);
        hasPedal = true;
    }

    void setWheelBrakes(int value) {
        wheelBrakes = DataElements.WHEEL_BRAKES.check("brakes.wheelBrakes", value);
        hasWheelBrakes = true;
    }

    void setTractionControl(int value) {
        tractionControl = DataElements.CONTROL_STATUS.check("brakes.traction", value);
        hasTractionControl = true;
    }

    void setAntiLock(int value) {
        antiLock = DataElements.CONTROL_STATUS.check("brakes.abs", value);
        hasAntiLock = true;
    }

    void setStabilityControl(int value) {
        stabilityControl = DataElements.CONTROL_STATUS.check("brakes.scs", value);
        hasStabilityControl = true;
    }

    void setBoost(int value) {
        boost = DataElements.ON_OFF_STATUS.check("brakes.brakeBoost", value);
        hasBoost = true;
    }

    void setAuxiliary(int value) {
        auxiliary = DataElements.CONTROL_STATUS.check("brakes.auxBrakes", value);
        hasAuxiliary = true;
    }

    void write(BitWriter out) {
        out.flag(hasPedal);
        out.flag(hasWheelBrakes);
        out.flag(hasTractionControl);
        out.flag(hasAntiLock);
        out.flag(hasStabilityControl);
        out.flag(hasBoost);
        out.flag(hasAuxiliary);
        if (hasPedal) {
            out.integer(DataElements.ON_OFF_STATUS, pedal);
        }
        if (hasWheelBrakes) {
            out.bitString(DataElements.WHEEL_BRAKES_SIZE, wheelBrakes);
        }
        if (hasTractionControl) {
            out.integer(DataElements.CONTROL_STATUS, tractionControl);
        }
        if (hasAntiLock) {
            out.integer(DataElements.CONTROL_STATUS, antiLock);
        }
        if (hasStabilityControl) {
            out.integer(DataElements.CONTROL_STATUS, stabilityControl);
        }
        if (hasBoost) {
            out.integer(DataElements.ON_OFF_STATUS, boost);
        }
        if (hasAuxiliary) {
            out.integer(DataElements.CONTROL_STATUS, auxiliary);
        }
    }
}
