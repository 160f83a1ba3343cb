package io.yunkong.edge.link.mqtt;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The decoder of this package under everything that fuzzing starts from. {@code .ci/fuzz} goes on from there. */
final class SavedInputsTest {
    static Stream<byte[]> inputs() {
        return PacketDecoderFuzzer.seeds();
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void readsOrRefusesAndKeepsItsProperties(byte[] input) {
        PacketDecoderFuzzer.fuzzerTestOneInput(input);
    }
}
