package io.yunkong.edge.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;

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

    /** Hands an encoded EdgeMessage to the connection; false when it is closed or the device does not read. */
    boolean send(byte[] message) {
        if (!channel.isActive() || !channel.isWritable()) {
            return false;
        }
        var _ = channel.writeAndFlush(SessionMessages.frame(channel.alloc(), message), channel.voidPromise());
        return true;
    }

    /** The last message: afterwards only the way up stays open, so that the device can read it before it closes. */
    void sendLast(byte[] message) {
        ByteBuf frame = SessionMessages.frame(channel.alloc(), message);
        var _ = channel.writeAndFlush(frame).addListener(written -> {
            if (written.isSuccess() && channel instanceof DuplexChannel duplex) {
                var _ = duplex.shutdownOutput();
            } else {
                close();
            }
        });
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
