package io.yunkong.edge;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Ticker;
import io.yunkong.edge.downlink.Acknowledgement;
import io.yunkong.edge.downlink.Downlink;
import io.yunkong.edge.downlink.Notice;
import io.yunkong.edge.downlink.StationLink;
import io.yunkong.edge.fastpath.FastPath;
import io.yunkong.edge.fastpath.Inlet;
import io.yunkong.edge.fastpath.Rehearsal;
import io.yunkong.edge.link.DeviceEvents;
import io.yunkong.edge.link.DeviceLoop;
import io.yunkong.edge.link.Devices;
import io.yunkong.edge.link.listen.Listeners;
import io.yunkong.edge.link.listen.Transport;
import io.yunkong.edge.link.session.Sessions;
import io.yunkong.edge.link.station.Stations;
import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.edge.statistics.LinkCounters;
import io.yunkong.edge.statistics.MapCounters;
import io.yunkong.edge.uplink.Uplink;
import io.yunkong.map.exchange.MapMessages;
import io.yunkong.map.exchange.SignalMessages;
import io.yunkong.map.exchange.WireExchange;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneWatch;
import io.yunkong.wire.time.UnixTime;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running edge node. Devices connect to it, it warns them of what it sees, and keeps the cloud informed. Its methods may be called by
 * any thread but its own event loops.
 *
 * <pre>
 *  device --octets--> link --reports--> fastpath --observations--> uplink --batches--> cloud nodes
 *     ^                                    |                          |
 *     '------------ downlink &lt;--warnings---'------- warnings ---------'
 * </pre>
 */
