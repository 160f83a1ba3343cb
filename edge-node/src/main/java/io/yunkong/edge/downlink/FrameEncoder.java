package io.yunkong.edge.downlink;

import io.yunkong.edge.statistics.StandardCounters;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.ValueException;
import org.jspecify.annotations.Nullable;

/** Encodes frames for stations, in the edition that they speak. Not thread-safe: owned by the map thread. */
final class FrameEncoder {
    /** What a frame of a device's link holds. */
    static final int FRAME_BYTES_MAX = FrameHeader.DEVICE_FRAME_BYTES_MAX - FrameHeader.TYPE_BYTES;

    private final MessageCodec codec2019 = MessageCodec.of(Edition.E2019);
    private final MessageCodec codec2020 = MessageCodec.of(Edition.E2020);
    private final StandardCounters counters;

    FrameEncoder(StandardCounters counters) {
        this.counters = counters;
    }

    /** Null when the edition cannot say it, or not within a device's frame; that is counted. */
    byte @Nullable [] encode(MessageFrame frame, Edition edition) {
        try {
            byte[] octets = switch (edition) {
                case E2019 -> codec2019.encode(frame);
                case E2020 -> codec2020.encode(frame);
            };
            if (octets.length <= FRAME_BYTES_MAX) {
                return octets;
            }
        } catch (ValueException e) {
            // a value of one edition that the other cannot hold: counted as one that is too long is
        }
        counters.notEncodable++;
        return null;
    }
}
