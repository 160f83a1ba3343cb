package io.yunkong.edge.link.profile;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every reader of payloads and profiles under everything that fuzzing starts from. {@code .ci/fuzz} goes on from there. */
final class SavedInputsTest {
    static Stream<Arguments> readers() {
        return Stream.of(
                reader("JSON payloads", PayloadFuzzer::fuzzerTestOneInput),
                reader("T/ITS 0117", Tits0117Fuzzer::fuzzerTestOneInput),
                reader("profiles", ProfileFuzzer::fuzzerTestOneInput));
    }

    private static Arguments reader(String name, Consumer<byte[]> reader) {
        return Arguments.of(Named.of(name, reader));
    }

    @ParameterizedTest
    @MethodSource("readers")
    void readsOrRefusesAndKeepsItsProperties(Consumer<byte[]> reader) {
        Stream.of(PayloadFuzzer.seeds(), Tits0117Fuzzer.seeds(), ProfileFuzzer.seeds())
                .flatMap(seeds -> seeds)
                .forEach(reader);
    }
}
