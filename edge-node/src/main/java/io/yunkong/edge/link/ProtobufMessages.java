package io.yunkong.edge.link;

import com.google.protobuf.CodedInputStream;
import io.netty.buffer.ByteBuf;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.ValueException;
import java.io.IOException;

/**
 * Message frames of devices without a UPER codec: protobuf of the same schema, turned into the UPER frame it stands for. The octets are the
 * bound: nesting no deeper than the schema needs, no value outside its range. Not thread-safe.
 */
final class ProtobufMessages {
    /** The deepest message of the schema has about half of it. */
    private static final int NESTING_MAX = 32;

    /** The edition of the UPER frames; protobuf is of none. */
    static final Edition ENCODED_IN = Edition.E2020;

    private final MessageCodec codec = MessageCodec.of(ENCODED_IN);

    /** Why a frame is of no use. Carries no stack trace. */
    static final class RejectedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final RejectReason reason;

        private final boolean ownReport;

        private RejectedException(RejectReason reason, boolean ownReport) {
            super(null, null, false, false);
            this.reason = reason;
            this.ownReport = ownReport;
        }

        RejectReason reason() {
            return reason;
        }

        /** Whether it is what its sender tells of itself, or, when it is no message, may have been meant so. */
        boolean isOwnReport() {
            return ownReport;
        }
    }

    /**
     * Encodes a frame anew.
     *
     * @param in its next {@code length} octets are taken out
     * @throws RejectedException MALFORMED when they are no MessageFrame, lack something or hold a value outside its range; FRAME_TOO_LONG when
     *     the UPER frame would be
     */
    byte[] toUper(ByteBuf in, int length) throws RejectedException {
        byte[] octets = new byte[length];
        in.readBytes(octets);
        MessageFrame frame = parse(octets);
        boolean ownReport = isOwnReport(frame);
        try {
            byte[] uper = codec.encode(frame);
            if (uper.length >= FrameHeader.DEVICE_FRAME_BYTES_MAX) {
                throw new RejectedException(RejectReason.FRAME_TOO_LONG, ownReport);
            }
            return uper;
        } catch (ValueException e) {
            throw new RejectedException(RejectReason.MALFORMED, ownReport);
        }
    }

    private static MessageFrame parse(byte[] octets) throws RejectedException {
        try {
            CodedInputStream coded = CodedInputStream.newInstance(octets);
            coded.setRecursionLimit(NESTING_MAX);
            MessageFrame frame = MessageFrame.parseFrom(coded);
            coded.checkLastTagWas(0);
            return frame;
        } catch (IOException e) {
            throw new RejectedException(RejectReason.MALFORMED, true);
        }
    }

    private static boolean isOwnReport(MessageFrame frame) {
        return switch (frame.getAlternativeCase()) {
            case BSMFRAME, UNKNOWNALTERNATIVE, ALTERNATIVE_NOT_SET -> true;
            case MSGFRAMEEXT -> DayTwo.isOwnReport(frame.getMsgFrameExt());
            case MAPFRAME, RSMFRAME, SPATFRAME, RSIFRAME -> false;
        };
    }
}
