package io.yunkong.load.bench;

import io.netty.buffer.ByteBuf;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.Heartbeat;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.frame.FrameType;

/** A heartbeat of a device as a frame, written without making anything; its time takes as many octets from 1987 to 4253. Stateless. */
final class HeartbeatFrame {
    private static final long SOME_TIME_US = 1_800_000_000_000_000L;
    private static final int TIME_BYTES = 8;
    private static final byte[] TEMPLATE = DeviceMessage.newBuilder()
            .setHeartbeat(Heartbeat.newBuilder().setSentAtUs(SOME_TIME_US))
            .build()
            .toByteArray();
    private static final int HEADER =
            FrameHeader.encode(FrameType.SESSION, TEMPLATE.length, FrameHeader.DEVICE_FRAME_BYTES_MAX);

    /** Octets of the frame. */
    static final int BYTES = FrameHeader.BYTES + TEMPLATE.length;

    private HeartbeatFrame() {}

    /** @param sentAtUs microseconds since 1970 UTC */
    static void write(ByteBuf memory, int at, long sentAtUs) {
        memory.setMedium(at, HEADER);
        memory.setBytes(at + FrameHeader.BYTES, TEMPLATE);
        int timeAt = at + BYTES - TIME_BYTES;
        for (int i = 0; i < TIME_BYTES; i++) {
            long sevenBits = (sentAtUs >>> (7 * i)) & 0x7F;
            memory.setByte(timeAt + i, (int) (i < TIME_BYTES - 1 ? sevenBits | 0x80 : sevenBits));
        }
    }
}
