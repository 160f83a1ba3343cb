package io.yunkong.cloud.gateway;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.yunkong.cloud.directory.StationDirectory;
import io.yunkong.cloud.placement.OwnershipTable;
import io.yunkong.cloud.placement.TileKey;
import io.yunkong.cloud.tile.Inbox;
import io.yunkong.cloud.tile.ReceivedBatch;
import io.yunkong.cloud.tile.ShedClass;
import io.yunkong.cloud.tile.TileHost;
import io.yunkong.cloud.tile.ZoneService;
import io.yunkong.map.road.TileId;
import io.yunkong.map.warn.NodeName;
import io.yunkong.wire.CloudHello;
import io.yunkong.wire.CloudToEdge;
import io.yunkong.wire.DeliveryOutcome;
import io.yunkong.wire.EdgeHello;
import io.yunkong.wire.EdgeToCloud;
import io.yunkong.wire.ObservationBatch;
import io.yunkong.wire.TileRef;
import io.yunkong.wire.TileTable;
import io.yunkong.wire.Warning;
import io.yunkong.wire.frame.ProtocolVersion;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The edges' side of a cloud node: hello, tile table, heartbeats; a batch goes straight to its tile on this node. A batch for a tile
 * that this node does not own is not forwarded: it is counted and answered with a fresh table, since the edge holds a link to the owner
 * too and its next batch follows as soon as the edge's batch interval is over. Owns all links on one event loop, so it holds no lock.
 */
public final class GatewayVerticle extends VerticleBase {
    static final long BEAT_MS = 200;
    /** Three heartbeats of an edge. */
    private static final long IN_USE_MS = 600;

    private static final long REFUSAL_LOG_MS = 10_000;
    private static final int WARNINGS_WAITING_MAX = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(GatewayVerticle.class);

    private final GatewaySettings settings;
    private final Map<String, ZoneService> zones;
    private final StationDirectory directory;
    private final TileHost tiles;
    private final GatewayOutput output;
    private final LongSupplier nowUs;
    private final LongSupplier nanoTime;
    private final GatewayCounters counters = new GatewayCounters();
    private final Set<EdgeLink> links = new HashSet<>();
    private final Map<String, Long> refusalLoggedAtMs = new HashMap<>();
    private final Map<String, EdgeLink> byEdge = new ConcurrentHashMap<>();
    private OwnershipTable table = OwnershipTable.EMPTY;
    private @Nullable NetServer server;
    private boolean failed;
    private volatile @Nullable Inbox<Warning> warnings;

    /**
     * Does not listen yet.
     *
     * @param nowUs microseconds since 1970 UTC, for stamps
     * @param nanoTime monotonic, for limits of silence
     */
    public GatewayVerticle(
            GatewaySettings settings,
            Map<String, ZoneService> zones,
            StationDirectory directory,
            TileHost tiles,
            GatewayOutput output,
            LongSupplier nowUs,
            LongSupplier nanoTime) {
        this.settings = settings;
        this.zones = Map.copyOf(zones);
        this.directory = directory;
        this.tiles = tiles;
        this.output = output;
        this.nowUs = nowUs;
        this.nanoTime = nanoTime;
    }

    @Override
    public Future<?> start() {
        warnings = new Inbox<>(context, WARNINGS_WAITING_MAX, _ -> 1, this::send, _ -> counters.warning("queue_full"));
        vertx.setPeriodic(BEAT_MS, _ -> beat());
        server = vertx.createNetServer(new NetServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setTcpNoDelay(true)
                .setReuseAddress(true));
        return server.connectHandler(this::connect).listen();
    }

    @Override
    public Future<?> stop() {
        links.forEach(link -> link.close("node_stopped"));
        return server == null ? Future.succeededFuture() : server.close();
    }

    /** Port it listens on. */
    public int port() {
        return Objects.requireNonNull(server).actualPort();
    }

    public GatewayCounters.Counts counts() {
        return counters.counts();
    }

    /** Edges of a zone linked to this node. Any thread. */
    public Set<String> edges(String zone) {
        Set<String> edges = new HashSet<>();
        byEdge.forEach((edge, link) -> {
            if (link.zone().equals(zone)) {
                edges.add(edge);
            }
        });
        return edges;
    }

