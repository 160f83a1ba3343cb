package io.yunkong.map.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FieldsTest {
    private static double number(String text) throws ZoneException {
        return Fields.number("a", new SourceNode.Scalar("zone.yaml", 3, text, false));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-12, -12", "+3.50, 3.5", "007, 7", "1e3, 1000", "2.5E-2, 0.025", "113.7654321, 113.7654321"})
    void aNumberIsReadAsItIsWritten(String text, double value) throws ZoneException {
        assertThat(number(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+",
                ".",
                ".5",
                "5.",
                "1.e3",
                "1e",
                "1e+",
                "--1",
                "1 ",
                " 1",
                "1.2.3",
                "3.4d",
                "1f",
                "0x10",
                "NaN",
                "Infinity",
                "1_000",
                "１２"
            })
    void whatIsNoPlainNumberIsRefused(String text) {
        assertThatThrownBy(() -> number(text))
                .isInstanceOf(ZoneException.class)
                .hasMessage("zone.yaml:3: not a number: a=" + text + "; zone refused");
    }
}
