package io.yunkong.edge.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts the octets of a connection into pieces, frames or packets, and knows since when one is begun and not complete. Tells the loop when a read
 * cycle begins and ends. Owned by the connection's event loop.
 */
public abstract class PieceDecoder extends ByteToMessageDecoder {
    private final DeviceLoop loop;
    private boolean deaf;
    private boolean completed;
    private boolean incomplete;
    private long incompleteSinceNanos;

    protected PieceDecoder(DeviceLoop loop) {
        this.loop = loop;
    }

    /** Cuts off the first piece if it is there, else leaves {@code in} as it is. */
    protected abstract void cut(ByteBuf in, List<Object> out);

    /** The connection ended inside a piece. */
    protected abstract void cutOff();

    /** A whole piece has been cut off. */
    protected final void completed() {
        completed = true;
    }

    /** From now on everything is thrown away. */
    public final void stopListening() {
        deaf = true;
        incomplete = false;
    }

    /** Whether a piece was begun before {@code thenNanos} and is still not complete. */
    public final boolean incompleteSince(long thenNanos) {
        return incomplete && incompleteSinceNanos - thenNanos < 0;
    }

    @Override
    public final void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        loop.beginRead();
        super.channelRead(context, message);
    }

    @Override
    public final void channelReadComplete(ChannelHandlerContext context) throws Exception {
        boolean rest = !deaf && actualReadableBytes() > 0;
        if (rest && (completed || !incomplete)) {
            incompleteSinceNanos = loop.readAtLimitNanos();
        }
        incomplete = rest;
        completed = false;
        super.channelReadComplete(context);
        loop.endRead();
    }

    @Override
    protected final void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (deaf) {
            in.skipBytes(in.readableBytes());
        } else {
            cut(in, out);
        }
    }

    @Override
    protected final void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (!deaf && in.isReadable()) {
            stopListening();
            cutOff();
        }
        in.skipBytes(in.readableBytes());
    }
}
