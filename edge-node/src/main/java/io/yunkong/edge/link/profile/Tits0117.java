package io.yunkong.edge.link.profile;

import io.yunkong.map.observe.RejectReason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The binary envelope that roadside units use with T/ITS 0117-2020 over MQTT. Times and lengths are little-endian, the id is octets:
 *
 * <pre>
 *  BSM:    | rsuId 8 | time 8, ms since 1970 | count 1 | count x ( length 2 | UPER ) |
 *  others: | rsuId 8 | time 8, ms since 1970 | length 2 | UPER |
 * </pre>
 *
 * <p>Stateless: safe for use by any thread.
 */
final class Tits0117 {
    private static final int HEAD_BYTES = 16;
    private static final int LENGTH_BYTES = 2;

    private Tits0117() {}

    /** @param extraOctet whether one zero octet before the length is passed over, as seen in samples from the field */
    static List<byte[]> read(byte[] payload, MessageName message, boolean extraOctet, Sender sender)
            throws PayloadException {
        ByteBuffer in = ByteBuffer.wrap(payload);
        if (in.remaining() < HEAD_BYTES + LENGTH_BYTES) {
            throw new PayloadException(RejectReason.TRUNCATED, "payload ends early: length=" + payload.length);
        }
        if (in.getLong() != sender.stationId()) {
            throw new PayloadException(RejectReason.FOREIGN_STATION_ID, "rsu id of another device");
        }
        in.getLong(); // when it was sent; how old a message is, its own time says
        in.order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> frames = new ArrayList<>();
        if (message == MessageName.BSM) {
            int count = in.get() & 0xFF;
            for (int i = 0; i < count; i++) {
                frames.add(frame(in));
            }
        } else {
            if (extraOctet && !lengthFits(in, 0) && in.get(in.position()) == 0 && lengthFits(in, 1)) {
                in.get();
            }
            frames.add(frame(in));
        }
        if (in.hasRemaining()) {
            throw new PayloadException(RejectReason.TRAILING_BYTES, "octets left over: count=" + in.remaining());
        }
        return frames;
    }

    private static boolean lengthFits(ByteBuffer in, int skipped) {
        int left = in.remaining() - skipped - LENGTH_BYTES;
        return left >= 0 && (in.getShort(in.position() + skipped) & 0xFFFF) == left;
    }

    private static byte[] frame(ByteBuffer in) throws PayloadException {
        if (in.remaining() < LENGTH_BYTES) {
            throw new PayloadException(RejectReason.TRUNCATED, "payload ends in a length");
        }
        int length = in.getShort() & 0xFFFF;
        if (length > in.remaining()) {
            throw new PayloadException(
                    RejectReason.TRUNCATED, "payload ends early: length=" + length + ", left=" + in.remaining());
        }
        byte[] frame = new byte[length];
        in.get(frame);
        return frame;
    }

    static byte[] write(byte[] frame, Sender sender) {
        ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES + LENGTH_BYTES + frame.length);
        out.putLong(sender.stationId());
        out.order(ByteOrder.LITTLE_ENDIAN).putLong(sender.nowUs() / 1000).putShort((short) frame.length);
        return out.put(frame).array();
    }
}
