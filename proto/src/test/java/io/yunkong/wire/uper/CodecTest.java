package io.yunkong.wire.uper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.yunkong.wire.csae.BasicSafetyMessage;
import io.yunkong.wire.csae.IntersectionState;
import io.yunkong.wire.csae.LightState;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.MessageFrameExt;
import io.yunkong.wire.csae.NodeReferenceID;
import io.yunkong.wire.csae.ParticipantType;
import io.yunkong.wire.csae.Phase;
import io.yunkong.wire.csae.PhaseState;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.SPAT;
import io.yunkong.wire.csae.UnknownAlternative;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {
    private final MessageCodec codec = MessageCodec.of(Edition.E2020);

    /** Each of them may make the class of a message that it is the first to meet. */
    @Test
    void manyThreadsMayMeetAllKindsOfMessagesForTheFirstTimeAtOnce() throws Exception {
        List<VectorFile> vectors = VectorFile.all().filter(v -> !v.error()).toList();
        Map<Edition, Value> roots = new EnumMap<>(Edition.class);
        for (Edition edition : Edition.values()) {
            roots.put(edition, new Compiler().value(Schema.frame(edition)));
        }
        int threads = 4;
        CyclicBarrier start = new CyclicBarrier(threads);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Callable<List<Object>>> tasks = Collections.nCopies(threads, () -> {
                start.await();
                List<Object> frames = new ArrayList<>();
                for (VectorFile vector : vectors) {
                    BitReader reader = new BitReader();
                    reader.wrap(vector.octets(), 0, vector.octets().length);
                    frames.add(
                            Objects.requireNonNull(roots.get(vector.edition())).read(reader));
                }
                return frames;
            });
            List<Future<List<Object>>> results = pool.invokeAll(tasks);
            for (int v = 0; v < vectors.size(); v++) {
                VectorFile vector = vectors.get(v);
                Object expected = MessageCodec.of(vector.edition()).decode(vector.octets());
                for (Future<List<Object>> result : results) {
                    assertThat(result.get().get(v)).as(vector.name()).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void anUnknownEnumerationValueSurvives() throws Exception {
        byte[] octets = vector("rsm_unknown_enum_value").octets();
        MessageFrame frame = codec.decode(octets);

        assertThat(frame.getRsmFrame().getParticipants(0).getPtcTypeValue())
                .isEqualTo(ParticipantType.ParticipantType_rsu_VALUE + 1);
        assertThat(codec.encode(frame)).isEqualTo(octets);
    }

    @Test
    void anUnknownAlternativeSurvivesWithItsOctets() throws Exception {
        byte[] octets = vector("frame_unknown_choice_alternative").octets();
        MessageFrame frame = codec.decode(octets);

        assertThat(frame.getUnknownAlternative())
                .isEqualTo(UnknownAlternative.newBuilder()
                        .setIndex(1)
                        .setEncoding(ByteString.copyFrom(octets, 2, octets.length - 2))
                        .build());
        assertThat(codec.encode(frame)).isEqualTo(octets);
    }

    @Test
    void aDay2MessageIsAnUnknownAlternativeToThe2019Edition() throws Exception {
        byte[] octets = vector("day2_TestMsg").octets();
        MessageFrame frame = MessageCodec.of(Edition.E2019).decode(octets);

        assertThat(frame.getUnknownAlternative().getIndex()).isZero();
        assertThat(MessageCodec.of(Edition.E2019).encode(frame)).isEqualTo(octets);
    }

    /** Each boundary of the length determinant: one octet, two octets, one to four fragments and what follows them (X.691, 11.9.3). */
    @ParameterizedTest
    @ValueSource(ints = {1, 127, 128, 16_383, 16_384, 16_385, 32_768, 49_151, 49_152, 65_000})
    void anUnknownMessageOfAnyLengthComesBack(int octets) throws Exception {
        byte[] content = new byte[octets];
        Arrays.fill(content, (byte) 0xA5);
        MessageFrame frame = MessageFrame.newBuilder()
                .setUnknownAlternative(
                        UnknownAlternative.newBuilder().setIndex(3).setEncoding(ByteString.copyFrom(content)))
                .build();

        byte[] encoded = codec.encode(frame);

        assertThat(codec.decode(encoded)).isEqualTo(frame);
        int lengths = octets < 128 ? 1 : octets < 16_384 ? 2 : 1 + (octets % 16_384 < 128 ? 1 : 2);
        assertThat(encoded.length).isEqualTo(1 + lengths + octets);
    }

    @Test
    void aSensorSharingMessageLongerThanAFragmentComesBack() throws Exception {
        MessageFrame small = codec.decode(vector("day2_ssm_hand").octets());
        var ssm = small.getMsgFrameExt().getSsm();
        var many = ssm.toBuilder().clearParticipants();
        var participant = ssm.getParticipants(0).toBuilder();
        participant.getPtcBuilder().setId(ByteString.copyFrom(new byte[8]));
        while (many.getParticipantsCount() < 512) {
            many.addParticipants(participant);
        }
        while (many.getObstaclesCount() < 64) {
            many.addObstacles(ssm.getObstacles(0));
        }
        MessageFrame frame = MessageFrame.newBuilder()
                .setMsgFrameExt(MessageFrameExt.newBuilder().setMessageId(12).setSsm(many))
                .build();

        byte[] octets = codec.encode(frame);

        assertThat(octets.length).isGreaterThan(16_384);
        assertThat(codec.decode(octets)).isEqualTo(frame);
    }

    @Test
    void theLargestSpatIsWithinTheAllowance() throws Exception {
        PhaseState state =
                PhaseState.newBuilder().setLight(LightState.LightState_red).build();
        Phase phase = Phase.newBuilder()
                .addAllPhaseStates(Collections.nCopies(16, state))
                .build();
        IntersectionState intersection = IntersectionState.newBuilder()
                .setIntersectionId(NodeReferenceID.newBuilder().setId(1))
                .addAllPhases(Collections.nCopies(16, phase))
                .build();
        MessageFrame frame = MessageFrame.newBuilder()
                .setSpatFrame(SPAT.newBuilder().addAllIntersections(Collections.nCopies(32, intersection)))
                .build();

        assertThat(codec.decode(codec.encode(frame))).isEqualTo(frame);
    }

    @Test
    void aFrameLongerThanALinkCarriesIsRefused() {
        UperException refusal = refusal(new byte[65_536]);

        assertThat(refusal.reason()).isEqualTo(UperException.Reason.TOO_LARGE);
        assertThat(refusal).hasMessage("message too large: octets=65536, limit=65535; frame refused");
    }

    @Test
    void leftOverOctetsAndBitsAreRefused() {
        byte[] octets = vector("bsm_minimal_car").octets();

        assertThat(refusal(Arrays.copyOf(octets, octets.length + 1)).reason())
                .isEqualTo(UperException.Reason.TRAILING_BYTES);
        octets[octets.length - 1] |= 1;
        assertThat(refusal(octets).reason()).isEqualTo(UperException.Reason.PADDING_NOT_ZERO);
    }

    @Test
    void aRefusalSaysWhereAndWhy() {
        assertThat(refusal(vector("bsm_heading_out_of_range").octets()))
                .hasMessage(
                        "value out of range: field=bsmFrame.heading, bit=179, value=32767, limit=28800; frame refused");
        assertThat(refusal(vector("choice_index_6").octets()))
                .hasMessage("alternative unknown: bit=1, index=6, limit=4; frame refused");
    }

    @Test
    void whatCannotBeEncodedIsNamed() {
        BasicSafetyMessage bsm = BasicSafetyMessage.newBuilder()
                .setId(ByteString.copyFrom(new byte[8]))
                .setPos(Position3D.newBuilder().setLat(900_000_002))
                .build();

        assertThatThrownBy(() ->
                        codec.encode(MessageFrame.newBuilder().setBsmFrame(bsm).build()))
                .isInstanceOf(ValueException.class)
                .hasMessage(
                        "value cannot be encoded: field=bsmFrame.pos.lat, value=900000002, limit=-900000000..900000001;"
                                + " nothing encoded");
        assertThatThrownBy(() -> codec.encode(MessageFrame.newBuilder()
                        .setBsmFrame(bsm.toBuilder().setPos(Position3D.newBuilder()))
                        .build()))
                .hasMessage(
                        "value cannot be encoded: field=bsmFrame.accelSet, the member is absent and mandatory; nothing encoded");
        assertThatThrownBy(() -> codec.encode(MessageFrame.newBuilder()
                        .setBsmFrame(bsm.toBuilder().setId(ByteString.EMPTY))
                        .build()))
                .hasMessage("value cannot be encoded: field=bsmFrame.id, size=0, limit=8..8; nothing encoded");
        assertThatThrownBy(() -> codec.encode(MessageFrame.getDefaultInstance()))
                .hasMessage("value cannot be encoded: no alternative is set; nothing encoded");
    }

    @Test
    void aCodecWorksOnAfterAFailure() throws Exception {
        byte[] octets = vector("bsm_minimal_car").octets();
        MessageFrame frame = codec.decode(octets);
        refusal(new byte[] {1, 2, 3});
        assertThatThrownBy(() -> codec.encode(frame.toBuilder()
                        .setBsmFrame(frame.getBsmFrame().toBuilder().clearVehicleClass())
                        .build()))
                .isInstanceOf(ValueException.class);

        assertThat(codec.encode(codec.decode(octets))).isEqualTo(octets);
    }

    @Test
    void aPartOfAnArrayIsRead() throws Exception {
        byte[] octets = vector("bsm_minimal_car").octets();
        byte[] within = new byte[octets.length + 7];
        Arrays.fill(within, (byte) 0xFF);
        System.arraycopy(octets, 0, within, 3, octets.length);

        assertThat(codec.decode(within, 3, octets.length)).isEqualTo(codec.decode(octets));
    }

    @Test
    void theEditionIsToldByTheFrame() throws Exception {
        AnyEditionCodec any = new AnyEditionCodec();
        for (VectorFile vector : VectorFile.read("edition-2019")) {
            byte[] octets = vector.octets();
            assertThat(any.decode(octets, 0, octets.length, Edition.E2020))
                    .as(vector.name())
                    .isEqualTo(new AnyEditionCodec.Decoded(
                            MessageCodec.of(Edition.E2019).decode(octets), Edition.E2019));
        }
        for (String file : new String[] {"day1-2020", "day2-2020"}) {
            for (VectorFile vector : VectorFile.read(file)) {
                byte[] octets = vector.octets();
                assertThat(any.decode(octets, 0, octets.length, Edition.E2020))
                        .isEqualTo(new AnyEditionCodec.Decoded(codec.decode(octets), Edition.E2020));
            }
        }
    }

    @Test
    void aFrameThatNoEditionHoldsIsRefusedInTheWordsOfTheLikelyOne() {
        byte[] octets = vector("bsm_heading_out_of_range").octets();
        UperException refusal = catchThrowableOfType(
                UperException.class, () -> new AnyEditionCodec().decode(octets, 0, octets.length, Edition.E2019));

        assertThat(refusal.path()).isEqualTo("bsmFrame.heading");
    }

    private UperException refusal(byte[] octets) {
        UperException refusal = catchThrowableOfType(UperException.class, () -> codec.decode(octets));
        assertThat(refusal)
                .as(HexFormat.of().formatHex(octets, 0, Math.min(8, octets.length)))
                .isNotNull();
        return refusal;
    }

    static VectorFile vector(String name) {
        return VectorFile.all().filter(v -> v.name().equals(name)).findFirst().orElseThrow();
    }
}
