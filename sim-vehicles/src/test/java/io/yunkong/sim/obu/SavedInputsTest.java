package io.yunkong.sim.obu;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The readers of lines under everything that fuzzing starts from, theirs and the other's. {@code .ci/fuzz} goes on from there. */
final class SavedInputsTest {
    static Stream<byte[]> inputs() {
        return Stream.concat(NmeaFuzzer.seeds(), JsonLinesFuzzer.seeds());
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void isReadAndCanBeSentOrIsRefused(byte[] input) {
        NmeaFuzzer.fuzzerTestOneInput(input);
        JsonLinesFuzzer.fuzzerTestOneInput(input);
    }
}
