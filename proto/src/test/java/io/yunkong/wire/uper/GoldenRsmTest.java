package io.yunkong.wire.uper;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.wire.uper.Golden.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenRsmTest {
    /** Frames whose offsets are all in the smallest alternative, as the writer chooses it; found by eye. */
    private static final Set<String> SMALLEST_OFFSETS =
            Set.of("rsm_opt-rand_num-rand_1", "rsm_opt-rand_num-rand_2", "rsm_opt-all_num-rand_0");

    private final RsmView view = new RsmView();

    static List<Golden> frames() {
        return Golden.read("rsm.jsonl");
    }

    static List<Golden> writableFrames() {
        return frames().stream()
                .filter(golden -> SMALLEST_OFFSETS.contains(golden.name()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("frames")
    void deliversWhatTheFrameSays(Golden golden) throws UperException {
        Value rsm = golden.value();
        view.wrap(golden.bytes(), 0, golden.bytes().length);
        Value reference = rsm.child("refPos");
        List<Value> participants = rsm.children("participants");
        assertThat(view.messageCount()).isEqualTo(rsm.number("msgCnt"));
        assertThat(view.id()).isEqualTo(rsm.id("id"));
        assertThat(view.referenceLatitude()).isEqualTo(reference.number("lat"));
        assertThat(view.referenceLongitude()).isEqualTo(reference.number("long"));
        assertThat(view.referenceElevation())
                .isEqualTo(reference.number("elevation", DataElements.ELEVATION_UNAVAILABLE));
        assertThat(view.participantCount()).isEqualTo(participants.size());
        for (Value participant : participants) {
            assertThat(view.next()).isTrue();
            assertState(view.participant(), participant);
            assertMotion(view.participant(), participant);
            assertPosition(view.participant(), reference, participant.child("pos"));
        }
        assertThat(view.next()).isFalse();
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
    @MethodSource("writableFrames")
    void writesTheSameBytes(Golden golden) {
        byte[] out = new byte[RsmWriter.BYTES_MAX];
        int length = writer(golden.value()).encode(out);
        assertThat(Arrays.copyOf(out, length)).isEqualTo(golden.bytes());
    }

    private static void assertState(RsmParticipant participant, Value expected) {
        Value confidence = expected.child("posConfidence");
        Value size = expected.child("size");
        Value vehicleClass = expected.childOrEmpty("vehicleClass");
        assertThat(participant.type()).isEqualTo(expected.index("ptcType", Identifiers.PARTICIPANT));
        assertThat(participant.participantId()).isEqualTo(expected.number("ptcId"));
        assertThat(participant.source()).isEqualTo(expected.index("source", Identifiers.SOURCE));
        assertThat(participant.hasId()).isEqualTo(expected.has("id"));
        assertThat(participant.id()).isEqualTo(expected.has("id") ? expected.id("id") : 0);
        assertThat(participant.secondMark()).isEqualTo(expected.number("secMark"));
        assertThat(participant.positionConfidence()).isEqualTo(confidence.index("pos", Identifiers.POSITION));
        assertThat(participant.elevationConfidence()).isEqualTo(confidence.index("elevation", Identifiers.ELEVATION));
        assertThat(participant.width()).isEqualTo(size.number("width"));
        assertThat(participant.length()).isEqualTo(size.number("length"));
        assertThat(participant.hasHeight()).isEqualTo(size.has("height"));
        assertThat(participant.height()).isEqualTo(size.number("height", 0));
        assertThat(participant.hasVehicleClass()).isEqualTo(expected.has("vehicleClass"));
        assertThat(participant.vehicleClass()).isEqualTo(vehicleClass.number("classification", 0));
        assertThat(participant.hasFuelType()).isEqualTo(vehicleClass.has("fuelType"));
        assertThat(participant.fuelType()).isEqualTo(vehicleClass.number("fuelType", 0));
    }

    private static void assertMotion(RsmParticipant participant, Value expected) {
        Value confidence = expected.childOrEmpty("motionCfd");
        Value acceleration = expected.childOrEmpty("accelSet");
        assertThat(participant.hasTransmission()).isEqualTo(expected.has("transmission"));
        assertThat(participant.transmission())
                .isEqualTo(
                        expected.has("transmission")
                                ? expected.index("transmission", Identifiers.TRANSMISSION)
                                : DataElements.TRANSMISSION_UNAVAILABLE);
        assertThat(participant.speed()).isEqualTo(expected.number("speed"));
        assertThat(participant.heading()).isEqualTo(expected.number("heading"));
        assertThat(participant.hasSteeringWheelAngle()).isEqualTo(expected.has("angle"));
        assertThat(participant.steeringWheelAngle())
                .isEqualTo(expected.number("angle", DataElements.STEERING_WHEEL_ANGLE_UNAVAILABLE));
        assertThat(participant.speedConfidence()).isEqualTo(confidence.index("speedCfd", Identifiers.SPEED));
        assertThat(participant.headingConfidence()).isEqualTo(confidence.index("headingCfd", Identifiers.HEADING));
        assertThat(participant.steeringConfidence()).isEqualTo(confidence.index("steerCfd", Identifiers.STEERING));
        assertThat(participant.hasAcceleration()).isEqualTo(expected.has("accelSet"));
        assertThat(participant.longitudinalAcceleration())
                .isEqualTo(acceleration.number("long", DataElements.ACCELERATION_UNAVAILABLE));
        assertThat(participant.lateralAcceleration())
                .isEqualTo(acceleration.number("lat", DataElements.ACCELERATION_UNAVAILABLE));
        assertThat(participant.verticalAcceleration())
                .isEqualTo(acceleration.number("vert", DataElements.VERTICAL_ACCELERATION_UNAVAILABLE));
        assertThat(participant.yawRate()).isEqualTo(acceleration.number("yaw", 0));
    }

    private static void assertPosition(RsmParticipant participant, Value reference, Value expected) {
        Map.Entry<String, Object> horizontal =
                expected.child("offsetLL").members().entrySet().iterator().next();
        Value offset = (Value) horizontal.getValue();
        boolean absolute = horizontal.getKey().equals("position-LatLon");
        assertThat(participant.latitude()).isEqualTo(latitude(absolute, reference.number("lat"), offset.number("lat")));
        assertThat(participant.longitude())
                .isEqualTo(longitude(absolute, reference.number("long"), offset.number("lon")));
        assertThat(participant.elevation()).isEqualTo(elevation(reference, expected));
    }

    private static int latitude(boolean absolute, int reference, int value) {
        int sum = absolute ? value : reference + value;
        boolean referenceKnown = absolute || reference != DataElements.LATITUDE_UNAVAILABLE;
        return referenceKnown && Math.abs(sum) <= 900_000_000 ? sum : DataElements.LATITUDE_UNAVAILABLE;
    }

    private static int longitude(boolean absolute, int reference, int value) {
        if (absolute || reference == DataElements.LONGITUDE_UNAVAILABLE) {
            return absolute ? value : DataElements.LONGITUDE_UNAVAILABLE;
        }
        long sum = (long) reference + value;
        return (int) (sum > -1_800_000_000 ? sum : sum + 3_600_000_000L);
    }

    private static int elevation(Value reference, Value expected) {
        if (!expected.has("offsetV")) {
            return DataElements.ELEVATION_UNAVAILABLE;
        }
        Map.Entry<String, Object> vertical =
                expected.child("offsetV").members().entrySet().iterator().next();
        int value = (Integer) vertical.getValue();
        if (vertical.getKey().equals("elevation")) {
            return value;
        }
        int bits = 6 + Integer.parseInt(vertical.getKey().substring("offset".length()));
        boolean unavailable = value == -(1 << (bits - 1)) || !reference.has("elevation");
        int sum = reference.number("elevation", 0) + value;
        return unavailable || sum > 61_439 ? DataElements.ELEVATION_UNAVAILABLE : sum;
    }

    private static RsmWriter writer(Value rsm) {
        Value reference = rsm.child("refPos");
        RsmWriter writer = new RsmWriter()
                .messageCount(rsm.number("msgCnt"))
                .id(rsm.id("id"))
                .referencePosition(reference.number("lat"), reference.number("long"));
        if (reference.has("elevation")) {
            writer.referenceElevation(reference.number("elevation"));
        }
        for (Value participant : rsm.children("participants")) {
            RsmParticipantWriter added = writer.addParticipant();
            addState(added, participant);
            addPosition(added, reference, participant.child("pos"));
            addOptional(added, participant);
        }
        return writer;
    }

    private static void addState(RsmParticipantWriter writer, Value participant) {
        writer.type(participant.index("ptcType", Identifiers.PARTICIPANT))
                .participantId(participant.number("ptcId"))
                .source(participant.index("source", Identifiers.SOURCE))
                .secondMark(participant.number("secMark"))
                .speed(participant.number("speed"))
                .heading(participant.number("heading"))
                .size(
                        participant.child("size").number("width"),
                        participant.child("size").number("length"));
        Value confidence = participant.child("posConfidence");
        int horizontal = confidence.index("pos", Identifiers.POSITION);
        if (confidence.has("elevation")) {
            writer.positionConfidence(horizontal, confidence.index("elevation", Identifiers.ELEVATION));
        } else {
            writer.positionConfidence(horizontal);
        }
    }

    private static void addPosition(RsmParticipantWriter writer, Value reference, Value pos) {
        Value offset =
                (Value) pos.child("offsetLL").members().values().iterator().next();
        writer.position(
                reference.number("lat") + offset.number("lat"), reference.number("long") + offset.number("lon"));
        int elevation = elevation(reference, pos);
        if (elevation != DataElements.ELEVATION_UNAVAILABLE) {
            writer.elevation(elevation);
        }
    }

    private static void addOptional(RsmParticipantWriter writer, Value participant) {
        Value motion = participant.childOrEmpty("motionCfd");
        Value acceleration = participant.childOrEmpty("accelSet");
        Value vehicleClass = participant.childOrEmpty("vehicleClass");
        if (participant.has("id")) {
            writer.id(participant.id("id"));
        }
        if (participant.has("transmission")) {
            writer.transmission(participant.index("transmission", Identifiers.TRANSMISSION));
        }
        if (participant.has("angle")) {
            writer.steeringWheelAngle(participant.number("angle"));
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
        if (participant.has("accelSet")) {
            writer.acceleration(
                    acceleration.number("long"),
                    acceleration.number("lat"),
                    acceleration.number("vert"),
                    acceleration.number("yaw"));
        }
        if (participant.child("size").has("height")) {
            writer.height(participant.child("size").number("height"));
        }
        if (participant.has("vehicleClass")) {
            writer.vehicleClass(vehicleClass.number("classification"));
        }
        if (vehicleClass.has("fuelType")) {
            writer.fuelType(vehicleClass.number("fuelType"));
        }
    }
}
