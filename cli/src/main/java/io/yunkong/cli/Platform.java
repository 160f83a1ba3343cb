package io.yunkong.cli;

import io.yunkong.cloud.CloudConfig;
import io.yunkong.cloud.CloudNode;
import io.yunkong.cloud.CloudStatistics;
import io.yunkong.edge.EdgeConfig;
import io.yunkong.edge.EdgeNode;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneWatch;
import io.yunkong.map.warn.ZoneParameters;
import io.yunkong.sim.Swarm;
import io.yunkong.sim.SwarmConfig;
import io.yunkong.sim.SwarmReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Edge, cloud and swarm in one process, joined by sockets as they are in the field. The edge starts first and stands alone until the
 * cloud node has joined its cluster, some seconds later.
 */
final class Platform implements AutoCloseable {
    /** The traffic starts this long after the edge, so that the busiest part of the cloud's start is over. */
    private static final long TRAFFIC_DELAY_MS = 2_000;

    private static final long SETTLE_MAX_NS = 2_000_000_000;

    private final Zone zone;
    private final long startUs;
    private final EdgeNode edge;
    private final CloudNode cloud;
    private final Swarm swarm;

    private Platform(Zone zone, long startUs, EdgeNode edge, CloudNode cloud, Swarm swarm) {
        this.zone = zone;
        this.startUs = startUs;
        this.edge = edge;
        this.cloud = cloud;
        this.swarm = swarm;
    }

    static Platform start(Zone folder, int vehicles, long seed, @Nullable Duration duration, InetSocketAddress http)
            throws IOException {
        InstantSource clock = InstantSource.system();
        InetSocketAddress link = freeAddress();
        EdgeNode edge = EdgeNode.start(edgeConfig(link), folder, clock);
        Swarm swarm = null;
        try {
            // Signals begin their cycle with the traffic, so that equal seeds meet equal signals; the cloud shows the
            // same.
            long startUs = (clock.millis() + TRAFFIC_DELAY_MS) * 1000;
            Zone zone = folder.withSignalAnchor(startUs);
            swarm = Swarm.start(
                    SwarmConfig.of(vehicles, seed, edge.tcpAddress(), duration).startingAt(startUs), zone, clock);
            CloudNode cloud = CloudNode.start(cloudConfig(http, link), List.of(zone), clock);
            return new Platform(zone, startUs, edge, cloud, swarm);
        } catch (RuntimeException e) {
            if (swarm != null) {
                swarm.close();
            }
            edge.close();
            throw e;
        }
    }

    /** An edge on free ports that looks for its cloud there. */
    static EdgeConfig edgeConfig(InetSocketAddress link) {
        return EdgeConfig.of("edge-1", loopback(0))
                .udp(Optional.of(loopback(0)))
                .mqtt(Optional.of(loopback(0)), Optional.empty(), List.of())
                .cloudNodes(List.of(link))
                .build();
    }

    static CloudConfig cloudConfig(InetSocketAddress http, InetSocketAddress link) {
        CloudConfig alone = CloudConfig.alone("cloud-1");
        return new CloudConfig(
                alone.nodeId(),
                http,
                new CloudConfig.Link(link, Optional.empty()),
                alone.cluster(),
                alone.limits(),
                alone.lease(),
                alone.consoleDirectory());
    }

    /** The edge must know the cloud's address before the cloud has started. */
    static InetSocketAddress freeAddress() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return loopback(probe.getLocalPort());
        }
    }

    static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Edge and cloud take other versions of the zone from its folder; the traffic goes on as it began. */
    void follow(Path folder) {
        edge.follow(new ZoneWatch(folder, zone, ZoneParameters::checked));
        cloud.follow(List.of(
                new ZoneWatch(folder, zone, read -> ZoneParameters.checked(read).withSignalAnchor(startUs))));
    }

    Zone zone() {
        return zone;
    }

    InetSocketAddress edgeAddress() {
        return edge.tcpAddress();
    }

    InetSocketAddress datagramAddress() {
        return edge.udpAddress().orElseThrow();
    }

    InetSocketAddress mqttAddress() {
        return edge.mqttAddress().orElseThrow();
    }

    InetSocketAddress httpAddress() {
        return cloud.httpAddress();
    }

    /** Whether a vehicle has received a warning. */
    boolean warned() {
        return swarm.report().firstWarningS() >= 0;
    }

    boolean trafficEnded() throws InterruptedException {
        return swarm.await(Duration.ZERO);
    }

    /** Ends the traffic, lets everything in flight come through, and sums up. */
    DemoSummary finish(double seconds, double firstWarningS) {
        int tracks = edge.statistics().tracks();
        SwarmReport traffic = swarm.stop();
        edge.close();
        return new DemoSummary(seconds, firstWarningS, tracks, traffic, edge.statistics(), settled());
    }

    /** The cloud's figures once it has worked off what the edge sent before it closed. */
    private CloudStatistics settled() {
        long untilNs = System.nanoTime() + SETTLE_MAX_NS;
        CloudStatistics figures = cloud.statistics();
        while (inFlight(figures) > 0 && System.nanoTime() < untilNs) {
            LockSupport.parkNanos(5_000_000);
            figures = cloud.statistics();
        }
        return figures;
    }

    private static long inFlight(CloudStatistics figures) {
        return figures.zones().values().stream()
                .mapToLong(zone -> zone.observations().inFlight())
                .sum();
    }

    @Override
    public void close() {
        try (CloudNode last = cloud;
                EdgeNode then = edge;
                Swarm first = swarm) {
            // Closes in this order from the end, each whatever happens to the others.
        }
    }
}
