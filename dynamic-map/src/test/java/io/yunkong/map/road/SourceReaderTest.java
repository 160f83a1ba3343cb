package io.yunkong.map.road;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A lane map that is no JSON, or JSON made to hurt, is refused with its file. */
final class SourceReaderTest {
    static Stream<String> texts() {
        return Stream.of(
                "",
                "{\"a\":".repeat(10_000),
                "[".repeat(10_000),
                "{\"a\":1,\"a\":2}",
                "{\"a\":NaN}",
                "{\"a\":" + "1".repeat(1001) + "}",
                "{\"" + "a".repeat(60_000) + "\":1}");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isRefused(String text) {
        assertThatThrownBy(() -> SourceReader.json("lanes.geojson", text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ZoneException.class)
                .hasMessageStartingWith("lanes.geojson:")
                .hasMessageEndingWith("; zone refused");
    }
}
