package io.yunkong.wire.uper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RsmRoundTripTest {
    private static final int LATITUDE = 305_000_000;
    private static final int LONGITUDE = 1_199_000_000;
    private static final int RUNS = 3_000;

    private final RsmWriter writer = new RsmWriter();
    private final RsmView view = new RsmView();
    private final byte[] buffer = new byte[RsmWriter.BYTES_MAX];

    private void readBack() throws UperException {
        view.wrap(buffer, 0, writer.encode(buffer));
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 20_261_126})
    void readsEveryParticipantBack(long seed) throws UperException {
        System.out.printf("rsm round trip: seed=%d runs=%d%n", seed, RUNS);
        Draw draw = new Draw(new Random(seed));
        for (int run = 0; run < RUNS; run++) {
            int[][] sent = new int[1 + draw.below(RsmWriter.PARTICIPANTS_MAX)][];
            int latitude = draw.of(DataElements.LATITUDE);
            int longitude = draw.of(DataElements.LONGITUDE);
            writer.clear().messageCount(draw.of(DataElements.MESSAGE_COUNT)).referencePosition(latitude, longitude);
            draw.maybe(DataElements.ELEVATION, writer::referenceElevation);
            for (int i = 0; i < sent.length; i++) {
                sent[i] = addParticipant(draw, latitude, longitude);
            }
            readBack();
            assertThat(view.participantCount()).isEqualTo(sent.length);
            for (int[] values : sent) {
                assertThat(view.next()).isTrue();
                assertThat(values(view.participant()))
                        .as("seed=%d run=%d", seed, run)
                        .isEqualTo(values);
            }
            assertThat(view.next()).isFalse();
        }
    }

    private int[] addParticipant(Draw draw, int latitude, int longitude) {
        RsmParticipantWriter participant = writer.addParticipant();
        int reach = 1 << draw.below(26); // metres to beyond every offset
        int north = clamp(latitude + (long) draw.of(new WholeNumber(-reach, reach)), DataElements.LATITUDE);
        int east = clamp(longitude + (long) draw.of(new WholeNumber(-reach, reach)), DataElements.LONGITUDE);
        int type = draw.of(DataElements.PARTICIPANT_TYPE);
        int source = draw.of(DataElements.SOURCE_TYPE);
        int number = draw.of(DataElements.PARTICIPANT_ID);
        int mark = draw.of(DataElements.SECOND_MARK);
        int speed = draw.of(DataElements.SPEED);
        int heading = draw.of(DataElements.HEADING);
        int width = draw.of(DataElements.WIDTH);
        int length = draw.of(DataElements.LENGTH);
        participant
                .position(north, east)
                .type(type)
                .source(source)
                .participantId(number)
                .secondMark(mark);
        participant.speed(speed).heading(heading).size(width, length);
        @Nullable Integer elevation = draw.maybe(DataElements.ELEVATION, participant::elevation);
        @Nullable Integer confidence = draw.maybe(DataElements.POSITION_CONFIDENCE, participant::positionConfidence);
        @Nullable Integer transmission = draw.maybe(DataElements.TRANSMISSION, participant::transmission);
        @Nullable Integer yaw = draw.maybe(DataElements.YAW_RATE, v -> participant.acceleration(0, 0, 0, v));
        @Nullable Integer vehicleClass = draw.maybe(DataElements.VEHICLE_CLASS, participant::vehicleClass);
        @Nullable Integer id = draw.maybe(new WholeNumber(Integer.MIN_VALUE, Integer.MAX_VALUE), v -> participant.id(v));
        return new int[] {
            north,
            east,
            orElse(elevation, DataElements.ELEVATION_UNAVAILABLE),
            type,
            source,
            number,
            mark,
            speed,
            heading,
            width,
            length,
            orElse(confidence, 0),
            orElse(transmission, DataElements.TRANSMISSION_UNAVAILABLE),
            orElse(yaw, 0),
            orElse(vehicleClass, 0),
            orElse(id, 0)
        };
    }

    private static int[] values(RsmParticipant participant) {
        return new int[] {
            participant.latitude(),
            participant.longitude(),
            participant.elevation(),
            participant.type(),
            participant.source(),
            participant.participantId(),
            participant.secondMark(),
            participant.speed(),
            participant.heading(),
            participant.width(),
            participant.length(),
            participant.positionConfidence(),
            participant.transmission(),
            participant.yawRate(),
            participant.vehicleClass(),
            (int) participant.id()
        };
    }

    private static int orElse(@Nullable Integer value, int ifAbsent) {
        return value == null ? ifAbsent : value;
    }

    private static int clamp(long value, WholeNumber range) {
        return Math.clamp(value, range.min(), range.max());
    }

    /** Octets of a frame with one participant at an offset: the smallest alternative, both signs. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "2047, 0",
        "-2048, 0",
        "2048, 4",
        "-2049, 4",
        "8191, 4",
        "-8192, 4",
        "8192, 8",
        "32767, 8",
        "-32768, 8",
        "32768, 12",
        "131071, 12",
        "131072, 20",
        "2097151, 20",
        "-2097152, 20",
        "2097152, 24",
        "8388607, 24",
        "-8388608, 24",
        "8388608, 39",
        "-8388609, 39"
    })
    void writesThePositionInTheSmallestAlternative(int offset, int bitsMore) throws UperException {
        BitWriter out = new BitWriter();
        Position3D reference = new Position3D();
        Position3D position = new Position3D();
        reference.set("refPos", LATITUDE, LONGITUDE);
        for (int east = 0; east <= 1; east++) { // on either axis
            position.set("pos", LATITUDE + offset * (1 - east), LONGITUDE + offset * east);
            out.wrap(buffer, 0, buffer.length);
            PositionOffset.write(out, reference, position);
            assertThat(out.finish()).isEqualTo((1 + 3 + 24 + bitsMore + 7) / 8);
            BitReader in = new BitReader();
            in.wrap(buffer, 0, 12);
            PositionOffset offsets = new PositionOffset();
            offsets.read(in, "pos");
            assertThat(in.position()).isEqualTo(1 + 3 + 24 + bitsMore);
            Position3D resolved = new Position3D();
            offsets.resolve(reference, resolved);
            assertThat(resolved.latitude).isEqualTo(position.latitude);
            assertThat(resolved.longitude).isEqualTo(position.longitude);
        }
    }

    @Test
    void anOffsetLeadsAcrossTheDateLine() {
        Position3D reference = new Position3D();
        reference.set("refPos", 0, 1_799_999_999);
        assertThat(longitudeOf(reference, 2047)).isEqualTo(-1_799_997_954);
        assertThat(longitudeOf(reference, 1)).isEqualTo(1_800_000_000);
        reference.set("refPos", 0, -1_799_999_999);
        assertThat(longitudeOf(reference, -1)).isEqualTo(1_800_000_000);
        assertThat(longitudeOf(reference, -2)).isEqualTo(1_799_999_999);
    }

    private int longitudeOf(Position3D reference, int offset) {
        BitWriter out = new BitWriter();
        out.wrap(buffer, 0, buffer.length);
        out.bits(0, 4); // no elevation, first alternative
        out.bits(offset + 2048, 12);
        out.bits(2048, 12);
        BitReader in = new BitReader();
        in.wrap(buffer, 0, out.finish());
        Position3D resolved = new Position3D();
        try {
            PositionOffset offsets = new PositionOffset();
            offsets.read(in, "pos");
            offsets.resolve(reference, resolved);
        } catch (UperException e) {
            throw new AssertionError(e);
        }
        return resolved.longitude;
    }

    @Test
    void holdsSixteenParticipantsAndNoMore() throws UperException {
        for (int i = 0; i < RsmWriter.PARTICIPANTS_MAX; i++) {
            RsmParticipantWriter participant = writer.addParticipant().participantId(i);
            participant
                    .position(0, 0)
                    .elevation(0)
                    .positionConfidence(1, 1)
                    .id(-1)
                    .transmission(1);
            participant
                    .steeringWheelAngle(1)
                    .speedConfidence(1)
                    .headingConfidence(1)
                    .steeringConfidence(1);
            participant.acceleration(0, 0, 0, 0).height(1).vehicleClass(1).fuelType(1);
        }
        assertThatThrownBy(writer::addParticipant)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("too many participants: participants=17, limit=16; none added");
        assertThat(writer.encode(buffer)).isBetween(700, RsmWriter.BYTES_MAX);
        readBack();
        assertThat(view.participantCount()).isEqualTo(16);
    }

    @Test
    void isNeverEmpty() {
        assertThatThrownBy(() -> writer.encode(buffer))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("too few participants: participants=0, limit=1; nothing written");
    }

    @Test
    void anAddedParticipantKnowsNothingOfTheOneBefore() throws UperException {
        writer.addParticipant().speed(5).id(7).vehicleClass(10).acceleration(1, 2, 3, 4);
        writer.clearParticipants().addParticipant();
        readBack();
        assertThat(view.next()).isTrue();
        assertThat(view.participant().speed()).isEqualTo(DataElements.SPEED_UNAVAILABLE);
        assertThat(view.participant().hasId()).isFalse();
        assertThat(view.participant().hasVehicleClass()).isFalse();
        assertThat(view.participant().hasAcceleration()).isFalse();
        assertThat(view.participant().latitude()).isEqualTo(DataElements.LATITUDE_UNAVAILABLE);
    }
}
