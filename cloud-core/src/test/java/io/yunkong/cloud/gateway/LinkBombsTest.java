package io.yunkong.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.yunkong.wire.EdgeToCloud;
import io.yunkong.wire.Observation;
import io.yunkong.wire.ObservationBatch;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.frame.FrameType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Protobuf made to hurt, on the link of an edge. */
final class LinkBombsTest {
    private final List<EdgeToCloud> messages = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private final LinkFrames frames = new LinkFrames(
            messages::add,
            (_, cause) -> {
                throw cause;
            },
            reasons::add);

    private void send(byte[] payload) {
        int header = FrameHeader.encode(FrameType.LINK, payload.length, FrameHeader.LINK_FRAME_BYTES_MAX);
        frames.handle(Buffer.buffer().appendMedium(header).appendBytes(payload));
    }

    static Stream<Arguments> bombs() {
        byte[] nested = new byte[10_000];
        Arrays.fill(nested, (byte) 0x7B);
        return Stream.of(
                Arguments.of("10,000 groups, each in the one before", nested),
                Arguments.of("a group that ends and never began", HexFormat.of().parseHex("7C")),
                Arguments.of("a tag of 11 octets", HexFormat.of().parseHex("FFFFFFFFFFFFFFFFFFFF01")),
                Arguments.of("a number of 11 octets", HexFormat.of().parseHex("78FFFFFFFFFFFFFFFFFFFF01")),
                Arguments.of("a length below zero", HexFormat.of().parseHex("7AFFFFFFFFFFFFFFFFFF01")),
                Arguments.of("a length of 2 GiB", HexFormat.of().parseHex("7AFFFFFFFF07")),
                Arguments.of("a wire type that is none", HexFormat.of().parseHex("7E")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void isMalformed(String name, byte[] bomb) {
        send(bomb);
        assertThat(reasons).as(name).containsExactly("message_malformed");
        assertThat(messages).isEmpty();
    }

    @Test
    void asManyEmptyMeasurementsAsFitAreAMessageLikeAnyOther() {
        send(EdgeToCloud.newBuilder()
                .setBatch(ObservationBatch.newBuilder()
                        .addAllObservations(Collections.nCopies(32_000, Observation.getDefaultInstance())))
                .build()
                .toByteArray());
        assertThat(messages)
                .singleElement()
                .matches(message -> message.getBatch().getObservationsCount() == 32_000);
        assertThat(reasons).isEmpty();
    }

    @Test
    void savedInputsKeepTheirProperties() {
        LinkFramesFuzzer.seeds().forEach(LinkFramesFuzzer::fuzzerTestOneInput);
    }
}