    /** Sends a warning to the edge of its host. Any thread. */
    public void deliver(Warning warning) {
        Inbox<Warning> inbox = warnings;
        if (inbox == null) {
            counters.warning("not_started");
        } else {
            inbox.offer(warning);
        }
    }

    /** Tells all edges who owns what. Any thread. */
    public void push(OwnershipTable now) {
        context.runOnContext(_ -> {
            table = now;
            Map<String, TileTable> messages = new HashMap<>();
            byEdge.values().forEach(link -> link.sendTable(messages.computeIfAbsent(link.zone(), this::tableOf)));
        });
    }

    private void connect(NetSocket socket) {
        counters.opened();
        EdgeLink link = new EdgeLink(socket, counters, nowMs());
        if (links.size() >= settings.edgesMax()) {
            refuse(
                    link,
                    "too_many_links",
                    "too many links: links=" + links.size() + ", limit=" + settings.edgesMax() + "; refused");
            return;
        }
        links.add(link);
        socket.setWriteQueueMaxSize(settings.writeQueueBytes());
        socket.handler(new LinkFrames(
                message -> accept(link, message), (message, cause) -> failed(link, message, cause), link::close));
        socket.exceptionHandler(_ -> link.close("connection_failed"));
        socket.closeHandler(_ -> {
            link.close("closed_by_edge");
            links.remove(link);
            byEdge.remove(link.edgeId(), link);
        });
    }

    private void accept(EdgeLink link, EdgeToCloud message) {
        if (link.closed()) {
            return;
        }
        counters.message();
        link.heard(nowMs());
        if (message.hasHello()) {
            hello(link, message.getHello());
            return;
        }
        if (!link.admitted()) {
            link.close("no_hello");
            return;
        }
        Optional<String> fault = EdgeMessages.findFault(message, link.zone());
        if (fault.isPresent()) {
            counters.rejected(fault.get());
            return;
        }
        switch (message.getBodyCase()) {
            case BATCH -> batch(link, message.getBatch());
            case STATION -> directory.accept(link.edgeId(), message.getStation());
            case EDGE_WARNING -> output.edgeWarning(link.zone(), message.getEdgeWarning());
            case DELIVERY -> output.delivery(link.zone(), message.getDelivery());
            case ADVICE_REPORT ->
                counters.advice(outcome(message.getAdviceReport().getOutcome()));
            case HEARTBEAT, HELLO, BODY_NOT_SET -> {}
        }
    }

    private void failed(EdgeLink link, EdgeToCloud message, RuntimeException cause) {
        counters.rejected("failed");
        if (!failed) {
            failed = true;
            LOG.error(
                    "message of an edge failed: edge={}, kind={}; left out, further ones are counted only",
                    link.edgeId(),
                    message.getBodyCase(),
                    cause);
        }
    }

    private static String outcome(DeliveryOutcome outcome) {
        return outcome.name().substring("DELIVERY_OUTCOME_".length()).toLowerCase(Locale.ROOT);
    }

    private void hello(EdgeLink link, EdgeHello hello) {
        ZoneService service = zones.get(hello.getZone());
        if (link.admitted()) {
            greeted(link, hello);
        } else if (hello.getProtocolVersion() != ProtocolVersion.LINK) {
            refuse(
                    link,
                    "protocol_version",
                    "protocol version unknown: version=" + hello.getProtocolVersion() + ", limit="
                            + ProtocolVersion.LINK + "; link refused");
        } else if (!NodeName.isGood(hello.getEdgeId())) {
            refuse(link, "edge_id", "edge id not usable: limit=" + NodeName.FORM + "; link refused");
        } else if (service == null) {
            refuse(link, "zone_unknown", "zone unknown: zones=" + zones.keySet() + "; link refused");
        } else if (!service.zone().version().equals(hello.getZoneVersion())) {
            refuse(
                    link,
                    "zone_version",
                    EdgeLink.versionDiffers(hello.getZone(), service.zone().version()));
        } else if (inUse(hello.getEdgeId())) {
            refuse(link, "edge_id_in_use", "edge id in use: edge=" + hello.getEdgeId() + "; link refused");
        } else {
            admit(link, hello);
        }
    }

