package io.yunkong.wire.uper;

/** AccelerationSet4Way: three accelerations and the yaw rate, which has no "unavailable" value. */
final class Acceleration {
    boolean present;
    int longitudinal;
    int lateral;
    int vertical;
    int yawRate;

    void clear() {
        present = false;
        longitudinal = DataElements.ACCELERATION_UNAVAILABLE;
        lateral = DataElements.ACCELERATION_UNAVAILABLE;
        vertical = DataElements.VERTICAL_ACCELERATION_UNAVAILABLE;
        yawRate = 0;
    }

    void read(BitReader in, String scope) throws UperException {
        present = true;
        longitudinal = in.integer(DataElements.ACCELERATION, scope, "long");
        lateral = in.integer(DataElements.ACCELERATION, scope, "lat");
        vertical = in.integer(DataElements.VERTICAL_ACCELERATION, scope, "vert");
        yawRate = in.integer(DataElements.YAW_RATE, scope, "yaw");
    }

    void set(int newLongitudinal, int newLateral, int newVertical, int newYawRate) {
        DataElements.ACCELERATION.check("accelSet.long", newLongitudinal);
        DataElements.ACCELERATION.check("accelSet.lat", newLateral);
        DataElements.VERTICAL_ACCELERATION.check("accelSet.vert", newVertical);
        DataElements.YAW_RATE.check("accelSet.yaw", newYawRate);
        longitudinal = newLongitudinal;
        lateral = newLateral;
        vertical = newVertical;
        yawRate = newYawRate;
        present = true;
    }

    void write(BitWriter out) {
        out.integer(DataElements.ACCELERATION, longitudinal);
        out.integer(DataElements.ACCELERATION, lateral);
        out.integer(DataElements.VERTICAL_ACCELERATION, vertical);
        out.integer(DataElements.YAW_RATE, yawRate);
    }
}
