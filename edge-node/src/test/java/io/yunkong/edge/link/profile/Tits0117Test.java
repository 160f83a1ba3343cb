package io.yunkong.edge.link.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.yunkong.map.observe.RejectReason;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Envelopes made by hand after the field table of the binary convention; ff.. stands for UPER octets, which nobody looks at here. */
final class Tits0117Test {
    private static final Sender SENDER = new Sender(0x5253_554c_5a30_3031L, 0, 1_700_000_000_123_000L);
    private static final String HEAD = "5253554c5a303031" + "7b68e5cf8b010000";

    private static List<String> read(String hex, MessageName message, boolean extraOctet) throws PayloadException {
        return Tits0117.read(HexFormat.of().parseHex(hex), message, extraOctet, SENDER).stream()
                .map(HexFormat.of()::formatHex)
                .toList();
    }

    @Test
    void readsSeveralBsmsAndOneOfAnythingElse() throws PayloadException {
        assertThat(read(HEAD + "02" + "0300" + "a1a2a3" + "0100" + "b1", MessageName.BSM, false))
                .containsExactly("a1a2a3", "b1");
        assertThat(read(HEAD + "0200" + "c1c2", MessageName.SPAT, false)).containsExactly("c1c2");
    }

    @Test
    void passesOverAnExtraOctetWhereTheProfileSaysSo() throws PayloadException {
        assertThat(read(HEAD + "00" + "0200" + "c1c2", MessageName.SPAT, true)).containsExactly("c1c2");
        assertThat(read(HEAD + "0200" + "c1c2", MessageName.SPAT, true)).containsExactly("c1c2");
        assertThatExceptionOfType(PayloadException.class)
                .isThrownBy(() -> read(HEAD + "00" + "0200" + "c1c2", MessageName.SPAT, false));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "5253554c5a303032" + "0000000000000000" + "0100" + "aa, RSM, FOREIGN_STATION_ID",
        "5253554c5a303031" + "00000000000000, RSM, TRUNCATED",
        HEAD + "0300" + "c1c2, RSM, TRUNCATED",
        HEAD + "0100" + "c1c2, RSM, TRAILING_BYTES",
        HEAD + "02" + "0100" + "a1, BSM, TRUNCATED",
        HEAD + "01" + "ffff" + "a1, BSM, TRUNCATED",
        HEAD + "01" + "0100" + "a1" + "00, BSM, TRAILING_BYTES"
    })
    void whatDoesNotAddUpIsRefused(String hex, MessageName message, RejectReason reason) {
        assertThatExceptionOfType(PayloadException.class)
                .isThrownBy(() -> read(hex, message, true))
                .matches(e -> e.reason() == reason);
    }

    @Test
    void writesTheSame() throws PayloadException {
        byte[] written = Tits0117.write(new byte[] {0x40, 1, 2}, SENDER);
        assertThat(HexFormat.of().formatHex(written)).isEqualTo("5253554c5a3030317b68e5cf8b0100000300400102");
        assertThat(read(HexFormat.of().formatHex(written), MessageName.RSI, false))
                .containsExactly("400102");
    }
}