    /** An edge that goes on with another version of its zone says so; whatever else is said a second time is a fault. */
    private void greeted(EdgeLink link, EdgeHello hello) {
        if (hello.getProtocolVersion() == ProtocolVersion.LINK
                && hello.getEdgeId().equals(link.edgeId())
                && hello.getZone().equals(link.zone())
                && !hello.getZoneVersion().equals(link.zoneVersion())) {
            link.turnTo(hello.getZoneVersion());
            link.sendTable(tableOf(link.zone())); // it may have tiles by now that it did not know before
        } else {
            link.close("hello_repeated");
        }
    }

    /**
     * Whether another edge of this name was heard a moment ago. One that lost its connection and comes back is not heard of any more; two
     * with one name would else take the link from each other for ever.
     */
    private boolean inUse(String edgeId) {
        EdgeLink present = byEdge.get(edgeId);
        return present != null && !present.closed() && present.heardWithin(nowMs(), IN_USE_MS);
    }

    /** An edge that is refused dials again and again: one line for each reason in ten seconds, the counter has them all. */
    private void refuse(EdgeLink link, String reason, String text) {
        long now = nowMs();
        Long last = refusalLoggedAtMs.get(reason);
        if (last == null || now - last >= REFUSAL_LOG_MS) {
            refusalLoggedAtMs.put(reason, now);
            LOG.info("edge link refused: peer={}, reason={}", link.peer(), text);
        }
        link.refuse(reason, text);
    }

    private void admit(EdgeLink link, EdgeHello hello) {
        link.admit(hello.getEdgeId(), hello.getZone(), hello.getZoneVersion());
        EdgeLink before = byEdge.put(hello.getEdgeId(), link);
        if (before != null) {
            before.close("replaced");
        }
        LOG.info("edge linked: edge={}, zone={}", link.edgeId(), link.zone());
        link.send(CloudToEdge.newBuilder()
                .setHello(CloudHello.newBuilder().setNodeId(settings.nodeId()).setNodeTimeUs(nowUs.getAsLong()))
                .build());
        link.sendTable(tableOf(link.zone()));
    }

    private void batch(EdgeLink link, ObservationBatch batch) {
        ZoneService service = Objects.requireNonNull(zones.get(link.zone()));
        service.ledger().receive(batch.getObservationsCount());
        TileKey tile = new TileKey(
                link.zone(), new TileId(batch.getTile().getX(), batch.getTile().getY()));
        if (!tiles.offer(tile, new ReceivedBatch(batch, nowUs.getAsLong()))) {
            service.ledger().shed(ShedClass.NOT_OWNER, batch.getObservationsCount());
            link.refreshTable(tableOf(link.zone()), nowMs());
        }
    }

    private void send(Warning warning) {
        EdgeLink link =
                directory.findEdge(warning.getHostStationId()).map(byEdge::get).orElse(null);
        if (link == null) {
            counters.warning("no_edge");
        } else if (warning.getValidUntilUs() < nowUs.getAsLong()) {
            counters.warning("expired");
        } else {
            boolean sent =
                    link.send(CloudToEdge.newBuilder().setWarning(warning).build());
            counters.warning(sent ? "sent" : "link_full");
        }
    }

    private void beat() {
        long nowMs = nowMs();
        long now = nowUs.getAsLong();
        for (EdgeLink link : Set.copyOf(links)) {
            ZoneService service = zones.get(link.zone());
            if (service != null) {
                link.compare(service.zone().version(), nowMs);
            }
            link.beat(settings, nowMs, now);
        }
    }

    private TileTable tableOf(String zone) {
        TileTable.Builder message = TileTable.newBuilder();
        table.owners().forEach((tile, owner) -> {
            if (tile.zone().equals(zone)) {
                message.addOwnersBuilder()
                        .setTile(TileRef.newBuilder()
                                .setX(tile.tile().x())
                                .setY(tile.tile().y()))
                        .setNodeId(owner.nodeId())
                        .setHost(owner.linkHost())
                        .setPort(owner.linkPort())
                        .setEpoch(owner.epoch());
            }
        });
        return message.build();
    }

    private long nowMs() {
        return nanoTime.getAsLong() / 1_000_000;
    }
}