public final class EdgeNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeNode.class);
    private static final int CONNECT_TIMEOUT_MS = 1000;

    private final EdgeConfig config;
    private final InstantSource clock;
    private final EventLoops eventLoops;
    private final DeviceLoops deviceLoops;
    private final LongSupplier clockUs;
    private final MapCounters mapCounters = new MapCounters(Ticker.systemTicker()::nanoTime);
    private final EventLoop mapLoop;
    private final WireExchange exchange;
    private final Future<Long> rehearsed;
    private final Uplink uplink;
    private final Stations stations;
    private final Sessions sessions;
    private final Downlink downlink;
    private final FastPath fastPath;
    private final Devices devices;
    private final Doors doors;
    private final ZoneKeeper zones;
    private volatile @Nullable EdgeStatistics last;
    private boolean closed;

    private EdgeNode(EdgeConfig config, Zone zone, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        Transport transport = Transport.choose();
        this.clockUs = () -> UnixTime.nowUs(clock);
        this.eventLoops = new EventLoops(config.edgeId(), transport);
        EventLoopGroup mapGroup = eventLoops.start("map", 1);
        EventLoopGroup deviceGroup =
                config.eventLoops() == 1 ? mapGroup : eventLoops.start("device", config.eventLoops() - 1);
        this.mapLoop = mapGroup.next();
        this.exchange = new WireExchange(zone);
        this.rehearsed = mapLoop.submit(() -> Rehearsal.play(exchange, mapLoop)); // while the rest of the edge is made
        Bootstrap bootstrap = new Bootstrap()
                .group(mapLoop)
                .channel(transport.clientChannel())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS);
        this.uplink = new Uplink(
                new Uplink.Setup(
                        config.edgeId(),
                        config.cloudNodes(),
                        config.uplink(),
                        config.edgeId().hashCode()),
                exchange,
                mapLoop,
                bootstrap,
                mapCounters,
                clockUs);
        this.stations = new Stations(uplink::station);
        this.downlink = new Downlink(
                new Downlink.Setup(zone, config.edgeId(), config.fastPath().ledgerMax()),
                stations,
                uplink,
                mapCounters,
                clockUs);
        this.fastPath = new FastPath(config.edgeId(), mapLoop, exchange, downlink, uplink, mapCounters, clockUs);
        this.devices = new Devices(
                zone, config.link(), stations, new Events(), config.listeners().datagramDownlink());
        this.sessions = new Sessions(devices, new SecureRandom(), clockUs);
        this.deviceLoops = new DeviceLoops(deviceGroup, executor -> {
            LinkCounters counters = new LinkCounters();
            Inlet inlet = new Inlet(executor, fastPath, config.fastPath(), counters, clockUs);
            return new DeviceLoop(zone, inlet, counters, clockUs, Ticker.systemTicker());
        });
        Listeners listeners = new Listeners(transport, deviceGroup, deviceLoops.all(), config.link());
        this.doors = new Doors(listeners, devices, sessions, deviceLoops.all().keySet());
        deviceLoops.keep(sessions, clockUs);
        this.zones = new ZoneKeeper(config.edgeId(), zone, this::activate);
        LOG.info(
                "edge {} starts: zone={}, zone_version={}, transport={}, event_loops={}",
                config.edgeId(),
                zone.name(),
                zone.version(),
                transport,
                config.eventLoops());
    }

    /**
     * Starts an edge: when this returns devices can connect, and cloud nodes are being dialled.
     *
     * @param clock wall clock, for message ages and stamps
     * @throws IOException when an address cannot be bound; nothing is left running
     */
    public static EdgeNode start(EdgeConfig config, Zone zone, InstantSource clock) throws IOException {
        EdgeNode edge = new EdgeNode(config, zone, clock);
        try {
            edge.open(zone);
        } catch (IOException | RuntimeException e) {
            edge.stop();
            throw e;
        }
        return edge;
    }

    private void open(Zone zone) throws IOException {
        EventLoops.await(rehearsed);
        doors.open(config, clock);
        config.listeners()
                .openPlaintext()
                .forEach(listener -> LOG.warn(
                        "plain text allowed: listener={}; whoever reaches it can speak as any device", listener));
        // Dials only now: an edge that cannot listen must not take the cloud's links from the one that does.
        EventLoops.ask(mapLoop, () -> {
            uplink.start(downlink);
            fastPath.start(config.fastPath());
            return true;
        });
        LOG.info(
                "edge {} listens: tcp={}, tls={}, udp={}, mqtt={}, mqtt_tls={}",
                config.edgeId(),
                tcpAddress(),
                tlsAddress().map(InetSocketAddress::toString).orElse("none"),
                udpAddress().map(InetSocketAddress::toString).orElse("none"),
                mqttAddress().map(InetSocketAddress::toString).orElse("none"),
                mqttTlsAddress().map(InetSocketAddress::toString).orElse("none"));
        if (config.tellsMaps()) {
            zones.prepare(() -> makeMaps(zone));
        }
    }

    /** Takes a few hundred milliseconds at first, for which devices need not wait. */
    private void makeMaps(Zone zone) {
        try {
            MapMessages messages = MapMessages.of(zone);
            mapLoop.execute(() -> downlink.tellMaps(zone, messages));
        } catch (RuntimeException e) {
            mapLoop.execute(() -> mapCounters.defects.report("making lane maps for roadside units", e));
        }
    }

    /**
     * Has every other version of the zone take over that is put into its folder from now on; looks once a second until the edge is closed. Call
     * once at most.
     *
     * @param watch of the folder, with the version that the edge was started with
     */
    public void follow(ZoneWatch watch) {
        follow(watch, ZoneKeeper.LOOK);
    }

    void follow(ZoneWatch watch, Duration every) {
        zones.follow(watch, every);
    }

    /** Between two events of the map thread everything changes at once; answers how many tracks were kept. */
    int activate(Zone next) throws InterruptedException {
        WireExchange nextExchange = new WireExchange(next);
        SignalMessages spat = new SignalMessages(next);
        Optional<MapMessages> maps = config.tellsMaps() ? Optional.of(MapMessages.of(next)) : Optional.empty();
        return EventLoops.askInterruptibly(mapLoop, () -> {
            int kept = fastPath.activate(nextExchange, spat);
            downlink.activate(next);
            maps.ifPresent(messages -> downlink.tellMaps(next, messages));
            devices.activate(next);
            deviceLoops.activate(next);
            uplink.activate(nextExchange);
            return kept;
        });
    }

    /** Where devices connect. */
    public InetSocketAddress tcpAddress() {
        return doors.tcp().orElseThrow();
    }

    /** Where devices connect by TLS; empty when they cannot. */
    public Optional<InetSocketAddress> tlsAddress() {
        return doors.tls();
    }

    /** Where datagrams are taken; empty when they are not. */
    public Optional<InetSocketAddress> udpAddress() {
        return doors.udp();
    }

    /** Where MQTT clients connect without TLS; empty when they cannot. */
    public Optional<InetSocketAddress> mqttAddress() {
        return doors.mqtt();
    }

    /** Where MQTT clients connect by TLS; empty when they cannot. */
    public Optional<InetSocketAddress> mqttTlsAddress() {
        return doors.mqttTls();
    }

    /**
     * What the edge has done so far. Every event loop is asked between two of its tasks, so the counters balance. After {@link #close()}
     * the last statistics.
     */
    public EdgeStatistics statistics() {
        EdgeStatistics known = last;
        return known != null ? known : collect();
    }

    private EdgeStatistics collect() {
        LinkCounters sum = deviceLoops.counters();
        return EventLoops.ask(
                mapLoop,
                () -> new EdgeStatistics(
                        sum.received,
                        sum.processed,
                        sum.rejected.toMap(),
                        sum.shed.toMap(),
                        sum.inFlight,
                        new EdgeStatistics.Objects(sum.objectsAccepted, sum.objectsRejected.toMap()),
                        sum.emergencyRunsRefused.toMap(),
                        new EdgeStatistics.Sessions(
                                stations.sessionCount(),
                                stations.datagramStationCount(),
                                sum.connectionsOpened,
                                sum.sessionsAccepted,
                                sum.sessionMessages,
                                sum.sessionMessagesOverRate,
                                sum.acksFromStrangers,
                                sum.refused.toMap(),
                                sum.closed.toMap()),
                        sessions.resumes(),
                        new EdgeStatistics.Tls(sum.handshakes, sum.handshakeFaults.toMap()),
                        sum.mqtt.toStatistics(stations.relayedStationCount()),
                        fastPath.tracks(),
                        mapCounters.warnings(),
                        mapCounters.advice.statistics(),
                        mapCounters.standard.statistics(sum),
                        fastPath.signals(),
                        fastPath.roadside(),
                        fastPath.plans(sum.plansRefused.toMap()),
                        mapCounters.priority.statistics(sum.requestsRefused),
                        mapCounters.positionUse.statistics(),
                        uplink.statistics(),
                        uplink.serviceLevel(),
                        mapCounters.latency.summary(),
                        zones.statistics(),
                        mapCounters.defects.count() + deviceLoops.defectCount()));
    }

    /**
     * Tells every device that the edge stops, lets what is in flight come through, closes every link, and ends the threads.
     *
     * @throws IllegalStateException when an event loop does not answer; the threads are ended nevertheless
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        EdgeStatistics now;
        try {
            zones.close();
            doors.shut();
            deviceLoops.shutDown();
            EventLoops.ask(mapLoop, () -> {
                sessions.forgetAway(clockUs.getAsLong());
                return true;
            });
            EventLoops.ask(mapLoop, () -> {
                uplink.close();
                return true;
            });
            now = collect();
            last = now;
        } finally {
            stop();
        }
        LOG.info("edge {} stopped: received={}, in_flight={}", config.edgeId(), now.received(), now.inFlight());
    }

    private void stop() {
        zones.close();
        eventLoops.stop();
        doors.close();
    }

    /** What device links tell the map thread. */
    private final class Events implements DeviceEvents {
        @Override
        public void acknowledged(Acknowledgement received, Predicate<StationLink> from) {
            mapLoop.execute(() -> downlink.acknowledge(received, from));
        }

        @Override
        public void waited(Notice notice, Notice.Fate fate) {
            mapLoop.execute(() -> downlink.waited(notice, fate));
        }

        @Override
        public byte[] zoneStatusMessage() {
            return downlink.zoneStatusMessage();
        }
    }
}
