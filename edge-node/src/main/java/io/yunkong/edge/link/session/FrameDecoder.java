package io.yunkong.edge.link.session;

import io.netty.buffer.ByteBuf;
import io.yunkong.edge.link.DeviceLoop;
import io.yunkong.edge.link.PieceDecoder;
import io.yunkong.wire.frame.FrameException;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.frame.FrameType;
import java.util.List;

/**
 * Cuts the octets of a device's connection into frames. Length and type are checked as soon as they are there, before anything is kept for
 * the frame; payloads are handed on in place, without a slice or a copy.
 *
 * <pre>
 *  before: | 0005 | 02 | a b c d | 0003 | 01 | e f | 0009 | 01 | g      after: frame(SESSION, abcd)  frame(UPER, ef)  and 4 octets wait
 * </pre>
 */
final class FrameDecoder extends PieceDecoder {
    /** Takes the frames of one connection. */
    interface Frames {
        /** Whether a frame of this type may come now; asked before its payload is there. */
        boolean expects(FrameType type);

        /** A whole frame: the next {@code length} octets of {@code in}, which are skipped afterwards. */
        void frame(FrameType type, ByteBuf in, int length);

        /** The link has lost step: nothing after this can be understood. */
        void wrongHeader(FrameException.Reason reason, String text);

        void unexpectedType(FrameType type);

        /** The connection ended inside a frame. */
        void cutOff();
    }

    private final Frames frames;
    private final int frameBytesMax;

    FrameDecoder(Frames frames, DeviceLoop loop, int frameBytesMax) {
        super(loop);
        this.frames = frames;
        this.frameBytesMax = frameBytesMax;
    }

    @Override
    protected void cut(ByteBuf in, List<Object> out) {
        if (in.readableBytes() < FrameHeader.LENGTH_BYTES) {
            return;
        }
        int start = in.readerIndex();
        try {
            int length = FrameHeader.checkLength(in.getUnsignedShort(start), frameBytesMax);
            if (in.readableBytes() < FrameHeader.BYTES) {
                return;
            }
            FrameType type = FrameType.of(in.getByte(start + FrameHeader.LENGTH_BYTES));
            if (!frames.expects(type)) {
                frames.unexpectedType(type);
            } else if (in.readableBytes() >= FrameHeader.LENGTH_BYTES + length) {
                int payloadBytes = length - FrameHeader.TYPE_BYTES;
                in.skipBytes(FrameHeader.BYTES);
                frames.frame(type, in, payloadBytes);
                in.readerIndex(start + FrameHeader.LENGTH_BYTES + length);
                completed();
            }
        } catch (FrameException e) {
            frames.wrongHeader(e.reason(), e.getMessage());
        }
    }

    @Override
    protected void cutOff() {
        frames.cutOff();
    }
}
