package io.yunkong.edge.link.listen;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.EventExecutor;
import io.yunkong.edge.link.DeviceLoop;
import io.yunkong.edge.link.LinkLimits;
import io.yunkong.edge.link.tls.TlsDoor;
import io.yunkong.edge.link.tls.TlsKeeper;
import io.yunkong.edge.link.tls.TlsPeer;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens the edge's doors for devices. Immutable. */
public final class Listeners {
    /** Where a connection, or a socket for datagrams, goes once it is there. Called on its event loop. */
    public interface Entrance {
        /** @param peer who has come through a handshake; null = without TLS */
        void open(Channel channel, DeviceLoop loop, @Nullable TlsPeer peer);
    }

    private static final int BACKLOG = 1024;
    private static final int DATAGRAM_SOCKET_BUFFER_BYTES = 4 << 20;

    private final Transport transport;
    private final EventLoopGroup group;
    private final Map<EventExecutor, DeviceLoop> loops;
    private final LinkLimits limits;

    /**
     * For the device links of one edge.
     *
     * @param group event loops of the device links
     * @param loops what belongs to each of them
     */
    public Listeners(
            Transport transport, EventLoopGroup group, Map<EventExecutor, DeviceLoop> loops, LinkLimits limits) {
        this.transport = transport;
        this.group = group;
        this.loops = Map.copyOf(loops);
        this.limits = limits;
    }

    /** Takes connections at an address, without TLS; port 0 = any free one. */
    public ChannelFuture listen(InetSocketAddress address, Entrance next) {
        return bind(address, channel -> next.open(channel, loopOf(channel), null));
    }

    /** Takes connections of devices with a certificate at an address, by TLS; port 0 = any free one. */
    public ChannelFuture listenTls(InetSocketAddress address, TlsKeeper keeper, Entrance next) {
        TlsDoor door = new TlsDoor(keeper, limits.tls());
        return bind(address, channel -> {
            DeviceLoop loop = loopOf(channel);
            door.install(channel, loop, peer -> next.open(channel, loop, peer));
        });
    }

    private ChannelFuture bind(InetSocketAddress address, Consumer<SocketChannel> install) {
        int sendBuffer = limits.sizes().sendBufferBytes();
        return new ServerBootstrap()
                .group(group)
                .channel(transport.serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_SNDBUF, sendBuffer)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(sendBuffer / 2, sendBuffer))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        install.accept(channel);
                    }
                })
                .bind(address);
    }

    /** Takes datagrams at an address; port 0 = any free one. With epoll several are read by one system call. */
    public ChannelFuture listenUdp(InetSocketAddress address, Entrance next) {
        int slot = limits.sizes().frameBytesMax() + 1; // one more, so that one too long is seen to be
        int batch = limits.sizes().datagramBatchMax();
        Bootstrap bootstrap = new Bootstrap()
                .group(group)
                .channel(transport.datagramChannel())
                .option(ChannelOption.SO_RCVBUF, DATAGRAM_SOCKET_BUFFER_BYTES)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        next.open(channel, loopOf(channel), null);
                    }
                });
        switch (transport) {
            case EPOLL ->
                bootstrap
                        .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, slot)
                        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(slot * batch));
            case NIO -> bootstrap.option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(slot));
        }
        return bootstrap.bind(address);
    }

    private DeviceLoop loopOf(Channel channel) {
        EventExecutor executor = channel.eventLoop();
        DeviceLoop loop = loops.get(executor);
        if (loop == null) {
            throw new IllegalStateException(
                    "event loop without device loop: executor=" + executor + "; channel not taken");
        }
        return loop;
    }
}
