package io.yunkong.load.bench;

import io.yunkong.edge.EdgeConfig;
import io.yunkong.edge.EdgeNode;
import io.yunkong.edge.link.LinkLimits;
import io.yunkong.edge.link.LinkSizes;
import io.yunkong.edge.link.LinkTimes;
import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.load.platform.Platform;
import io.yunkong.map.road.Zone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** This platform's edge with everything that it does, on one event loop unless it says otherwise; without a cloud unless it is told of one. */
final class EdgeServer implements Server {
    private static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static final Duration WAIT_MAX = Duration.ofSeconds(60);
    /** Those of the trial before are not forgotten yet when others come. */
    private static final int DATAGRAM_STATIONS_MAX = 50_000;

    private final EdgeNode edge;

    private EdgeServer(EdgeNode edge) {
        this.edge = edge;
    }

    /** As shipped, but a vehicle that waits until all are connected, silently, is let wait. */
    private static EdgeConfig.Builder config(String id) {
        LinkTimes shipped = LinkTimes.standard();
        LinkTimes patient = new LinkTimes(
                shipped.helloTimeout(),
                shipped.frameTimeout(),
                WAIT_MAX,
                shipped.heartbeatInterval(),
                shipped.slowReaderTimeout(),
                shipped.lingerTimeout());
        LinkLimits limits = LinkLimits.standard();
        return EdgeConfig.of(id, FREE)
                .link(new LinkLimits(patient, limits.sizes(), limits.rate(), limits.resume(), limits.tls()));
    }

    /** An edge that takes sessions over TCP. */
    static EdgeServer start(Zone zone) throws IOException {
        return new EdgeServer(EdgeNode.start(config("edge-1").build(), zone, InstantSource.system()));
    }

    /** One that keeps its map on an event loop, and its devices on another. */
    static EdgeServer startWithTwoLoops(Zone zone) throws IOException {
        EdgeConfig config = config("edge-1").eventLoops(2).build();
        return new EdgeServer(EdgeNode.start(config, zone, InstantSource.system()));
    }

    /** One that takes bare datagrams, too: with the shipped times, as a datagram station is heard from its first datagram on. */
    static EdgeServer startWithDatagrams(Zone zone) throws IOException {
        LinkLimits limits = LinkLimits.standard();
        LinkSizes shipped = limits.sizes();
        LinkSizes roomy = new LinkSizes(
                shipped.frameBytesMax(),
                shipped.sendBufferBytes(),
                shipped.connectionsMax(),
                DATAGRAM_STATIONS_MAX,
                shipped.datagramBatchMax());
        EdgeConfig config = EdgeConfig.of("edge-1", FREE)
                .link(new LinkLimits(limits.times(), roomy, limits.rate(), limits.resume(), limits.tls()))
                .udp(Optional.of(FREE))
                .build();
        return new EdgeServer(EdgeNode.start(config, zone, InstantSource.system()));
    }

    /** One with a cloud node at that address; returns when it is linked to the owner of every tile. */
    static EdgeServer startWithCloud(String id, Zone zone, InetSocketAddress cloud) throws IOException {
        EdgeConfig config = config(id).cloudNodes(List.of(cloud)).build();
        EdgeNode edge = EdgeNode.start(config, zone, InstantSource.system());
        Platform.awaitCloud(edge);
        return new EdgeServer(edge);
    }

    /** One whose vehicles come by TLS. */
    static EdgeServer startSecured(Zone zone, SecuredSite site) throws IOException {
        EdgeConfig config = config("edge-1").security(site.edgeSecurity()).build();
        return new EdgeServer(EdgeNode.start(config, zone, InstantSource.system()));
    }

    @Override
    public Map<String, Double> where() {
        Map<String, Double> where = new HashMap<>();
        where.put("port", (double) edge.tlsAddress().orElse(edge.tcpAddress()).getPort());
        edge.udpAddress().ifPresent(address -> where.put("udp_port", (double) address.getPort()));
        return where;
    }

    @Override
    public Map<String, Double> counters() {
        EdgeStatistics statistics = edge.statistics();
        return Map.of(
                "received", (double) statistics.received(),
                "processed", (double) statistics.processed(),
                "rejected", sum(statistics.rejected()),
                "shed", sum(statistics.shed()),
                "raised", sum(statistics.warnings().raised()));
    }

    private static double sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        edge.close();
    }
}
