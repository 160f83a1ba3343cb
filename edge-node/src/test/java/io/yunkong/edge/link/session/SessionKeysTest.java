package io.yunkong.edge.link.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.yunkong.edge.downlink.Acknowledgement;
import io.yunkong.edge.downlink.Notice;
import io.yunkong.edge.downlink.StationLink;
import io.yunkong.edge.link.DeviceEvents;
import io.yunkong.edge.link.DeviceRates;
import io.yunkong.edge.link.FrameRate;
import io.yunkong.edge.link.ResumeLimits;
import io.yunkong.edge.statistics.ResumeCounters;
import io.yunkong.wire.Hello;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose datagrams are taken, and for how long. */
final class SessionKeysTest {
    private final SessionKeys keys = new SessionKeys(new SecureRandom());
    private EventLoopGroup group;
    private Channel datagrams;
    private DeviceSession session;

    @BeforeEach
    void open() {
        group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        datagrams = new Bootstrap()
                .group(group)
                .channel(NioDatagramChannel.class)
                .handler(new ChannelInboundHandlerAdapter())
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
        keys.listen(datagrams);
        ResumeLimits limits = ResumeLimits.standard();
        ResumeCounters counters = new ResumeCounters();
        session = new DeviceSession(
                "s",
                Hello.newBuilder().setDeviceId("veh-1").setStationId(1).build(),
                new Outbox(limits, 1, counters, new Nobody(), () -> 0),
                keys,
                new AwaySessions(limits, counters),
                new DeviceRates(new FrameRate(1, 1, 1)));
    }

    @AfterEach
    void close() {
        datagrams.close().syncUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static final class Nobody implements DeviceEvents {
        @Override
        public void acknowledged(Acknowledgement received, Predicate<StationLink> from) {}

        @Override
        public void waited(Notice notice, Notice.Fate fate) {}

        @Override
        public byte[] zoneStatusMessage() {
            return new byte[0];
        }
    }

    @Test
    void aNewKeyEndsTheOneBefore() {
        long first = keys.issue(session).orElseThrow().id();
        long second = keys.issue(session).orElseThrow().id();
        assertThat(keys.find(first)).isNull();
        assertThat(keys.find(second)).isNotNull();
    }

    @Test
    void theKeyEndsWithItsSessionAndNoneIsGivenToOneThatIsOver() {
        long key = keys.issue(session).orElseThrow().id();
        session.end();
        assertThat(keys.find(key)).isNull();
        assertThat(keys.issue(session)).isEmpty();
        assertThat(keys.count()).isZero();
    }
}
