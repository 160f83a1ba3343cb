package io.yunkong.edge.link.mqtt;

import io.netty.buffer.ByteBuf;
import io.yunkong.edge.link.DeviceLoop;
import io.yunkong.edge.link.PieceDecoder;
import java.util.List;

/**
 * Cuts the octets of an MQTT connection into whole packets. Type and length are checked as soon as they are there, before anything is kept for
 * the packet; what is inside is decoded only when all of it is there.
 *
 * <pre>
 *  before: | 30 05 a b c d e | c0 00 | 30 80 02 f     after: | 30 05 a b c d e |  | c0 00 |  and 4 octets wait
 * </pre>
 */
final class PacketDecoder extends PieceDecoder {
    /** Takes what is no packet. */
    interface Faults {
        /** Whether a packet of this type, 1..15, may come now; asked before the rest of it is there. */
        boolean expects(int type);

        void unexpectedType(int type);

        void tooLong(int length, int limit);

        /** The link has lost step: nothing after this can be understood. */
        void badHeader();

        /** The connection ended inside a packet. */
        void cutOff();
    }

    private static final int LENGTH_OCTETS_MAX = 4;

    private final Faults faults;
    private final int packetBytesMax;

    PacketDecoder(Faults faults, DeviceLoop loop, int packetBytesMax) {
        super(loop);
        this.faults = faults;
        this.packetBytesMax = packetBytesMax;
    }

    @Override
    protected void cut(ByteBuf in, List<Object> out) {
        int start = in.readerIndex();
        int type = in.getUnsignedByte(start) >>> 4;
        if (!faults.expects(type)) {
            faults.unexpectedType(type);
            return;
        }
        int length = 0;
        for (int i = 1; i <= LENGTH_OCTETS_MAX; i++) {
            if (in.readableBytes() <= i) {
                return;
            }
            int octet = in.getUnsignedByte(start + i);
            length |= (octet & 0x7F) << (7 * (i - 1));
            if (length > packetBytesMax) {
                faults.tooLong(length, packetBytesMax);
                return;
            }
            if ((octet & 0x80) == 0) {
                if (in.readableBytes() > i + length) {
                    out.add(in.readRetainedSlice(1 + i + length));
                    completed();
                }
                return;
            }
        }
        faults.badHeader();
    }

    @Override
    protected void cutOff() {
        faults.cutOff();
    }
}
