package io.yunkong.edge.uplink;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import io.yunkong.edge.downlink.DeliveryReports;
import io.yunkong.edge.downlink.Downlink;
import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.edge.statistics.MapCounters;
import io.yunkong.map.exchange.WireExchange;
import io.yunkong.map.road.TileId;
import io.yunkong.map.road.Zone;
import io.yunkong.wire.CloudToEdge;
import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.EdgeHello;
import io.yunkong.wire.EdgeToCloud;
import io.yunkong.wire.Observation;
import io.yunkong.wire.ServiceLevel;
import io.yunkong.wire.StationEvent;
import io.yunkong.wire.TrackState;
import io.yunkong.wire.Warning;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The edge's side of its links to the cloud: one to every configured node. Observations go to the owner of each tile that sees them; what
 * the edge tells about stations and warnings goes to the owner of the host's tile, or to any node that is connected. Says how far the
 * cloud covers the zone, and has the stations told. Owned by the map thread, which is {@code eventLoop}.
 */
public final class Uplink implements CloudSide, DeliveryReports {
    private static final Logger LOG = LoggerFactory.getLogger(Uplink.class);
    private static final long TICK_MS = 50;

    /** A message for the cloud, and the tile whose owner should get it. */
    private record Report(@Nullable TileId tile, EdgeToCloud message) {}

    private record Coverage(ServiceLevel level, String reason) {}

    private final Zone zone;
    private final WireExchange exchange;
    private final UplinkLimits limits;
    private final EventLoop eventLoop;
    private final MapCounters counters;
    private final LongSupplier clockUs;
    private final TileOwners owners;
    private final TileBatches batches;
    private final List<CloudLink> links = new ArrayList<>();
    private final ArrayDeque<Report> reports = new ArrayDeque<>();
    private final Map<Long, StationEvent> stations = new HashMap<>();
    private @Nullable Downlink downlink;
    private Coverage coverage = new Coverage(ServiceLevel.SERVICE_LEVEL_DEGRADED, "starting");

