package io.yunkong.wire.uper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of X.691 that the golden frames show little of: extension forms, long lengths, both ends of a buffer. */
class BitReaderTest {
    private static final WholeNumber FIVE_VALUES = WholeNumber.enumerated(5);

    private final byte[] buffer = new byte[4096];
    private final BitWriter out = new BitWriter();
    private final BitReader in = new BitReader();

    BitReaderTest() {
        out.wrap(buffer, 0, buffer.length);
    }

    private void wrap() {
        in.wrap(buffer, 0, out.finish());
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 20_261_123})
    void readsWhatWasWrittenWhereverTheFrameLies(long seed) throws UperException {
        Random random = new Random(seed);
        for (int run = 0; run < 2000; run++) {
            int count = 1 + random.nextInt(30);
            int offset = random.nextInt(9);
            byte[] bytes = new byte[offset + 4 * count + random.nextInt(9)];
            int[] widths = random.ints(count, 1, 33).toArray();
            long[] values = new long[count];
            out.wrap(bytes, offset, 0);
            for (int i = 0; i < count; i++) {
                values[i] = random.nextLong() >>> (Long.SIZE - widths[i]);
                out.bits(values[i], widths[i]);
            }
            in.wrap(bytes, offset, out.finish());
            for (int i = 0; i < count; i++) {
                assertThat(in.bits(widths[i], "", "value"))
                        .as("seed=%d run=%d", seed, run)
                        .isEqualTo(values[i]);
            }
            in.end();
        }
    }

    @Test
    void readsFramesShorterThanALong() throws UperException {
        for (int length = 1; length < 8; length++) {
            byte[] bytes = new byte[length];
            bytes[length - 1] = 1;
            in.wrap(bytes, 0, length);
            assertThat(in.bits(8 * length, "", "value")).isEqualTo(1);
            in.end();
        }
    }

    @Test
    void anExtensionValueOfAnEnumerationIsToldAsSuch() throws UperException {
        out.bits(0b1_0_000011, 8); // small form, index 3
        out.bits(0b1_1_00000001, 10); // large form, one octet
        out.bits(200, 8);
        out.bits(0b0_100, 4); // root value 4
        wrap();
        assertThat(in.extensibleEnumerated(FIVE_VALUES, "", "small")).isEqualTo(DataElements.EXTENSION_VALUE);
        assertThat(in.extensibleEnumerated(FIVE_VALUES, "", "large")).isEqualTo(DataElements.EXTENSION_VALUE);
        assertThat(in.extensibleEnumerated(FIVE_VALUES, "", "root")).isEqualTo(4);
        in.end();
    }

    @Test
    void aRootValueBeyondTheEnumerationIsOutOfRange() {
        out.bits(0b0_101, 4);
        wrap();
        UperException e = catchThrowableOfType(
                UperException.class, () -> in.extensibleEnumerated(FIVE_VALUES, "participants[]", "ptcType"));
        assertThat(e.reason()).isEqualTo(UperException.Reason.OUT_OF_RANGE);
        assertThat(e.path()).isEqualTo("participants[0].ptcType");
    }

    @Test
    void bitStringsOfAnyLengthDeliverTheirFirstBits() throws UperException {
        out.bits(1, 1); // shorter than the root
        out.bits(3, 8);
        out.bits(0b101, 3);
        out.bits(1, 1); // none
        out.bits(0, 8);
        out.bits(1, 1); // 40 bits: beyond an int
        out.bits(40, 8);
        out.bits(0xC000_0001L, 32);
        out.bits(0xFF, 8);
        out.bits(1, 1); // 200 bits: length in two octets
        out.bits(0x8000 | 200, 16);
        out.bits(0x4000_0000L, 32);
        for (int i = 0; i < 168; i++) {
            out.bits(1, 1);
        }
        out.bits(0b0_1000000000001, 14); // the root
        wrap();
        assertThat(in.extensibleBitString(13, "", "short")).isEqualTo(0b101);
        assertThat(in.extensibleBitString(13, "", "none")).isZero();
        assertThat(in.extensibleBitString(13, "", "forty")).isEqualTo(0x8000_0003);
        assertThat(in.extensibleBitString(13, "", "long")).isEqualTo(0b10);
        assertThat(in.extensibleBitString(13, "", "root")).isEqualTo(0x1001);
        in.end();
    }

    @Test
    void skipsExtensionAdditionsOfEveryForm() throws UperException {
        out.bits(2, 7); // small count: three additions, the second absent
        out.bits(0b101, 3);
        openType(5);
        openType(300);
        out.bits(1, 1); // large count: seventy additions, the last one present
        out.bits(70, 8);
        out.bits(0, 32);
        out.bits(0, 32);
        out.bits(1, 6);
        openType(1);
        out.bits(0x5A, 8);
        wrap();
        in.skipExtensionAdditions("");
        in.skipExtensionAdditions("");
        assertThat(in.bits(8, "", "after")).isEqualTo(0x5A);
        in.end();
    }

    private void openType(int octets) {
        if (octets < 128) {
            out.bits(octets, 8);
        } else {
            out.bits(0x8000 | octets, 16);
        }
        for (int i = 0; i < octets; i++) {
            out.bits(0xEE, 8);
        }
    }

    @Test
    void anAdditionLongerThanTheFrameIsTruncated() {
        out.bits(0, 7);
        out.bits(1, 1);
        out.bits(0xBFFF, 16);
        out.bits(0, 32);
        wrap();
        UperException e = catchThrowableOfType(UperException.class, () -> in.skipExtensionAdditions("vehicleClass"));
        assertThat(e.reason()).isEqualTo(UperException.Reason.TRUNCATED);
        assertThat(e.path()).isEqualTo("vehicleClass....");
    }

    @Test
    void aFragmentedLengthIsRefused() {
        out.bits(0, 7);
        out.bits(1, 1);
        out.bits(0xC1, 8);
        wrap();
        UperException e = catchThrowableOfType(UperException.class, () -> in.skipExtensionAdditions(""));
        assertThat(e.reason()).isEqualTo(UperException.Reason.FRAGMENTED);
    }
}
