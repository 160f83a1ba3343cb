package io.yunkong.load.fleet;

import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.yunkong.load.device.DeviceFrames;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.frame.FrameType;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A device's TCP connection to an edge: frames out, frames in. Lives on one event loop. */
final class Connection {
    /** What happens on it. */
    interface Listener {
        void opened();

        /** A session message. */
        void heard(EdgeMessage message);

        /** A message frame of the standard. */
        void told(byte[] uper);

        /** It is gone, or could not be made. Once, and not after {@link Connection#reset()}. */
        void closed(String reason);
    }

    /** Makes a frame for a channel. */
    @FunctionalInterface
    interface FrameMaker {
        ByteBuf frame(Channel channel);
    }

    private static final long CLOSE_MAX_S = 5;

    private final Surroundings surroundings;
    private final Listener listener;
    private @Nullable Channel channel;
    private boolean over;

    private Connection(Surroundings surroundings, Listener listener) {
        this.surroundings = surroundings;
        this.listener = listener;
    }

    static Connection open(Surroundings surroundings, Listener listener) {
        Connection connection = new Connection(surroundings, listener);
        new Bootstrap()
                .group(surroundings.loop())
                .channel(DeviceFrames.channel(surroundings.loop()))
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connected) {
                        connected.pipeline().addLast(DeviceFrames.decoder(), connection.new Input());
                    }
                })
                .connect(surroundings.edge())
                .addListener(connect -> {
                    if (!connect.isSuccess()) {
                        connection.over("cannot connect: " + connect.cause().getMessage());
                    }
                });
        return connection;
    }

    /** A message frame as the link carries it. */
    static ByteBuf uper(Channel channel, byte[] message) {
        return channel.alloc()
                .buffer(FrameHeader.BYTES + message.length)
                .writeMedium(FrameHeader.encode(FrameType.UPER, message.length, FrameHeader.DEVICE_FRAME_BYTES_MAX))
                .writeBytes(message);
    }

    void say(DeviceMessage message) {
        write(to -> DeviceFrames.session(to, message));
    }

    /** False = it is not open, nothing was written. */
    boolean write(FrameMaker maker) {
        Channel to = channel;
        if (over || to == null || !to.isActive()) {
            return false;
        }
        to.writeAndFlush(maker.frame(to), to.voidPromise());
        return true;
    }

    /** Says no more, and waits for the edge to close: it reads all that was sent. */
    void end() {
        if (channel instanceof SocketChannel open && open.isActive()) {
            open.shutdownOutput();
            var _ = surroundings.loop().schedule(() -> open.close(), CLOSE_MAX_S, TimeUnit.SECONDS);
        }
    }

    /** Reads no more: what the edge sends from now on is lost with the connection. */
    void deafen() {
        Channel open = channel;
        if (open != null) {
            open.config().setAutoRead(false);
        }
    }

    /** Breaks off as a lost radio link does: a reset, not a farewell. */
    void reset() {
        over = true;
        Channel open = channel;
        if (open != null) {
            open.config().setOption(ChannelOption.SO_LINGER, 0);
            open.close();
        }
    }

    private void over(String reason) {
        if (!over) {
            over = true;
            listener.closed(reason);
        }
    }

    private final class Input extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            channel = context.channel();
            listener.opened();
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf frame)
                throws InvalidProtocolBufferException {
            if (over) {
                return;
            }
            int type = frame.readUnsignedByte();
            if (type == FrameType.UPER.code()) {
                byte[] uper = new byte[frame.readableBytes()];
                frame.readBytes(uper);
                listener.told(uper);
            } else if (type == FrameType.SESSION.code()) {
                listener.heard(EdgeMessage.parseFrom(frame.nioBuffer()));
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            over("connection closed by the edge");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            over("connection broken: " + cause);
            context.close();
        }
    }
}
