package io.yunkong.wire.uper;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.wire.uper.Golden.Value;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenBsmTest {
    private final BsmView view = new BsmView();

    static List<Golden> frames() {
        return Golden.read("bsm.jsonl");
    }

    /** The frames without the members that the writer leaves out. */
    static List<Golden> writableFrames() {
        return frames().stream().filter(GoldenBsmTest::isWritable).toList();
    }

    private static boolean isWritable(Golden golden) {
        Value safety = golden.value().childOrEmpty("safetyExt");
        return !golden.decodeOnly()
                && !golden.value().has("emergencyExt")
                && !safety.has("pathHistory")
                && !safety.has("pathPrediction")
                && safety.bits("events", 0) < 1 << DataElements.EVENT_FLAGS_SIZE;
    }

    @ParameterizedTest
    @MethodSource("frames")
    void deliversWhatTheFrameSays(Golden golden) throws UperException {
        view.wrap(golden.bytes(), 0, golden.bytes().length);
        assertHead(golden.value());
        assertMotion(golden.value());
        assertBrakes(golden.value().child("brakes"));
        assertVehicle(golden.value());
        assertSafety(golden.value().childOrEmpty("safetyExt"));
        assertEmergency(golden.value());
    }

    @Test
    void aReusedViewKeepsNothingOfTheFrameBefore() throws UperException {
        List<Golden> frames = frames();
        for (Golden before : frames) {
            for (Golden golden : frames) {
                view.wrap(before.bytes(), 0, before.bytes().length);
                deliversWhatTheFrameSays(golden);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("frames")
    void readsAFrameInTheMiddleOfABufferAlike(Golden golden) throws UperException {
        byte[] bytes = golden.bytes();
        byte[] buffer = new byte[bytes.length + 20];
        Arrays.fill(buffer, (byte) 0xFF);
        System.arraycopy(bytes, 0, buffer, 13, bytes.length);
        view.wrap(buffer, 13, bytes.length);
        assertHead(golden.value());
        assertEmergency(golden.value());
    }

    @ParameterizedTest
    @MethodSource("writableFrames")
    void writesTheSameBytes(Golden golden) {
        byte[] out = new byte[BsmWriter.BYTES_MAX];
        int length = writer(golden.value()).encode(out);
        assertThat(Arrays.copyOf(out, length)).isEqualTo(golden.bytes());
    }

    private void assertHead(Value bsm) {
        Value pos = bsm.child("pos");
        Value accuracy = bsm.childOrEmpty("posAccuracy");
        Value confidence = bsm.childOrEmpty("posConfidence");
        assertThat(view.messageCount()).isEqualTo(bsm.number("msgCnt"));
        assertThat(view.id()).isEqualTo(bsm.id("id"));
        assertThat(view.secondMark()).isEqualTo(bsm.number("secMark"));
        assertThat(view.hasTimeConfidence()).isEqualTo(bsm.has("timeConfidence"));
        assertThat(view.timeConfidence()).isEqualTo(bsm.index("timeConfidence", Identifiers.TIME));
        assertThat(view.latitude()).isEqualTo(pos.number("lat"));
        assertThat(view.longitude()).isEqualTo(pos.number("long"));
        assertThat(view.hasElevation()).isEqualTo(pos.has("elevation"));
        assertThat(view.elevation()).isEqualTo(pos.number("elevation", DataElements.ELEVATION_UNAVAILABLE));
        assertThat(view.hasPositionAccuracy()).isEqualTo(bsm.has("posAccuracy"));
        assertThat(view.semiMajorAxis()).isEqualTo(accuracy.number("semiMajor", DataElements.SEMI_AXIS_UNAVAILABLE));
        assertThat(view.semiMinorAxis()).isEqualTo(accuracy.number("semiMinor", DataElements.SEMI_AXIS_UNAVAILABLE));
        assertThat(view.semiMajorOrientation())
                .isEqualTo(accuracy.number("orientation", DataElements.ORIENTATION_UNAVAILABLE));
        assertThat(view.hasPositionConfidence()).isEqualTo(bsm.has("posConfidence"));
        assertThat(view.positionConfidence()).isEqualTo(confidence.index("pos", Identifiers.POSITION));
        assertThat(view.elevationConfidence()).isEqualTo(confidence.index("elevation", Identifiers.ELEVATION));
    }

    private void assertMotion(Value bsm) {
        Value confidence = bsm.childOrEmpty("motionCfd");
        Value acceleration = bsm.child("accelSet");
        assertThat(view.transmission()).isEqualTo(bsm.index("transmission", Identifiers.TRANSMISSION));
        assertThat(view.speed()).isEqualTo(bsm.number("speed"));
        assertThat(view.heading()).isEqualTo(bsm.number("heading"));
        assertThat(view.hasSteeringWheelAngle()).isEqualTo(bsm.has("angle"));
        assertThat(view.steeringWheelAngle())
                .isEqualTo(bsm.number("angle", DataElements.STEERING_WHEEL_ANGLE_UNAVAILABLE));
        assertThat(view.speedConfidence()).isEqualTo(confidence.index("speedCfd", Identifiers.SPEED));
        assertThat(view.headingConfidence()).isEqualTo(confidence.index("headingCfd", Identifiers.HEADING));
        assertThat(view.steeringConfidence()).isEqualTo(confidence.index("steerCfd", Identifiers.STEERING));
        assertThat(view.longitudinalAcceleration()).isEqualTo(acceleration.number("long"));
        assertThat(view.lateralAcceleration()).isEqualTo(acceleration.number("lat"));
        assertThat(view.verticalAcceleration()).isEqualTo(acceleration.number("vert"));
        assertThat(view.yawRate()).isEqualTo(acceleration.number("yaw"));
    }

    private void assertBrakes(Value expected) {
        BrakeStatus brakes = view.brakes();
        assertThat(brakes.pedal()).isEqualTo(expected.index("brakePadel", Identifiers.BRAKE));
        assertThat(brakes.hasWheelBrakes()).isEqualTo(expected.has("wheelBrakes"));
        assertThat(brakes.wheelBrakes()).isEqualTo(expected.bits("wheelBrakes", BrakeStatus.WHEEL_BRAKES_UNAVAILABLE));
        assertThat(brakes.tractionControl()).isEqualTo(expected.index("traction", Identifiers.BRAKE));
        assertThat(brakes.antiLock()).isEqualTo(expected.index("abs", Identifiers.BRAKE));
        assertThat(brakes.stabilityControl()).isEqualTo(expected.index("scs", Identifiers.BRAKE));
        assertThat(brakes.boost()).isEqualTo(expected.index("brakeBoost", Identifiers.BRAKE));
        assertThat(brakes.auxiliary()).isEqualTo(expected.index("auxBrakes", Identifiers.AUXILIARY_BRAKE));
    }

    private void assertVehicle(Value bsm) {
        Value size = bsm.child("size");
        Value vehicleClass = bsm.child("vehicleClass");
        assertThat(view.width()).isEqualTo(size.number("width"));
        assertThat(view.length()).isEqualTo(size.number("length"));
        assertThat(view.hasHeight()).isEqualTo(size.has("height"));
        assertThat(view.height()).isEqualTo(size.number("height", 0));
        assertThat(view.vehicleClass()).isEqualTo(vehicleClass.number("classification"));
        assertThat(view.hasFuelType()).isEqualTo(vehicleClass.has("fuelType"));
        assertThat(view.fuelType()).isEqualTo(vehicleClass.number("fuelType", 0));
    }

    private void assertSafety(Value safety) {
        Value prediction = safety.childOrEmpty("pathPrediction");
        assertThat(view.hasEventFlags()).isEqualTo(safety.has("events"));
        assertThat(view.eventFlags()).isEqualTo(safety.bits("events", 0));
        assertThat(view.hasExteriorLights()).isEqualTo(safety.has("lights"));
        assertThat(view.exteriorLights()).isEqualTo(safety.bits("lights", 0));
        assertThat(view.safety().pathHistoryPoints())
                .isEqualTo(
                        safety.has("pathHistory")
                                ? safety.child("pathHistory")
                                        .children("crumbData")
                                        .size()
                                : 0);
        assertThat(view.safety().hasPathPrediction()).isEqualTo(safety.has("pathPrediction"));
        assertThat(view.safety().radiusOfCurvature())
                .isEqualTo(prediction.number("radiusOfCurve", DataElements.RADIUS_STRAIGHT));
        assertThat(view.safety().pathConfidence()).isEqualTo(prediction.number("confidence", 0));
    }

    private void assertEmergency(Value bsm) {
        Value emergency = bsm.childOrEmpty("emergencyExt");
        assertThat(view.emergency().present()).isEqualTo(bsm.has("emergencyExt"));
        assertThat(view.emergency().responseType()).isEqualTo(emergency.index("responseType", Identifiers.RESPONSE));
        assertThat(view.emergency().siren()).isEqualTo(emergency.index("sirenUse", Identifiers.SIREN));
        assertThat(view.emergency().lightBar()).isEqualTo(emergency.index("lightsUse", Identifiers.LIGHT_BAR));
    }

    private static BsmWriter writer(Value bsm) {
        BsmWriter writer = new BsmWriter()
                .messageCount(bsm.number("msgCnt"))
                .id(bsm.id("id"))
                .secondMark(bsm.number("secMark"))
                .position(bsm.child("pos").number("lat"), bsm.child("pos").number("long"))
                .transmission(bsm.index("transmission", Identifiers.TRANSMISSION))
                .speed(bsm.number("speed"))
                .heading(bsm.number("heading"))
                .acceleration(
                        bsm.child("accelSet").number("long"),
                        bsm.child("accelSet").number("lat"),
                        bsm.child("accelSet").number("vert"),
                        bsm.child("accelSet").number("yaw"))
                .size(bsm.child("size").number("width"), bsm.child("size").number("length"))
                .vehicleClass(bsm.child("vehicleClass").number("classification"));
        addOptionalState(writer, bsm);
        addOptionalVehicle(writer, bsm);
        return writer;
    }

    private static void addOptionalState(BsmWriter writer, Value bsm) {
        Value motion = bsm.childOrEmpty("motionCfd");
        if (bsm.has("timeConfidence")) {
            writer.timeConfidence(bsm.index("timeConfidence", Identifiers.TIME));
        }
        if (bsm.child("pos").has("elevation")) {
            writer.elevation(bsm.child("pos").number("elevation"));
        }
        if (bsm.has("posAccuracy")) {
            Value accuracy = bsm.child("posAccuracy");
            writer.positionAccuracy(
                    accuracy.number("semiMajor"), accuracy.number("semiMinor"), accuracy.number("orientation"));
        }
        if (bsm.has("posConfidence")) {
            Value confidence = bsm.child("posConfidence");
            int horizontal = confidence.index("pos", Identifiers.POSITION);
            if (confidence.has("elevation")) {
                writer.positionConfidence(horizontal, confidence.index("elevation", Identifiers.ELEVATION));
            } else {
                writer.positionConfidence(horizontal);
            }
        }
        if (bsm.has("angle")) {
            writer.steeringWheelAngle(bsm.number("angle"));
        }
        if (motion.has("speedCfd")) {
            writer.speedConfidence(motion.index("speedCfd", Identifiers.SPEED));
        }
        if (motion.has("headingCfd")) {
            writer.headingConfidence(motion.index("headingCfd", Identifiers.HEADING));
        }
        if (motion.has("steerCfd")) {
            writer.steeringConfidence(motion.index("steerCfd", Identifiers.STEERING));
        }
    }

    private static void addOptionalVehicle(BsmWriter writer, Value bsm) {
        Value brakes = bsm.child("brakes");
        Value safety = bsm.childOrEmpty("safetyExt");
        if (brakes.has("brakePadel")) {
            writer.brakePedal(brakes.index("brakePadel", Identifiers.BRAKE));
        }
        if (brakes.has("wheelBrakes")) {
            writer.wheelBrakes(brakes.bits("wheelBrakes"));
        }
        if (brakes.has("traction")) {
            writer.tractionControl(brakes.index("traction", Identifiers.BRAKE));
        }
        if (brakes.has("abs")) {
            writer.antiLockBrakes(brakes.index("abs", Identifiers.BRAKE));
        }
        if (brakes.has("scs")) {
            writer.stabilityControl(brakes.index("scs", Identifiers.BRAKE));
        }
        if (brakes.has("brakeBoost")) {
            writer.brakeBoost(brakes.index("brakeBoost", Identifiers.BRAKE));
        }
        if (brakes.has("auxBrakes")) {
            writer.auxiliaryBrakes(brakes.index("auxBrakes", Identifiers.AUXILIARY_BRAKE));
        }
        if (bsm.child("size").has("height")) {
            writer.height(bsm.child("size").number("height"));
        }
        if (bsm.child("vehicleClass").has("fuelType")) {
            writer.fuelType(bsm.child("vehicleClass").number("fuelType"));
        }
        if (safety.has("events")) {
            writer.eventFlags(safety.bits("events"));
        }
        if (safety.has("lights")) {
            writer.exteriorLights(safety.bits("lights"));
        }
    }
}
