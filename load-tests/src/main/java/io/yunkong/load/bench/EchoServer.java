package io.yunkong.load.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.ReferenceCountUtil;
import io.yunkong.load.device.DeviceFrames;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.frame.FrameType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a server on these sockets can do at best: one event loop that cuts the stream into frames, sends session frames back as they came,
 * and does nothing with the others. Answers are flushed once a read.
 */
final class EchoServer implements Server {
    private final EventLoopGroup loop;
    private final InetSocketAddress address;
    private final AtomicLong received = new AtomicLong();

    EchoServer() {
        boolean epoll = Epoll.isAvailable();
        loop = new MultiThreadIoEventLoopGroup(1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        address = (InetSocketAddress) new ServerBootstrap()
                .group(loop)
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(DeviceFrames.decoder(), new Echo());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel()
                .localAddress();
    }

    InetSocketAddress address() {
        return address;
    }

    @Override
    public Map<String, Double> where() {
        return Map.of("port", (double) address.getPort());
    }

    @Override
    public Map<String, Double> counters() {
        return Map.of("received", (double) received());
    }

    /** Frames that were no session frames. */
    long received() {
        return received.get();
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf frame = (ByteBuf) message;
            if (frame.getUnsignedByte(frame.readerIndex()) == FrameType.SESSION.code()) {
                ByteBuf length =
                        context.alloc().buffer(FrameHeader.LENGTH_BYTES).writeShort(frame.readableBytes());
                context.write(length, context.voidPromise());
                context.write(frame, context.voidPromise());
            } else {
                received.setOpaque(received.getPlain() + 1); // one event loop
                ReferenceCountUtil.release(frame);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close(); // the generator tells of connections that it lost
        }
    }
}
