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
import io.yunkong.wire.Advice;
import io.yunkong.wire.AdviceReport;
import io.yunkong.wire.AdviceTarget;
import io.yunkong.wire.CloudToEdge;
import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.EdgeHello;
import io.yunkong.wire.Observation;
import io.yunkong.wire.ServiceLevel;
import io.yunkong.wire.StationEvent;
import io.yunkong.wire.TrackState;
import io.yunkong.wire.Warning;
import io.yunkong.wire.frame.ProtocolVersion;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The edge's side of its links to the cloud: one to every configured node. Observations go to the owner of each tile that sees them, and
 * so does what the edge tells about stations and warnings; warnings of the cloud come back. Has the stations told how far the cloud covers
 * the zone. Owned by the map thread, which is {@code eventLoop}.
 *
 * <p>What a turn of the map thread brought goes at its end, unless batches went less than the batch interval before: then it waits for the
 * rest of that, with what comes meanwhile. So a seldom observation does not wait, many go in few batches, and no timer is set while there is none. Full batches go at once.
 */
public final class Uplink implements CloudSide, DeliveryReports {
    private static final long TICK_MS = 50;

    private final String edgeId;
    private final UplinkLimits limits;
    private final EventLoop eventLoop;
    private final MapCounters counters;
    private final LongSupplier clockUs;
    private final TileOwners owners;
    private final TileBatches batches;
    private final CloudLinks links;
    private final CloudReports reports;
    private final ZoneCoverage coverage;
    private final Runnable flushing;
    private boolean flushIsDue;
    private long flushedAtNanos;
    private WireExchange exchange;
    private Zone zone;
    private @Nullable Downlink downlink;

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
        this.edgeId = setup.edgeId();
        this.zone = exchange.zone();
        this.exchange = exchange;
        this.limits = setup.limits();
        this.eventLoop = eventLoop;
        this.counters = counters;
        this.clockUs = clockUs;
        this.owners = new TileOwners(zone.tiles());
        this.batches = new TileBatches(zone.tiles(), limits, counters);
        CloudLink.Dialling dialling = new CloudLink.Dialling(
                bootstrap,
                limits,
                this::hello,
                counters,
                clockUs,
                eventLoop.ticker(),
                new SplittableRandom(setup.seed()));
        this.links = new CloudLinks(setup.nodes(), owners, dialling, new Inbox());
        this.reports = new CloudReports(zone, links, limits.reportsPendingMax(), counters);
        this.coverage = new ZoneCoverage(zone, links);
        this.flushing = counters.defects.guard("uplink flush", this::flushDue);
        this.flushedAtNanos =
                eventLoop.ticker().nanoTime() - limits.batchInterval().toNanos();
    }

    private EdgeHello hello() {
        return EdgeHello.newBuilder()
                .setProtocolVersion(ProtocolVersion.LINK)
                .setEdgeId(edgeId)
                .setZone(zone.name())
                .setZoneVersion(zone.version())
                .build();
    }

    /**
     * Goes on with another version of the zone, of the same origin and size of tiles. Every node is greeted anew: one that has not the same
     * version soon refuses the link until it has. What cannot be sent meanwhile waits.
     */
    public void activate(WireExchange next) {
        exchange = next;
        zone = next.zone();
        owners.activate(zone.tiles());
        batches.activate(zone.tiles());
        coverage.activate(zone);
        links.greet();
        checkCoverage();
    }

    /** Dials every node. Call once, on the map thread. */
    public void start(Downlink deliverTo) {
        this.downlink = deliverTo;
        links.dial();
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
                write(tile);
                sendWritten();
            }
        }
        flushSoon();
    }

    private void flushSoon() {
        if (flushIsDue) {
            return;
        }
        flushIsDue = true;
        long waitNanos = flushedAtNanos
                + limits.batchInterval().toNanos()
                - eventLoop.ticker().nanoTime();
        if (waitNanos > 0) {
            var _ = eventLoop.schedule(flushing, waitNanos, TimeUnit.NANOSECONDS);
        } else {
            eventLoop.execute(flushing); // behind what this turn still has to offer
        }
    }

    /** A station came or went. Any thread. */
    public void station(StationEvent event) {
        eventLoop.execute(() -> reports.station(event));
    }

    @Override
    public void edgeWarning(Warning warning) {
        reports.edgeWarning(warning);
    }

    @Override
    public void advice(Advice advice, AdviceReport report) {
        reports.advice(advice, report);
    }

    @Override
    public void delivery(Warning warning, DeliveryReport report) {
        reports.delivery(warning, report);
    }

    /** Whether the cloud sees less than the whole zone now: warnings of the edge are marked so. */
    @Override
    public boolean degraded() {
        return serviceLevel() != ServiceLevel.SERVICE_LEVEL_OK;
    }

    public ServiceLevel serviceLevel() {
        return coverage.level().level();
    }

    public EdgeStatistics.Uplink statistics() {
        return counters.uplink(links.upCount(), batches.pending());
    }

    /** Sends what waits and closes every link. */
    public void close() {
        flush();
        reports.drain();
        links.close();
    }

    private void flushDue() {
        flushIsDue = false;
        flush();
    }

    /** Sends what waits, as far as there are links that take it; to one link all at once. */
    private void flush() {
        batches.forEachWaiting(this::write);
        sendWritten();
    }

    private void sendWritten() {
        if (links.flush()) {
            flushedAtNanos = eventLoop.ticker().nanoTime();
        }
    }

    private void write(TileId tile) {
        Optional<CloudLink> link = links.findOwnerLink(tile);
        long nowUs = clockUs.getAsLong();
        while (link.isPresent() && link.get().writable()) {
            var batch = batches.nextBatch(tile, nowUs);
            if (batch.isEmpty()) {
                return;
            }
            link.get().write(batch.get());
        }
        batches.dropStale(tile, nowUs);
    }

    private void tick() {
        long nowUs = clockUs.getAsLong();
        batches.forEachWaiting(tile -> batches.dropStale(tile, nowUs));
        links.tick(eventLoop.ticker().nanoTime());
        reports.drain();
        checkCoverage();
    }

    private void checkCoverage() {
        if (coverage.update(eventLoop.ticker().nanoTime()) && downlink != null) {
            downlink.announce(coverage.level().level(), coverage.level().reason());
        }
    }

    /** What cloud nodes send. */
    private final class Inbox implements CloudLink.Events {
        @Override
        public void linkUp(CloudLink link) {
            reports.linkUp(link);
            flush();
            checkCoverage();
        }

        @Override
        public void writable(CloudLink link) {
            flush();
        }

        @Override
        public void linkDown(CloudLink link) {
            checkCoverage();
        }

        @Override
        public void received(CloudLink link, CloudToEdge message) {
            if (message.hasTiles()) {
                owners.update(message.getTiles());
                flush();
                checkCoverage();
            } else if (message.hasWarning() && downlink != null) {
                Warning warning = message.getWarning();
                TrackState host = warning.getHost();
                downlink.cloudWarning(
                        warning,
                        deposed(warning.getNode(), warning.getEpoch(), host.getLatitudeE7(), host.getLongitudeE7()));
            } else if (message.hasAdvice() && downlink != null) {
                Advice advice = message.getAdvice();
                AdviceTarget target = advice.getTarget();
                downlink.cloudAdvice(
                        advice,
                        deposed(advice.getNode(), advice.getEpoch(), target.getLatitudeE7(), target.getLongitudeE7()));
            } else {
                counters.linkMessagesBad++;
            }
        }

        private boolean deposed(String node, long epoch, int latitudeE7, int longitudeE7) {
            double latitude = latitudeE7 * 1e-7;
            double longitude = longitudeE7 * 1e-7;
            return owners.deposed(
                    node,
                    epoch,
                    zone.plane().eastM(latitude, longitude),
                    zone.plane().northM(latitude, longitude));
        }
    }
}
