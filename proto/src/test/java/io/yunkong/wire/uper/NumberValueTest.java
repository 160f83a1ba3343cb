package io.yunkong.wire.uper;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.wire.schema.Type.Whole;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole numbers as X.691 writes them: worked out by hand from clauses 11.3 to 11.8 and 13, padding at the end. */
class NumberValueTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            unconstrained,            '', '',  false, 0,     0100
            unconstrained,            '', '',  false, 127,   017f
            unconstrained,            '', '',  false, 128,   020080
            unconstrained,            '', '',  false, -128,  0180
            unconstrained,            '', '',  false, -129,  02ff7f
            unconstrained,            '', '',  false, 4096,  021000
            semi-constrained,         1,  '',  false, 1,     0100
            semi-constrained,         1,  '',  false, 128,   017f
            semi-constrained,         1,  '',  false, 256,   01ff
            semi-constrained,         -1, '',  false, 255,   020100
            constrained,              3,  6,   false, 5,     80
            one value only,           7,  7,   false, 7,     00
            extensible in the root,   0,  127, true,  5,     05
            extensible outside,       0,  127, true,  200,   810064  00
            extensible and negative,  0,  127, true,  -2,    80ff00
            """)
    void isWrittenAndRead(String what, String min, String max, boolean extensible, long value, String hex)
            throws Exception {
        NumberValue type = new NumberValue(new Whole(
                min.isEmpty() ? Long.MIN_VALUE : Long.parseLong(min),
                max.isEmpty() ? Long.MAX_VALUE : Long.parseLong(max),
                extensible));
        BitWriter out = new BitWriter();
        out.start();
        type.write(value, out);
        byte[] octets = out.octets();
        BitReader in = new BitReader();
        byte[] padded = octets.length == 0 ? new byte[1] : octets;
        in.wrap(padded, 0, padded.length);

        assertThat(HexFormat.of().formatHex(padded)).as(what).isEqualTo(hex.replace(" ", ""));
        assertThat(type.read(in)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"0, 00", "63, 7e", "64, 80a000", "255, 80ff80", "256, 81008000"})
    void aNormallySmallNumberIsWrittenAndRead(int value, String hex) throws Exception {
        BitWriter out = new BitWriter();
        out.start();
        NumberValue.writeSmall(value, out);
        byte[] octets = out.octets();
        BitReader in = new BitReader();
        in.wrap(octets, 0, octets.length);

        assertThat(HexFormat.of().formatHex(octets)).isEqualTo(hex);
        assertThat(in.normallySmall("", "")).isEqualTo(value);
    }
}
