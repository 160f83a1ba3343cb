package io.yunkong.edge.link;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Opens the edge's doors for devices. Immutable. */
public final class Listeners {
    private static final int BACKLOG = 1024;
    private static final int DATAGRAM_SOCKET_BUFFER_BYTES = 4 << 20;

    private final Transport transport;
    private final EventLoopGroup group;
    private final Map<EventExecutor, DeviceLoop> loops;
    private final Devices devices;

    /**
     * @param group event loops of the device links
     * @param loops what belongs to each of them
     */
    public Listeners(Transport transport, EventLoopGroup group, Map<EventExecutor, DeviceLoop> loops, Devices devices) {
        this.transport = transport;
        this.group = group;
        this.loops = Map.copyOf(loops);
        this.devices = devices;
    }

    /** Takes TCP connections at an address; port 0 = any free one. */
    public ChannelFuture listenTcp(InetSocketAddress address) {
        return listen(
                address, channel -> new TcpSession(channel, loopOf(channel.eventLoop()), devices, null).install());
    }

    /** Takes TLS connections of devices with a certificate at an address; port 0 = any free one. */
    public ChannelFuture listenTls(InetSocketAddress address, TlsKeeper keeper) {
        return listenTls(address, keeper, (channel, peer) -> {
            TcpSession session = new TcpSession(channel, loopOf(channel.eventLoop()), devices, peer);
            session.install();
            session.begin();
        });
    }

    /** What all MQTT clients share, whatever listener they come by. */
    public MqttDoor mqttDoor(MqttConfig config) {
        return new MqttDoor(devices, config, loops.keySet());
    }

    /** Takes MQTT clients at an address, without TLS; port 0 = any free one. */
    public ChannelFuture listenMqtt(InetSocketAddress address, MqttDoor door) {
        return listen(address, channel -> new MqttSession(channel, loopOf(channel.eventLoop()), door, null).install());
    }

    /** Takes MQTT clients with a certificate at an address, by TLS; port 0 = any free one. */
    public ChannelFuture listenMqttTls(InetSocketAddress address, MqttDoor door, TlsKeeper keeper) {
        return listenTls(address, keeper, (channel, peer) -> {
            MqttSession session = new MqttSession(channel, loopOf(channel.eventLoop()), door, peer);
            session.install();
            session.begin();
        });
    }

    private ChannelFuture listenTls(
            InetSocketAddress address, TlsKeeper keeper, BiConsumer<SocketChannel, TlsPeer> next) {
        TlsDoor door = new TlsDoor(keeper, devices.limits().tls());
        return listen(
                address,
                channel -> door.install(channel, loopOf(channel.eventLoop()), peer -> next.accept(channel, peer)));
    }

    private ChannelFuture listen(InetSocketAddress address, Consumer<SocketChannel> install) {
        int sendBuffer = devices.limits().sendBufferBytes();
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

    /**
     * Takes datagrams at an address; port 0 = any free one. With epoll several are read by one system call.
     *
     * @param keyedOnly whether bare ones, which anybody can send, are refused
     */
    public ChannelFuture listenUdp(InetSocketAddress address, boolean keyedOnly) {
        int slot = devices.limits().frameBytesMax() + 1; // one more, so that one too long is seen to be
        int batch = devices.limits().datagramBatchMax();
        Bootstrap bootstrap = new Bootstrap()
                .group(group)
                .channel(transport.datagramChannel())
                .option(ChannelOption.SO_RCVBUF, DATAGRAM_SOCKET_BUFFER_BYTES)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(io.netty.channel.Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        "datagrams",
                                        new DatagramHandler(channel, loopOf(channel.eventLoop()), devices, keyedOnly));
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

    private DeviceLoop loopOf(EventExecutor executor) {
        DeviceLoop loop = loops.get(executor);
        if (loop == null) {
            throw new IllegalStateException(
                    "event loop without device loop: executor=" + executor + "; channel not taken");
        }
        return loop;
    }
}
