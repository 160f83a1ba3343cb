package io.yunkong.wire.uper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.json.JsonForm;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.schema.Schema;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every message and every octet sequence. */
class CodecPropertiesTest {
    private static final long SEED = 20_261_121;

    @ParameterizedTest
    @EnumSource
    void whatIsEncodedIsDecodedToTheSame(Edition edition) throws Exception {
        RandomFrames frames = new RandomFrames(edition, seeded(), true);
        MessageCodec codec = MessageCodec.of(edition);
        for (int i = 0; i < 4_000; i++) {
            MessageFrame frame = frames.next();
            byte[] octets = codec.encode(frame);
            if (octets.length <= MessageCodec.FRAME_OCTETS_MAX) {
                assertThat(codec.decode(octets)).as("frame %d", i).isEqualTo(frame);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenAsJsonIsReadAsTheSame(Edition edition) throws Exception {
        RandomFrames frames = new RandomFrames(edition, seeded(), true);
        JsonForm json = JsonForm.of(edition);
        for (int i = 0; i < 1_000; i++) {
            MessageFrame frame = frames.next();
            assertThat(json.read(json.write(frame))).as("frame %d", i).isEqualTo(frame);
        }
    }

    @Test
    void aFrameThatEndsEarlyIsRefusedAtEveryBit() throws UperException {
        Map<Edition, Value> roots = new EnumMap<>(Edition.class);
        for (VectorFile vector : VectorFile.all().filter(v -> !v.error()).toList()) {
            Value root =
                    roots.computeIfAbsent(vector.edition(), edition -> new Compiler().value(Schema.frame(edition)));
            byte[] octets = Arrays.copyOf(vector.octets(), Math.max(Long.BYTES, vector.octets().length));
            BitReader reader = new BitReader();
            reader.wrapBits(octets, 0, vector.octets().length * Byte.SIZE);
            root.read(reader);
            int needed = reader.position();
            for (int bits = 0; bits < needed; bits++) {
                reader.wrapBits(octets, 0, bits);
                int length = bits;
                UperException refusal = catchThrowableOfType(UperException.class, () -> root.read(reader));
                assertThat(refusal)
                        .as("%s cut to %d bits", vector.name(), length)
                        .isNotNull();
                assertThat(refusal.reason()).isEqualTo(UperException.Reason.TRUNCATED);
                assertThat(refusal.bitOffset()).isBetween(0, bits);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void randomOctetsAreReadOrRefusedAndNeverTakeMoreThanTheBound(Edition edition) {
        Random random = seeded();
        MessageCodec codec = MessageCodec.of(edition);
        int read = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] octets = new byte[random.nextInt(200)];
            random.nextBytes(octets);
            read += isRead(codec, octets) ? 1 : 0;
        }
        System.out.println("random octets: seed=" + SEED + " frames=200000 read=" + read);
    }

    @Test
    void changedFramesAreReadOrRefusedAndNeverTakeMoreThanTheBound() {
        Random random = seeded();
        List<VectorFile> vectors =
                VectorFile.all().filter(v -> v.octets().length > 0).toList();
        MessageCodec codec = MessageCodec.of(Edition.E2020);
        int read = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] octets = vectors.get(random.nextInt(vectors.size())).octets();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                int bit = random.nextInt(octets.length * Byte.SIZE);
                octets[bit >>> 3] ^= (byte) (0x80 >>> (bit & 7));
            }
            read += isRead(codec, octets) ? 1 : 0;
        }
        System.out.println("changed frames: seed=" + SEED + " frames=100000 read=" + read);
    }

    @Test
    void validFramesNeverTakeMoreThanTheBound() throws ValueException {
        RandomFrames frames = new RandomFrames(Edition.E2020, seeded(), true);
        MessageCodec codec = MessageCodec.of(Edition.E2020);
        for (int i = 0; i < 2_000; i++) {
            isRead(codec, codec.encode(frames.next()));
        }
    }

    @Test
    void aLongFrameFullOfTheSmallestPartsIsRefusedAndDoesNotTakeMoreThanTheBound() {
        byte[] octets = new byte[MessageCodec.FRAME_OCTETS_MAX];
        Arrays.fill(octets, (byte) 0xFF);
        for (int first = 0; first < 256; first++) {
            octets[0] = (byte) first;
            for (int fill = 0; fill < 256; fill += 17) {
                Arrays.fill(octets, 1, octets.length, (byte) fill);
                isRead(MessageCodec.of(Edition.E2020), octets);
            }
        }
    }

    private static boolean isRead(MessageCodec codec, byte[] octets) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        boolean read;
        try {
            codec.decode(octets);
            read = true;
        } catch (UperException e) {
            read = false;
        }
        long taken = thread.getCurrentThreadAllocatedBytes() - before;
        // The class of a message is made when the first of its kind comes; that is not the frame's doing.
        if (taken > limit(octets)) {
            before = thread.getCurrentThreadAllocatedBytes();
            try {
                codec.decode(octets);
            } catch (UperException e) {
                assertThat(read).isFalse();
            }
            taken = thread.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(taken).as("octets allocated for %d", octets.length).isLessThanOrEqualTo(limit(octets));
        return read;
    }

    private static long limit(byte[] octets) {
        return MessageCodec.ALLOCATION_BASE + (long) MessageCodec.ALLOCATION_PER_OCTET * octets.length;
    }

    private static Random seeded() {
        return new Random(SEED);
    }
}
