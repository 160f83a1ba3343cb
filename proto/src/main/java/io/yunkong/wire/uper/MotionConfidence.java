package io.yunkong.wire.uper;

/** MotionConfidenceSet: confidence of speed, heading and steering wheel angle, each if told. */
final class MotionConfidence {
    boolean present;
    boolean hasSpeed;
    boolean hasHeading;
    boolean hasSteering;
    int speed;
    int heading;
    int steering;

    void clear() {
        present = false;
        hasSpeed = false;
        hasHeading = false;
        hasSteering = false;
        speed = DataElements.CONFIDENCE_UNAVAILABLE;
        heading = DataElements.CONFIDENCE_UNAVAILABLE;
        steering = DataElements.CONFIDENCE_UNAVAILABLE;
    }

    void read(BitReader in, String scope) throws UperException {
        clear();
        present = true;
        hasSpeed = in.flag(scope, "speedCfd");
        hasHeading = in.flag(scope, "headingCfd");
        hasSteering = in.flag(scope, "steerCfd");
        if (hasSpeed) {
            speed = in.integer(DataElements.MOTION_CONFIDENCE, scope, "speedCfd");
        }
        if (hasHeading) {
            heading = in.integer(DataElements.MOTION_CONFIDENCE, scope, "headingCfd");
        }
        if (hasSteering) {
            steering = in.integer(DataElements.STEERING_CONFIDENCE, scope, "steerCfd");
        }
    }

    void setSpeed(int value) {
        speed = DataElements.MOTION_CONFIDENCE.check("motionCfd.speedCfd", value);
        hasSpeed = true;
        present = true;
    }

    void setHeading(int value) {
        heading = DataElements.MOTION_CONFIDENCE.check("motionCfd.headingCfd", value);
        hasHeading = true;
        present = true;
    }

    void setSteering(int value) {
        steering = DataElements.STEERING_CONFIDENCE.check("motionCfd.steerCfd", value);
        hasSteering = true;
        present = true;
    }

    void write(BitWriter out) {
        out.flag(hasSpeed);
        out.flag(hasHeading);
        out.flag(hasSteering);
        if (hasSpeed) {
            out.integer(DataElements.MOTION_CONFIDENCE, speed);
        }
        if (hasHeading) {
            out.integer(DataElements.MOTION_CONFIDENCE, heading);
        }
        if (hasSteering) {
            out.integer(DataElements.STEERING_CONFIDENCE, steering);
        }
    }
}
