package io.yunkong.edge.link.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.yunkong.edge.link.DeviceLoop;
import io.yunkong.edge.link.tls.TlsDoor;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.frame.FrameType;

/**
 * The way down to one device: writes what it can take, and notices when it does not read. {@link #send} is for any thread, the rest
 * belongs to the event loop.
 */
final class SessionOutput extends ChannelInboundHandlerAdapter implements Outbox.Way {
    private static final byte[] NOTHING = {};

    private final Channel channel;
    private final DeviceLoop loop;
    private final Runnable onceWritable;
    private long unwritableSinceNanos;

    /** @param onceWritable done whenever the device reads again after it had not */
    SessionOutput(Channel channel, DeviceLoop loop, Runnable onceWritable) {
        this.channel = channel;
        this.loop = loop;
        this.onceWritable = onceWritable;
    }

    /** Hands a frame to the connection; false when it is closed or the device does not read. */
    boolean send(FrameType type, byte[] payload) {
        return send(type, payload, NOTHING);
    }

    @Override
    public boolean send(byte[] message, long sequence) {
        return send(FrameType.SESSION, message, SessionMessages.sequence(sequence));
    }

    private boolean send(FrameType type, byte[] payload, byte[] appended) {
        if (!channel.isActive() || !channel.isWritable()) {
            return false;
        }
        var _ = channel.writeAndFlush(frame(type, payload, appended), channel.voidPromise());
        return true;
    }

    /** The last message: afterwards only the way up stays open, so that the device can read it before it closes. */
    void sendLast(byte[] message) {
        var _ = channel.writeAndFlush(frame(FrameType.SESSION, message, NOTHING))
                .addListener(written -> {
                    if (written.isSuccess()) {
                        TlsDoor.closeOutput(channel);
                    } else {
                        close();
                    }
                });
    }

    private ByteBuf frame(FrameType type, byte[] payload, byte[] appended) {
        int length = payload.length + appended.length;
        return channel.alloc()
                .directBuffer(FrameHeader.BYTES + length)
                .writeMedium(FrameHeader.encode(type, length, FrameHeader.DEVICE_FRAME_BYTES_MAX))
                .writeBytes(payload)
                .writeBytes(appended);
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
        if (channel.isWritable()) {
            onceWritable.run();
        }
    }
}
