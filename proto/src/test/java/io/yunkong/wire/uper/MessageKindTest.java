package io.yunkong.wire.uper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageKindTest {
    @ParameterizedTest
    @CsvSource({
        "0x00, BSM",
        "0x0F, BSM",
        "0x07, BSM",
        "0x10, MAP",
        "0x1F, MAP",
        "0x21, RSM",
        "0x2F, RSM",
        "0x37, SPAT",
        "0x47, RSI",
        "0x50, UNKNOWN",
        "0x60, UNKNOWN",
        "0x7F, UNKNOWN",
        "0x80, EXTENSION",
        "0x81, UNKNOWN",
        "0xBF, UNKNOWN",
        "0xC0, UNKNOWN",
        "0xF5, UNKNOWN",
        "0xFF, UNKNOWN"
    })
    void theFirstOctetTells(String octet, MessageKind kind) {
        int unsigned = Integer.decode(octet);
        assertThat(MessageKind.of(unsigned)).isEqualTo(kind);
        assertThat(MessageKind.of((byte) unsigned)).isEqualTo(kind);
    }
}
