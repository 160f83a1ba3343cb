package io.yunkong.edge.link.datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.concurrent.Ticker;
import io.yunkong.edge.AwakeClock;
import io.yunkong.edge.Bsm;
import io.yunkong.edge.TestZone;
import io.yunkong.edge.downlink.Acknowledgement;
import io.yunkong.edge.downlink.Notice;
import io.yunkong.edge.downlink.StationLink;
import io.yunkong.edge.link.DeviceEvents;
import io.yunkong.edge.link.DeviceLoop;
import io.yunkong.edge.link.Devices;
import io.yunkong.edge.link.LinkLimits;
import io.yunkong.edge.link.TestLoop;
import io.yunkong.edge.link.listen.Listeners;
import io.yunkong.edge.link.listen.Transport;
import io.yunkong.edge.link.session.Sessions;
import io.yunkong.edge.link.station.Stations;
import io.yunkong.wire.DownlinkMessage;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Datagrams that claim to come from where nobody can be answered. No socket can send them: they are put into the listener's channel. */
final class ImpossibleSourceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long STATION = 0x51;

    private final Stations stations = new Stations(_ -> {});
    private EventLoopGroup group;
    private EventLoop eventLoop;
    private DeviceLoop loop;
    private Channel channel;

    @BeforeEach
    void listen() {
        Transport transport = Transport.choose();
        group = new MultiThreadIoEventLoopGroup(1, transport.handlers());
        eventLoop = group.next();
        loop = TestLoop.create(eventLoop, stations, Ticker.systemTicker(), AwakeClock::nowUs);
        loop.start(eventLoop);
        LinkLimits limits = LinkLimits.standard();
        Devices devices = new Devices(
                TestZone.create(), limits, stations, new Status(), Set.of(DownlinkMessage.DOWNLINK_MESSAGE_NOTICE));
        Sessions sessions = new Sessions(devices, new SecureRandom(), AwakeClock::nowUs);
        channel = new Listeners(transport, group, Map.of(eventLoop, loop), limits)
                .listenUdp(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        (on, its, _) -> new DatagramHandler(on, its, devices, sessions.keys(), false).install())
                .syncUninterruptibly()
                .channel();
    }

    @AfterEach
    void stop() {
        channel.close().syncUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static final class Status implements DeviceEvents {
        @Override
        public void acknowledged(Acknowledgement received, Predicate<StationLink> from) {
            throw new AssertionError("nothing is acknowledged");
        }

        @Override
        public void waited(Notice notice, Notice.Fate fate) {
            throw new AssertionError("nothing is kept for datagram stations");
        }

        @Override
        public byte[] zoneStatusMessage() {
            return new byte[] {1, 2, 3};
        }
    }

    private static byte[] bsm(long station) {
        return Bsm.at(TestZone.create().plane(), station, 1, AwakeClock.nowUs(), 600, 500);
    }

    private long processed() throws Exception {
        return eventLoop.submit(() -> loop.counters().processed).get();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 0", "255.255.255.255, 4000", "224.0.0.1, 4000", "0.0.0.0, 4000"})
    void theMessageCountsTheAnswerIsLostAndNobodyElseNotices(String address, int port) throws Exception {
        InetSocketAddress claimed = new InetSocketAddress(InetAddress.getByName(address), port);
        var datagram = new DatagramPacket(
                Unpooled.wrappedBuffer(bsm(STATION)), (InetSocketAddress) channel.localAddress(), claimed);
        channel.pipeline().fireChannelRead(datagram);
        channel.pipeline().fireChannelReadComplete();
        await().atMost(PATIENCE).until(() -> processed() == 1);
        stations.findLink(STATION).orElseThrow().send(new byte[] {1, 2, 3});
        try (DatagramSocket socket = new DatagramSocket()) {
            byte[] healthy = bsm(STATION + 1);
            socket.send(new java.net.DatagramPacket(healthy, healthy.length, channel.localAddress()));
            await().atMost(PATIENCE).until(() -> processed() == 2);
            socket.setSoTimeout((int) PATIENCE.toMillis());
            java.net.DatagramPacket answer = new java.net.DatagramPacket(new byte[100], 100);
            socket.receive(answer);
            assertThat(answer.getLength()).isEqualTo(4); // the zone status
        }
        assertThat(channel.isOpen()).isTrue();
        assertThat(eventLoop.submit(() -> loop.defects().count()).get()).isZero();
    }
}
