package io.yunkong.wire.uper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.json.JsonForm;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorTest {
    private static Stream<VectorFile> accepted() {
        return VectorFile.all().filter(vector -> !vector.error());
    }

    private static Stream<VectorFile> twoWay() {
        return accepted().filter(vector -> !vector.decodeOnly());
    }

    private static Stream<VectorFile> refused() {
        return VectorFile.all().filter(VectorFile::error);
    }

    @Test
    void allVectorsAreThere() {
        assertThat(VectorFile.all().count()).isEqualTo(55 + 10 + 5 + 7 + 4);
    }

    /** The notation of the vectors has no word for the octets of an unknown alternative; it says null. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("accepted")
    void decodesToTheValue(VectorFile vector) throws UperException {
        MessageFrame frame = MessageCodec.of(vector.edition()).decode(vector.octets());

        String text = JsonForm.of(vector.edition()).write(frame);

        assertThat(text.replaceAll("(<unknown extension alternative \\d+>\":)\"[0-9A-F]*\"", "$1null"))
                .isEqualTo(vector.value());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("twoWay")
    void encodesTheValueToTheOctets(VectorFile vector) throws Exception {
        MessageFrame frame = JsonForm.of(vector.edition()).read(vector.value());

        byte[] octets = MessageCodec.of(vector.edition()).encode(frame);

        assertThat(HexFormat.of().withUpperCase().formatHex(octets)).isEqualTo(vector.hex());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusesWhatIsMalformed(VectorFile vector) {
        UperException refusal = catchThrowableOfType(
                UperException.class, () -> MessageCodec.of(vector.edition()).decode(vector.octets()));

        assertThat(refusal).isNotNull();
        assertThat(refusal.bitOffset()).isBetween(0, vector.octets().length * Byte.SIZE);
    }
}
