package io.yunkong.identity;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every reader of what strangers and files say, under everything that fuzzing starts from. {@code .ci/fuzz} goes on from there. */
final class SavedInputsTest {
    static Stream<Arguments> readers() {
        return Stream.of(
                reader("certificate request", CertificateRequestFuzzer::fuzzerTestOneInput),
                reader("certificates and lists", X509Fuzzer::fuzzerTestOneInput),
                reader("enrolment and registry", IdentityJsonFuzzer::fuzzerTestOneInput));
    }

    private static Arguments reader(String name, Consumer<byte[]> reader) {
        return Arguments.of(Named.of(name, reader));
    }

    @ParameterizedTest
    @MethodSource("readers")
    void readsOrRefusesAndKeepsItsProperties(Consumer<byte[]> reader) {
        Stream.of(CertificateRequestFuzzer.seeds(), X509Fuzzer.seeds(), IdentityJsonFuzzer.seeds())
                .flatMap(seeds -> seeds)
                .forEach(reader);
    }
}
