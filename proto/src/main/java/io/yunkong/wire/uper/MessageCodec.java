package io.yunkong.wire.uper;

import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.schema.Schema;
import java.util.Objects;

/**
 * Every message of T/CSAE 53 and T/CSAE 157 between its UPER frame and the protobuf message {@link MessageFrame}: raw integers, nothing
 * converted. BSMs and RSMs on the hot path are read by {@link BsmView} and {@link RsmView} instead.
 *
 * <p>What a newer peer adds behind an extension marker is skipped, or kept as it came where the message has room for it: enumeration
 * values, CHOICE alternatives, longer BIT STRINGs, Day 2 messages. What an edition does not have is left out when encoding.
 *
 * <p>Decoding a frame allocates at most {@value #ALLOCATION_BASE} octets and {@value #ALLOCATION_PER_OCTET} more for each octet of the
 * frame, and never makes more than {@value #PARTS_MAX} SEQUENCEs and CHOICEs; the first frame of each kind also makes the classes that
 * read it, once for the process. Reusable; not thread-safe: one for each thread.
 */
public final class MessageCodec {
    /** Longest frame, octets: what a link can carry. */
    public static final int FRAME_OCTETS_MAX = 65_535;
    /** SEQUENCEs and CHOICEs in a frame: a SPAT of every intersection, phase and state that its lists can hold has 25 000. */
    public static final int PARTS_MAX = 32_768;
    /** What decoding may allocate whatever the length: the text of a refusal. */
    public static final int ALLOCATION_BASE = 16_384;
    /** What it may allocate besides, for each octet of the frame; 112 were the most seen, in a SPAT of as many states as it can hold. */
    public static final int ALLOCATION_PER_OCTET = 256;

    private final Value root;
    private final BitReader reader = new BitReader();
    private final BitWriter writer = new BitWriter();

    private MessageCodec(Value root) {
        this.root = root;
    }

    /** A codec of one edition. */
    public static MessageCodec of(Edition edition) {
        return new MessageCodec(
                switch (edition) {
                    case E2019 -> Compiled2019.ROOT;
                    case E2020 -> Compiled2020.ROOT;
                });
    }

    /**
     * Reads and checks a whole frame.
     *
     * @throws UperException if it is no complete, valid MessageFrame of this edition, or has octets left over; nothing else is thrown,
     *     whatever the octets
     * @throws IndexOutOfBoundsException if the array does not hold offset and length
     */
    public MessageFrame decode(byte[] buffer, int offset, int length) throws UperException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length > FRAME_OCTETS_MAX) {
            throw new UperException(UperException.Reason.TOO_LARGE, "", 0, length, FRAME_OCTETS_MAX);
        }
        reader.wrap(buffer, offset, length);
        reader.allow(PARTS_MAX);
        MessageFrame frame = (MessageFrame) root.read(reader);
        reader.end();
        return frame;
    }

    /** As {@link #decode(byte[], int, int)}, of a whole array. */
    public MessageFrame decode(byte[] frame) throws UperException {
        return decode(frame, 0, frame.length);
    }

    /**
     * Writes a frame.
     *
     * @throws ValueException if the message lacks something mandatory or holds a value outside its range; a mandatory number that is not set
     *     is 0, as always in protobuf
     */
    public byte[] encode(MessageFrame frame) throws ValueException {
        writer.start();
        root.write(frame, writer);
        return writer.octets();
    }

    private static final class Compiled2019 {
        private static final Value ROOT = new Compiler().value(Schema.frame(Edition.E2019));
    }

    private static final class Compiled2020 {
        private static final Value ROOT = new Compiler().value(Schema.frame(Edition.E2020));
    }
}
