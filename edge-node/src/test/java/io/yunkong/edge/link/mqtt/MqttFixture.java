package io.yunkong.edge.link.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.Promise;
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
import io.yunkong.edge.link.FrameRate;
import io.yunkong.edge.link.LinkLimits;
import io.yunkong.edge.link.LinkSizes;
import io.yunkong.edge.link.LinkTimes;
import io.yunkong.edge.link.ResumeLimits;
import io.yunkong.edge.link.TestLoop;
import io.yunkong.edge.link.TlsLimits;
import io.yunkong.edge.link.listen.Listeners;
import io.yunkong.edge.link.listen.Transport;
import io.yunkong.edge.link.profile.Profiles;
import io.yunkong.edge.link.station.Stations;
import io.yunkong.edge.statistics.LinkCounters;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.road.Zone;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.ServiceLevel;
import io.yunkong.wire.StationEvent;
import io.yunkong.wire.ZoneStatus;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** An MQTT listener with everything behind it, on a loop of its own and a free port; its stations can be reached directly. */
final class MqttFixture implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final LocalPlane PLANE = TestZone.create().plane();

    final Stations stations;
    final List<StationEvent> events = new CopyOnWriteArrayList<>();
    private final EventLoopGroup group;
    private final EventLoop eventLoop;
    private final DeviceLoop loop;
    private final Channel listener;

    MqttFixture(LinkLimits limits, MqttLimits mqtt) {
        Transport transport = Transport.choose();
        group = new MultiThreadIoEventLoopGroup(1, transport.handlers());
        eventLoop = group.next();
        stations = new Stations(events::add);
        loop = TestLoop.create(eventLoop, stations, Ticker.systemTicker(), MqttFixture::nowUs);
        loop.start(eventLoop);
        Zone zone = TestZone.create();
        Devices devices = new Devices(zone, limits, stations, new Status(), Set.of());
        Listeners listeners = new Listeners(transport, group, Map.of(eventLoop, loop), limits);
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        MqttConfig config = new MqttConfig(Optional.of(anyPort), Optional.empty(), Profiles.shipped(), mqtt);
        listener = listeners
                .listen(anyPort, new MqttDoor(devices, config, Set.of(eventLoop))::open)
                .syncUninterruptibly()
                .channel();
    }

    static MqttFixture start() {
        return new MqttFixture(limits(10_000, 50), MqttLimits.standard());
    }

    /** For clients that are programs of their own and may have to wait for a core: five seconds for what else has half of one. */
    static MqttFixture startPatient() {
        return new MqttFixture(limits(10_000, 50, Duration.ofSeconds(5)), MqttLimits.standard());
    }

    /** 500 ms to connect, to complete a packet and to read; 2 s until a relayed station is forgotten. */
    static LinkLimits limits(int framesPerSecond, int connections) {
        return limits(framesPerSecond, connections, Duration.ofMillis(500));
    }

    private static LinkLimits limits(int framesPerSecond, int connections, Duration patience) {
        Duration often = Duration.ofMillis(300);
        return new LinkLimits(
                new LinkTimes(patience, patience, Duration.ofSeconds(2), often, patience, often),
                new LinkSizes(8192, 16_384, connections, 50, 16),
                new FrameRate(framesPerSecond, framesPerSecond, 1),
                ResumeLimits.standard(),
                TlsLimits.standard());
    }

    static long nowUs() {
        return AwakeClock.nowUs();
    }

    /** A car that stands on the road of the test zone. */
    static byte[] bsm(long station, int count) {
        return Bsm.at(PLANE, station, count, nowUs(), 600, 500);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    String uri() {
        return "tcp://127.0.0.1:" + address().getPort();
    }

    StationLink awaitLink(long station) {
        return await().atMost(PATIENCE)
                .until(() -> stations.findLink(station), java.util.Optional::isPresent)
                .orElseThrow();
    }

    LinkCounters counters() {
        return eventLoop
                .submit(() -> {
                    LinkCounters copy = new LinkCounters();
                    copy.add(loop.counters());
                    return copy;
                })
                .syncUninterruptibly()
                .getNow();
    }

    LinkCounters awaitCounters(Predicate<LinkCounters> wanted) {
        return await().atMost(PATIENCE).until(this::counters, wanted);
    }

    /** Stops, and checks what must hold after every test. */
    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        Promise<Void> done = eventLoop.newPromise();
        eventLoop.execute(() -> loop.shutDown(eventLoop, done));
        done.awaitUninterruptibly(PATIENCE.toMillis());
        LinkCounters last = awaitCounters(c -> c.mqtt.connected == 0);
        assertThat(last.received).isEqualTo(last.processed + last.rejected.total() + last.shed.total() + last.inFlight);
        assertThat(last.inFlight).isZero();
        assertThat(loop.defects().count()).isZero();
        assertThat(stations.sessionCount()).isZero();
        assertThat(stations.relayedStationCount()).isZero();
        group.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static final class Status implements DeviceEvents {
        @Override
        public void acknowledged(Acknowledgement received, Predicate<StationLink> from) {
            throw new AssertionError("no acknowledgements by mqtt");
        }

        @Override
        public void waited(Notice notice, Notice.Fate fate) {
            throw new AssertionError("nothing is kept for mqtt clients");
        }

        @Override
        public byte[] zoneStatusMessage() {
            return EdgeMessage.newBuilder()
                    .setZoneStatus(ZoneStatus.newBuilder().setZone("test-zone").setLevel(ServiceLevel.SERVICE_LEVEL_OK))
                    .build()
                    .toByteArray();
        }
    }
}
