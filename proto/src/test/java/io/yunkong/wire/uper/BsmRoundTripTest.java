package io.yunkong.wire.uper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BsmRoundTripTest {
    private static final int RUNS = 20_000;

    private final BsmWriter writer = new BsmWriter();
    private final BsmView view = new BsmView();
    private final byte[] buffer = new byte[BsmWriter.BYTES_MAX + 8];

    @ParameterizedTest
    @ValueSource(longs = {4, 20_261_124})
    void readsEveryMandatoryMemberBack(long seed) throws UperException {
        System.out.printf("bsm round trip: seed=%d runs=%d%n", seed, RUNS);
        Draw draw = new Draw(new Random(seed));
        for (int run = 0; run < RUNS; run++) {
            long id = draw.id();
            int count = draw.of(DataElements.MESSAGE_COUNT);
            int mark = draw.of(DataElements.SECOND_MARK);
            int latitude = draw.of(DataElements.LATITUDE);
            int longitude = draw.of(DataElements.LONGITUDE);
            int speed = draw.of(DataElements.SPEED);
            int heading = draw.of(DataElements.HEADING);
            int forward = draw.of(DataElements.ACCELERATION);
            int sideways = draw.of(DataElements.ACCELERATION);
            int up = draw.of(DataElements.VERTICAL_ACCELERATION);
            int yaw = draw.of(DataElements.YAW_RATE);
            int width = draw.of(DataElements.WIDTH);
            int length = draw.of(DataElements.LENGTH);
            int vehicleClass = draw.of(DataElements.VEHICLE_CLASS);
            int transmission = draw.of(DataElements.TRANSMISSION);
            writer.clear().id(id).messageCount(count).secondMark(mark).position(latitude, longitude);
            writer.speed(speed).heading(heading).acceleration(forward, sideways, up, yaw);
            writer.size(width, length).vehicleClass(vehicleClass).transmission(transmission);
            readBack(draw.below(8));
            assertThat(new long[] {view.id(), view.messageCount(), view.secondMark(), view.latitude(), view.longitude()
                    })
                    .as("seed=%d run=%d", seed, run)
                    .containsExactly(id, count, mark, latitude, longitude);
            assertThat(new int[] {view.speed(), view.heading(), view.longitudinalAcceleration()})
                    .containsExactly(speed, heading, forward);
            assertThat(new int[] {view.lateralAcceleration(), view.verticalAcceleration(), view.yawRate()})
                    .containsExactly(sideways, up, yaw);
            assertThat(new int[] {view.width(), view.length(), view.vehicleClass(), view.transmission()})
                    .containsExactly(width, length, vehicleClass, transmission);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 20_261_125})
    void readsEveryOptionalMemberBack(long seed) throws UperException {
        System.out.printf("bsm optional round trip: seed=%d runs=%d%n", seed, RUNS);
        Draw draw = new Draw(new Random(seed));
        for (int run = 0; run < RUNS; run++) {
            writer.clear();
            @Nullable Integer time = draw.maybe(DataElements.TIME_CONFIDENCE, writer::timeConfidence);
            @Nullable Integer elevation = draw.maybe(DataElements.ELEVATION, writer::elevation);
            @Nullable Integer confidence = draw.maybe(DataElements.POSITION_CONFIDENCE, writer::positionConfidence);
            @Nullable Integer angle = draw.maybe(DataElements.STEERING_WHEEL_ANGLE, writer::steeringWheelAngle);
            @Nullable Integer speedConfidence = draw.maybe(DataElements.MOTION_CONFIDENCE, writer::speedConfidence);
            @Nullable Integer steeringConfidence = draw.maybe(DataElements.STEERING_CONFIDENCE, writer::steeringConfidence);
            @Nullable Integer pedal = draw.maybe(DataElements.ON_OFF_STATUS, writer::brakePedal);
            @Nullable Integer wheels = draw.maybe(new WholeNumber(0, 31), writer::wheelBrakes);
            @Nullable Integer antiLock = draw.maybe(DataElements.CONTROL_STATUS, writer::antiLockBrakes);
            @Nullable Integer height = draw.maybe(DataElements.HEIGHT, writer::height);
            @Nullable Integer fuel = draw.maybe(DataElements.FUEL_TYPE, writer::fuelType);
            @Nullable Integer events = draw.maybe(new WholeNumber(0, 0x1FFF), writer::eventFlags);
            @Nullable Integer lights = draw.maybe(new WholeNumber(0, 0x1FF), writer::exteriorLights);
            @Nullable Integer semiMajor = draw.maybe(DataElements.SEMI_AXIS, v -> writer.positionAccuracy(v, 255 - v, v * 257));
            readBack(draw.below(8));
            assertMember(time, view.hasTimeConfidence(), view.timeConfidence(), 0);
            assertMember(elevation, view.hasElevation(), view.elevation(), DataElements.ELEVATION_UNAVAILABLE);
            assertMember(confidence, view.hasPositionConfidence(), view.positionConfidence(), 0);
            assertMember(angle, view.hasSteeringWheelAngle(), view.steeringWheelAngle(), 127);
            assertMember(speedConfidence, speedConfidence != null, view.speedConfidence(), 0);
            assertMember(steeringConfidence, steeringConfidence != null, view.steeringConfidence(), 0);
            assertMember(pedal, pedal != null, view.brakes().pedal(), 0);
            assertMember(wheels, view.brakes().hasWheelBrakes(), view.brakes().wheelBrakes(), 1);
            assertMember(antiLock, antiLock != null, view.brakes().antiLock(), 0);
            assertMember(height, view.hasHeight(), view.height(), 0);
            assertMember(fuel, view.hasFuelType(), view.fuelType(), 0);
            assertMember(events, view.hasEventFlags(), view.eventFlags(), 0);
            assertMember(lights, view.hasExteriorLights(), view.exteriorLights(), 0);
            assertMember(semiMajor, view.hasPositionAccuracy(), view.semiMajorAxis(), 255);
            assertMember(
                    semiMajor == null ? null : semiMajor * 257,
                    view.hasPositionAccuracy(),
                    view.semiMajorOrientation(),
                    DataElements.ORIENTATION_UNAVAILABLE);
        }
    }

    private void readBack(int offset) throws UperException {
        int length = writer.encode(buffer, offset);
        view.wrap(buffer, offset, length);
    }

    private static void assertMember(@Nullable Integer sent, boolean present, int read, int ifAbsent) {
        assertThat(present).isEqualTo(sent != null);
        assertThat(read).isEqualTo(sent == null ? ifAbsent : sent);
    }

    @Test
    void aClearedWriterSaysUnavailable() throws UperException {
        writer.speed(10).elevation(3).eventFlags(128).clear();
        readBack(0);
        assertThat(view.latitude()).isEqualTo(DataElements.LATITUDE_UNAVAILABLE);
        assertThat(view.longitude()).isEqualTo(DataElements.LONGITUDE_UNAVAILABLE);
        assertThat(view.elevation()).isEqualTo(DataElements.ELEVATION_UNAVAILABLE);
        assertThat(view.speed()).isEqualTo(DataElements.SPEED_UNAVAILABLE);
        assertThat(view.heading()).isEqualTo(DataElements.HEADING_FULL_CIRCLE);
        assertThat(view.transmission()).isEqualTo(DataElements.TRANSMISSION_UNAVAILABLE);
        assertThat(view.longitudinalAcceleration()).isEqualTo(DataElements.ACCELERATION_UNAVAILABLE);
        assertThat(view.secondMark()).isGreaterThanOrEqualTo(DataElements.SECOND_MARK_END);
        assertThat(view.hasEventFlags()).isFalse();
    }

    static Stream<Arguments> limits() {
        return Stream.of(
                limit("msgCnt", DataElements.MESSAGE_COUNT, w -> v -> w.messageCount(v)),
                limit("secMark", DataElements.SECOND_MARK, w -> v -> w.secondMark(v)),
                limit("timeConfidence", DataElements.TIME_CONFIDENCE, w -> v -> w.timeConfidence(v)),
                limit("pos.lat", DataElements.LATITUDE, w -> v -> w.position(v, 0)),
                limit("pos.long", DataElements.LONGITUDE, w -> v -> w.position(0, v)),
                limit("pos.elevation", DataElements.ELEVATION, w -> v -> w.elevation(v)),
                limit("posAccuracy.semiMajor", DataElements.SEMI_AXIS, w -> v -> w.positionAccuracy(v, 0, 0)),
                limit("posAccuracy.orientation", DataElements.ORIENTATION, w -> v -> w.positionAccuracy(0, 0, v)),
                limit("posConfidence.pos", DataElements.POSITION_CONFIDENCE, w -> v -> w.positionConfidence(v)),
                limit("transmission", DataElements.TRANSMISSION, w -> v -> w.transmission(v)),
                limit("speed", DataElements.SPEED, w -> v -> w.speed(v)),
                limit("heading", DataElements.HEADING, w -> v -> w.heading(v)),
                limit("angle", DataElements.STEERING_WHEEL_ANGLE, w -> v -> w.steeringWheelAngle(v)),
                limit("motionCfd.speedCfd", DataElements.MOTION_CONFIDENCE, w -> v -> w.speedConfidence(v)),
                limit("accelSet.long", DataElements.ACCELERATION, w -> v -> w.acceleration(v, 0, 0, 0)),
                limit("accelSet.vert", DataElements.VERTICAL_ACCELERATION, w -> v -> w.acceleration(0, 0, v, 0)),
                limit("accelSet.yaw", DataElements.YAW_RATE, w -> v -> w.acceleration(0, 0, 0, v)),
                limit("brakes.brakePadel", DataElements.ON_OFF_STATUS, w -> v -> w.brakePedal(v)),
                limit("brakes.wheelBrakes", new WholeNumber(0, 31), w -> v -> w.wheelBrakes(v)),
                limit("size.width", DataElements.WIDTH, w -> v -> w.size(v, 0)),
                limit("size.length", DataElements.LENGTH, w -> v -> w.size(0, v)),
                limit("size.height", DataElements.HEIGHT, w -> v -> w.height(v)),
                limit("vehicleClass.classification", DataElements.VEHICLE_CLASS, w -> v -> w.vehicleClass(v)),
                limit("safetyExt.events", new WholeNumber(0, 8191), w -> v -> w.eventFlags(v)),
                limit("safetyExt.lights", new WholeNumber(0, 511), w -> v -> w.exteriorLights(v)));
    }

    interface Setter {
        Consumer<Integer> of(BsmWriter writer);
    }

    private static Arguments limit(String field, WholeNumber range, Setter setter) {
        return Arguments.of(field, range, setter);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("limits")
    void takesBothEndsOfTheRangeAndNothingBeyond(String field, WholeNumber range, Setter setter) {
        Consumer<Integer> set = setter.of(writer);
        set.accept(range.min());
        set.accept(range.max());
        int before = writer.encode(buffer);
        byte[] bytes = buffer.clone();
        for (int beyond : new int[] {range.min() - 1, range.max() + 1}) {
            assertThatThrownBy(() -> set.accept(beyond))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("value out of range: " + field + "=" + beyond + ", limit=" + range.min() + ".."
                            + range.max() + "; value not set");
        }
        assertThat(writer.encode(buffer)).isEqualTo(before);
        assertThat(buffer).isEqualTo(bytes);
    }

    @Test
    void writesNothingIntoABufferThatMayBeTooSmall() {
        byte[] small = new byte[BsmWriter.BYTES_MAX - 1];
        assertThatThrownBy(() -> writer.encode(small))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("buffer too small: bytes=63, limit=64; nothing written");
        assertThat(small).containsOnly(0);
    }

    @Test
    void theLargestMessageFitsTheStatedSize() {
        writer.timeConfidence(39).elevation(0).positionAccuracy(1, 1, 1).positionConfidence(1, 1);
        writer.steeringWheelAngle(1).speedConfidence(1).headingConfidence(1).steeringConfidence(1);
        writer.brakePedal(1).wheelBrakes(1).tractionControl(1).antiLockBrakes(1).stabilityControl(1);
        writer.brakeBoost(1)
                .auxiliaryBrakes(1)
                .height(1)
                .fuelType(1)
                .eventFlags(1)
                .exteriorLights(1);
        assertThat(writer.encode(buffer)).isBetween(50, BsmWriter.BYTES_MAX);
    }
}
