package io.yunkong.wire.fuzz;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every decoder under everything that fuzzing starts from. {@code .ci/fuzz} goes on from there. */
class SavedInputsTest {
    static Stream<Arguments> decoders() {
        return Stream.of(
                decoder("message codec 2020", MessageCodecFuzzer::fuzzerTestOneInput),
                decoder("message codec 2019", MessageCodec2019Fuzzer::fuzzerTestOneInput),
                decoder("any edition", AnyEditionFuzzer::fuzzerTestOneInput),
                decoder("BSM view", BsmViewFuzzer::fuzzerTestOneInput),
                decoder("RSM view", RsmViewFuzzer::fuzzerTestOneInput),
                decoder("JSON form", JsonFormFuzzer::fuzzerTestOneInput),
                decoder("protobuf frame", ProtobufFrameFuzzer::fuzzerTestOneInput),
                decoder("session", SessionFuzzer::fuzzerTestOneInput),
                decoder("datagram seal", DatagramSealFuzzer::fuzzerTestOneInput));
    }

    private static Arguments decoder(String name, Consumer<byte[]> decoder) {
        return Arguments.of(Named.of(name, decoder));
    }

    @ParameterizedTest
    @MethodSource("decoders")
    void readsOrRefusesAndKeepsItsProperties(Consumer<byte[]> decoder) {
        Stream.of(Seeds.frames(), Seeds.json(), Seeds.protobuf(), Seeds.sessions(), DatagramSealFuzzer.seeds())
                .flatMap(seeds -> seeds)
                .forEach(decoder);
    }
}
