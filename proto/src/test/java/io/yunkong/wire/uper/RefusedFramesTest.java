package io.yunkong.wire.uper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes: a frame is read, or refused by a {@link UperException}. */
class RefusedFramesTest {
    private static final int RANDOM_FRAMES = 200_000;

    private final BsmView bsm = new BsmView();
    private final RsmView rsm = new RsmView();

    static List<Golden> frames() {
        return Stream.concat(Golden.read("bsm.jsonl").stream(), Golden.read("rsm.jsonl").stream())
                .toList();
    }

    private void wrap(byte[] buffer, int offset, int length) throws UperException {
        if (length > 0 && MessageKind.of(buffer[offset]) == MessageKind.RSM) {
            rsm.wrap(buffer, offset, length);
        } else {
            bsm.wrap(buffer, offset, length);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/golden/refused.csv", numLinesToSkip = 1)
    void refusesWithReasonAndMember(String name, UperException.Reason reason, String path, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex == null ? "" : hex);
        assertThatThrownBy(() -> wrap(bytes, 0, bytes.length))
                .as(name)
                .isInstanceOfSatisfying(UperException.class, e -> {
                    assertThat(e.reason()).isEqualTo(reason);
                    assertThat(e.path()).isEqualTo(path);
                    assertThat(e.getStackTrace()).isEmpty();
                });
    }

    @Test
    void saysWhatWhereAndWhy() {
        byte[] bytes =
                HexFormat.of().parseHex("0000E848288606060606200C894C5F0015E3CA4FE83E9FFFFE87E8401FFFC00B41E00280");
        assertThatThrownBy(() -> bsm.wrap(bytes, 0, bytes.length))
                .hasMessage("value out of range: field=heading, bit=179, value=32767, limit=28800; frame refused");
    }

    @Test
    void tellsTheBitWithinTheFrameNotTheBuffer() {
        byte[] bytes =
                HexFormat.of().parseHex("0000E848288606060606200C894C5F0015E3CA4FE83E9FFFFE87E8401FFFC00B41E00280");
        byte[] buffer = new byte[bytes.length + 9];
        System.arraycopy(bytes, 0, buffer, 9, bytes.length);
        UperException e = catchThrowableOfType(UperException.class, () -> bsm.wrap(buffer, 9, bytes.length));
        assertThat(e.bitOffset()).isEqualTo(179);
    }

    @Test
    void aViewOfOneMessageRefusesTheOther() {
        byte[] rsmBytes = Golden.read("rsm.jsonl").getFirst().bytes();
        byte[] bsmBytes = Golden.read("bsm.jsonl").getFirst().bytes();
        UperException notBsm = catchThrowableOfType(UperException.class, () -> bsm.wrap(rsmBytes, 0, rsmBytes.length));
        UperException notRsm = catchThrowableOfType(UperException.class, () -> rsm.wrap(bsmBytes, 0, bsmBytes.length));
        assertThat(notBsm.reason()).isEqualTo(UperException.Reason.OTHER_MESSAGE);
        assertThat(notRsm.reason()).isEqualTo(UperException.Reason.OTHER_MESSAGE);
    }

    @ParameterizedTest
    @MethodSource("frames")
    void aFrameThatEndsAtAnyBitIsTruncated(Golden golden) throws UperException {
        BitReader reader = new BitReader();
        boolean isRsm = MessageKind.of(golden.bytes()[0]) == MessageKind.RSM;
        reader.wrap(golden.bytes(), 0, golden.bytes().length);
        read(isRsm, reader);
        int bits = reader.position();
        for (int end = 0; end < bits; end++) {
            reader.wrapBits(golden.bytes(), 0, end);
            UperException e = catchThrowableOfType(UperException.class, () -> read(isRsm, reader));
            assertThat(e).as("ends after bit %d", end).isNotNull();
            assertThat(e.reason()).isEqualTo(UperException.Reason.TRUNCATED);
            assertThat(e.bitOffset()).isLessThanOrEqualTo(end);
        }
    }

    private void read(boolean isRsm, BitReader reader) throws UperException {
        if (isRsm) {
            rsm.read(reader);
        } else {
            bsm.read(reader);
        }
    }

    @ParameterizedTest
    @MethodSource("frames")
    void aFrameThatEndsAtAnyOctetIsTruncated(Golden golden) {
        for (int end = 0; end < golden.bytes().length; end++) {
            byte[] cut = Arrays.copyOf(golden.bytes(), end);
            UperException e = catchThrowableOfType(UperException.class, () -> wrap(cut, 0, cut.length));
            assertThat(e).as("ends after octet %d", end).isNotNull();
            assertThat(e.reason()).isEqualTo(UperException.Reason.TRUNCATED);
        }
    }

    @ParameterizedTest
    @MethodSource("frames")
    void octetsAfterTheMessageAreRefused(Golden golden) {
        for (int extra : new int[] {1, 2, 100, 8000, 1 << 20}) {
            byte[] longer = Arrays.copyOf(golden.bytes(), golden.bytes().length + extra);
            UperException e = catchThrowableOfType(UperException.class, () -> wrap(longer, 0, longer.length));
            assertThat(e).as("%d octets more", extra).isNotNull();
            assertThat(e.reason()).isEqualTo(UperException.Reason.TRAILING_BYTES);
        }
    }

    @Test
    void bitsSetAfterTheMessageAreRefused() throws UperException {
        byte[] bytes = Golden.read("bsm.jsonl").getFirst().bytes();
        BitReader reader = new BitReader();
        reader.wrap(bytes, 0, bytes.length);
        bsm.read(reader);
        assertThat(reader.remaining()).isBetween(1, 7);
        for (int bit = 0; bit < reader.remaining(); bit++) {
            byte[] changed = bytes.clone();
            changed[bytes.length - 1] |= (byte) (1 << bit);
            UperException e = catchThrowableOfType(UperException.class, () -> bsm.wrap(changed, 0, changed.length));
            assertThat(e.reason()).isEqualTo(UperException.Reason.PADDING_NOT_ZERO);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_121})
    void randomBytesAreReadOrRefused(long seed) {
        Random random = new Random(seed);
        byte[] buffer = new byte[300];
        int accepted = 0;
        for (int i = 0; i < RANDOM_FRAMES; i++) {
            random.nextBytes(buffer);
            int offset = random.nextInt(16);
            int length = random.nextInt(buffer.length - offset + 1);
            if (length > 0) { // get past the choice in most of them
                buffer[offset] = (byte) ((buffer[offset] & 0x0F) | (random.nextBoolean() ? 0x20 : 0));
            }
            accepted += isAccepted(buffer, offset, length);
        }
        System.out.printf("random frames: seed=%d frames=%d accepted=%d%n", seed, RANDOM_FRAMES, accepted);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 20_261_122})
    void framesWithFlippedBitsAreReadOrRefused(long seed) {
        Random random = new Random(seed);
        List<Golden> frames = frames();
        int accepted = 0;
        for (int i = 0; i < RANDOM_FRAMES; i++) {
            byte[] bytes = frames.get(random.nextInt(frames.size())).bytes().clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                int bit = random.nextInt(bytes.length * 8);
                bytes[bit >>> 3] ^= (byte) (1 << (bit & 7));
            }
            accepted += isAccepted(bytes, 0, bytes.length);
        }
        System.out.printf("flipped frames: seed=%d frames=%d accepted=%d%n", seed, RANDOM_FRAMES, accepted);
        assertThat(accepted).isBetween(1, RANDOM_FRAMES - 1);
    }

    /** Anything else than a {@link UperException} goes through and fails the test. */
    private int isAccepted(byte[] buffer, int offset, int length) {
        try {
            wrap(buffer, offset, length);
            return 1;
        } catch (UperException e) {
            assertThat(e.bitOffset()).isBetween(0, length * 8);
            return 0;
        }
    }

    @Test
    void hasNoParticipantsAfterARefusal() throws UperException {
        byte[] bytes = Golden.read("rsm.jsonl").getFirst().bytes();
        rsm.wrap(bytes, 0, bytes.length);
        assertThat(rsm.next()).isTrue();
        assertThatThrownBy(() -> rsm.wrap(bytes, 0, bytes.length - 1)).isInstanceOf(UperException.class);
        assertThat(rsm.participantCount()).isZero();
        assertThat(rsm.next()).isFalse();
        assertThatThrownBy(rsm::participant).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void offsetAndLengthOutsideTheArrayAreTheCallersFault() {
        assertThatThrownBy(() -> bsm.wrap(new byte[4], 2, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> bsm.wrap(new byte[40], -1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