    /**
     * Where to, as whom, within which limits.
     *
     * @param edgeId name of this edge
     * @param nodes addresses of the cloud nodes; empty = the edge stands alone
     * @param seed of the waits before a node is dialled again
     */
    public record Setup(String edgeId, List<InetSocketAddress> nodes, UplinkLimits limits, long seed) {
        public Setup {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * @param bootstrap channel type and options of client connections; its group is {@code eventLoop}
     * @param clockUs microseconds since 1970 UTC
     */
    public Uplink(
            Setup setup,
            WireExchange exchange,
            EventLoop eventLoop,
            Bootstrap bootstrap,
            MapCounters counters,
            LongSupplier clockUs) {
        this.zone = exchange.zone();
        this.exchange = exchange;
        this.limits = setup.limits();
        this.eventLoop = eventLoop;
        this.counters = counters;
        this.clockUs = clockUs;
        this.owners = new TileOwners(zone.tiles());
        this.batches = new TileBatches(zone.tiles(), limits, counters);
        EdgeHello hello = EdgeHello.newBuilder()
                .setProtocolVersion(1)
                .setEdgeId(setup.edgeId())
                .setZone(zone.name())
                .setZoneVersion(zone.version())
                .build();
        CloudLink.Dialling dialling = new CloudLink.Dialling(
                bootstrap, limits, hello, counters, clockUs, eventLoop.ticker(), new SplittableRandom(setup.seed()));
        for (InetSocketAddress node : setup.nodes()) {
            links.add(new CloudLink(node, dialling, new Inbox()));
        }
    }

    /** Dials every node. Call once, on the map thread. */
    public void start(Downlink deliverTo) {
        this.downlink = deliverTo;
        links.forEach(CloudLink::dial);
        long intervalNanos = limits.batchInterval().toNanos();
        Runnable flushing = counters.defects.guard("uplink flush", this::flush);
        var _ = eventLoop.scheduleWithFixedDelay(flushing, intervalNanos, intervalNanos, TimeUnit.NANOSECONDS);
        Runnable ticking = counters.defects.guard("uplink tick", this::tick);
        var _ = eventLoop.scheduleWithFixedDelay(ticking, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
        checkCoverage();
    }

    /** Sends an observation that the map has taken, with the next batch of each tile that sees it. */
    @Override
    public void offer(io.yunkong.map.observe.Observation observation) {
        if (links.isEmpty()) {
            return;
        }
        Observation wire = exchange.toWire(observation);
        for (TileId tile : zone.tiles().tilesThatSee(observation.eastM(), observation.northM())) {
            if (batches.offer(tile, wire)) {
                flush(tile);
            }
        }
    }

    /** A station came or went. Any thread. */
    public void station(StationEvent event) {
        eventLoop.execute(() -> {
            if (event.getConnected()) {
                stations.put(event.getStationId(), event);
            } else {
                stations.remove(event.getStationId());
            }
            EdgeToCloud message = EdgeToCloud.newBuilder().setStation(event).build();
            // also to a node that reads slowly just now: it is not told again, and its directory must know
            links.stream().filter(link -> link.findNodeId().isPresent()).forEach(link -> sendReport(link, message));
        });
    }

    @Override
    public void edgeWarning(Warning warning) {
        report(warning, EdgeToCloud.newBuilder().setEdgeWarning(warning).build());
    }

    @Override
    public void delivery(Warning warning, DeliveryReport report) {
        report(warning, EdgeToCloud.newBuilder().setDelivery(report).build());
    }

    /** Whether the cloud sees less than the whole zone now: warnings of the edge are marked so. */
    @Override
    public boolean degraded() {
        return coverage.level() != ServiceLevel.SERVICE_LEVEL_OK;
    }

    public ServiceLevel serviceLevel() {
        return coverage.level();
    }

    public EdgeStatistics.Uplink statistics() {
        int up = (int) links.stream().filter(l -> l.findNodeId().isPresent()).count();
        return counters.uplink(up, batches.pending());
    }

    /** Sends what waits and closes every link. */
    public void close() {
        flush();
        links.forEach(CloudLink::close);
    }

    private void report(Warning warning, EdgeToCloud message) {
        if (links.isEmpty()) {
            return;
        }
        TileId tile = warning.hasHost() ? tileOf(warning.getHost()) : null;
        Optional<CloudLink> link = findLink(tile);
        if (link.isPresent()) {
            sendReport(link.get(), message);
            return;
        }
        if (reports.size() >= limits.reportsPendingMax()) {
            reports.removeFirst();
            counters.reportsDropped++;
        }
        reports.addLast(new Report(tile, message));
    }

    private void sendReport(CloudLink link, EdgeToCloud message) {
        link.send(message);
        counters.reportsSent++;
    }

    private TileId tileOf(TrackState track) {
        double latitude = track.getLatitudeE7() * 1e-7;
        double longitude = track.getLongitudeE7() * 1e-7;
        return zone.tiles()
                .tileAt(zone.plane().eastM(latitude, longitude), zone.plane().northM(latitude, longitude));
    }

    private Optional<CloudLink> findLink(@Nullable TileId tile) {
        return findOwnerLink(tile)
                .filter(CloudLink::writable)
                .or(() -> links.stream().filter(CloudLink::writable).findFirst());
    }

    private Optional<CloudLink> findOwnerLink(@Nullable TileId tile) {
        Optional<String> owner = tile == null ? Optional.empty() : owners.findOwner(tile);
        return owner.isEmpty()
                ? Optional.empty()
                : links.stream().filter(l -> l.findNodeId().equals(owner)).findFirst();
    }

    private void flush() {
        batches.tiles().forEach(this::flush);
    }

    private void flush(TileId tile) {
        Optional<CloudLink> link = findOwnerLink(tile);
        long nowUs = clockUs.getAsLong();
        while (link.isPresent() && link.get().writable()) {
            var batch = batches.nextBatch(tile, nowUs);
            if (batch.isEmpty()) {
                return;
            }
            link.get().send(batch.get());
        }
        batches.dropStale(nowUs);
    }

    private void tick() {
        long nowNanos = eventLoop.ticker().nanoTime();
        links.forEach(link -> link.tick(nowNanos));
        checkCoverage();
    }

    private void checkCoverage() {
        Coverage now = coverage(eventLoop.ticker().nanoTime());
        if (now.equals(coverage)) {
            return;
        }
        LOG.info("zone {}: level={}, reason={}", zone.name(), now.level(), now.reason());
        coverage = now;
        if (downlink != null) {
            downlink.announce(now.level(), now.reason());
        }
    }

    private Coverage coverage(long nowNanos) {
        if (links.isEmpty()) {
            return new Coverage(ServiceLevel.SERVICE_LEVEL_DEGRADED, "edge stands alone");
        }
        if (links.stream().noneMatch(l -> l.fresh(nowNanos))) {
            return new Coverage(ServiceLevel.SERVICE_LEVEL_DEGRADED, "no cloud node connected");
        }
        for (TileId tile : zone.tiles().tiles()) {
            if (findOwnerLink(tile).filter(l -> l.fresh(nowNanos)).isEmpty()) {
                return new Coverage(
                        ServiceLevel.SERVICE_LEVEL_DEGRADED, "no link to the owner of a tile: tile=" + tile);
            }
        }
        return new Coverage(ServiceLevel.SERVICE_LEVEL_OK, "");
    }

    /** What cloud nodes send. */
    private final class Inbox implements CloudLink.Events {
        @Override
        public void linkUp(CloudLink link) {
            stations.values()
                    .forEach(event -> sendReport(
                            link, EdgeToCloud.newBuilder().setStation(event).build()));
            while (!reports.isEmpty()) {
                Report waiting = reports.removeFirst();
                sendReport(findLink(waiting.tile()).orElse(link), waiting.message());
            }
            checkCoverage();
        }

        @Override
        public void linkDown(CloudLink link) {
            checkCoverage();
        }

        @Override
        public void received(CloudLink link, CloudToEdge message) {
            if (message.hasTiles()) {
                owners.update(message.getTiles());
                checkCoverage();
            } else if (message.hasWarning() && downlink != null) {
                downlink.cloudWarning(message.getWarning(), deposed(message.getWarning()));
            } else {
                counters.linkMessagesBad++;
            }
        }

        private boolean deposed(Warning warning) {
            double latitude = warning.getHost().getLatitudeE7() * 1e-7;
            double longitude = warning.getHost().getLongitudeE7() * 1e-7;
            return owners.deposed(
                    warning.getNode(),
                    warning.getEpoch(),
                    zone.plane().eastM(latitude, longitude),
                    zone.plane().northM(latitude, longitude));
        }
    }
}
