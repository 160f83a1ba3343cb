package io.yunkong.load.platform;

import io.yunkong.cloud.CloudConfig;
import io.yunkong.cloud.CloudNode;
import io.yunkong.cloud.CloudStatistics;
import io.yunkong.edge.EdgeConfig;
import io.yunkong.edge.EdgeNode;
import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.map.road.Zone;
import io.yunkong.wire.ServiceLevel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/** An edge and its cloud in this process, on loopback and free ports. */
public final class Platform implements AutoCloseable {
    private static final long READY_MAX_NS = 30_000_000_000L;
    private static final long SETTLE_MAX_NS = 5_000_000_000L;
    private static final long LOOK_NS = 10_000_000;

    private final Zone zone;
    private final CloudNode cloud;
    private final EdgeNode edge;

    private Platform(Zone zone, CloudNode cloud, EdgeNode edge) {
        this.zone = zone;
        this.cloud = cloud;
        this.edge = edge;
    }

    /**
     * Both have counted this.
     *
     * @param edge of the edge
     * @param cloud of the zone in the cloud
     */
    public record Figures(EdgeStatistics edge, CloudStatistics.ZoneFigures cloud) {
        boolean settled() {
            return edge.inFlight() == 0 && cloud.observations().inFlight() == 0;
        }
    }

    /**
     * Blocks until edge and cloud have found each other, some seconds.
     *
     * @throws IOException when the edge cannot listen
     * @throws IllegalStateException when they do not come so far
     */
    public static Platform start(Zone zone, InstantSource clock) throws IOException {
        CloudNode cloud = CloudNode.start(CloudConfig.alone("cloud-1"), List.of(zone), clock);
        try {
            InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            EdgeConfig config = EdgeConfig.of("edge-1", free)
                    .cloudNodes(List.of(cloud.linkAddress()))
                    .build();
            EdgeNode edge = EdgeNode.start(config, zone, clock);
            awaitCloud(edge);
            return new Platform(zone, cloud, edge);
        } catch (IOException | RuntimeException e) {
            cloud.close();
            throw e;
        }
    }

    /**
     * Blocks until the edge is linked to the owner of every tile, some seconds.
     *
     * @throws IllegalStateException when it does not come so far; it is closed
     */
    public static void awaitCloud(EdgeNode edge) {
        long untilNs = System.nanoTime() + READY_MAX_NS;
        while (edge.statistics().serviceLevel() != ServiceLevel.SERVICE_LEVEL_OK) {
            if (System.nanoTime() > untilNs) {
                edge.close();
                throw new IllegalStateException("edge and cloud do not find each other: limit="
                        + READY_MAX_NS / 1_000_000_000L + " s; stopped");
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    public InetSocketAddress edgeAddress() {
        return edge.tcpAddress();
    }

    public InetSocketAddress httpAddress() {
        return cloud.httpAddress();
    }

    public Figures figures() {
        return new Figures(
                edge.statistics(),
                Objects.requireNonNull(cloud.statistics().zones().get(zone.name())));
    }

    /** The figures once everything that came in has been worked off, or those after some seconds. */
    public Figures settled() {
        long untilNs = System.nanoTime() + SETTLE_MAX_NS;
        Figures figures = figures();
        while (!figures.settled() && System.nanoTime() < untilNs) {
            LockSupport.parkNanos(LOOK_NS);
            figures = figures();
        }
        return figures;
    }

    @Override
    public void close() {
        try (CloudNode last = cloud;
                EdgeNode first = edge) {
            // Closes the edge first, the cloud whatever happens to it.
        }
    }
}
