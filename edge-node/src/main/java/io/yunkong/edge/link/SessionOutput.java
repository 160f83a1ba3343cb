package io.yunkong.edge.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.frame.FrameType;

/**
 * The way down to one device: writes what it can take, and notices when it does not read. {@link #send} is for any thread, the rest
 * belongs to the event loop.
 */
final class SessionOutput extends ChannelInboundHandlerAdapter {
    private final Channel channel;
    private final DeviceLoop loop;
    private long unwritableSinceNanos;

    SessionOutput(Channel channel, DeviceLoop loop) {
        this.channel = channel;
        this.loop = loop;
    }

    /** Hands a frame to the connection; false when it is closed or the device does not read. */
    boolean send(FrameType type, byte[] payload) {
        if (!channel.isActive() || !channel.isWritable()) {
            return false;
        }
        var _ = channel.writeAndFlush(frame(type, payload), channel.voidPromise());
        return true;
    }

    /** The last message: afterwards only the way up stays open, so that the device can read it before it closes. */
    void sendLast(byte[] message) {
        var _ = channel.writeAndFlush(frame(FrameType.SESSION, message)).addListener(written -> {
            if (written.isSuccess() && channel instanceof DuplexChannel duplex) {
                var _ = duplex.shutdownOutput();
            } else {
                close();
            }
        });
    }

    private ByteBuf frame(FrameType type, byte[] payload) {
        int header = FrameHeader.encode(type, payload.length, FrameHeader.DEVICE_FRAME_BYTES_MAX);
        return channel.alloc()
                .directBuffer(FrameHeader.BYTES + payload.length)
                .writeMedium(header)
                .writeBytes(payload);
    }

    /** Whether the device has not read what it was sent since before {@code thenNanos}. */
    boolean stuckSince(long thenNanos) {
        return !channel.isWritable() && unwritableSinceNanos - thenNanos < 0;
    }

    void close() {
        var _ = channel.close();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        unwritableSinceNanos = loop.limitNanos();
    }
}
