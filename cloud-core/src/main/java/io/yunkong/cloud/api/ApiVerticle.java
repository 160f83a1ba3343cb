package io.yunkong.cloud.api;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.yunkong.cloud.directory.StationDirectory;
import io.yunkong.cloud.journal.WarningJournal;
import io.yunkong.cloud.placement.OwnershipTable;
import io.yunkong.cloud.tile.Inbox;
import io.yunkong.cloud.tile.TileDigest;
import io.yunkong.cloud.tile.ZoneService;
import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.FeedTick;
import io.yunkong.wire.NodeDigest;
import io.yunkong.wire.Warning;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What readers see: boards and journals of all zones, HTTP, WebSocket feeds, on one event loop. Ten times a second it makes this node's
 * digest of each zone, takes it in, publishes it to the other nodes on the event bus, and serves the feeds. It is never in the way of a
 * measurement or a warning.
 */
public final class ApiVerticle extends VerticleBase {
    static final long TICK_MS = 100;
    private static final String DIGESTS = "yunkong.digests";
    private static final int WAITING_MAX = 20_000;
    private static final int HTTP_IDLE_S = 60;
    private static final int WEBSOCKET_BYTES_MAX = 65_536;

    private sealed interface Item {
        record Tile(TileDigest digest) implements Item {}

        record Warned(String zone, Warning warning) implements Item {}

        record Delivered(String zone, DeliveryReport report) implements Item {}

        record Peer(NodeDigest digest) implements Item {}
    }

    private record Served(NodeReporter reporter, ZoneBoard board, LiveFeed feed) {}

    private final ApiSettings settings;
    private final Map<String, ZoneService> zones;
    private final StationDirectory directory;
    private final Function<String, Set<String>> edges;
    private final Supplier<String> metrics;
    private final LongSupplier nowUs;
    private final LongSupplier nanoTime;
    private final Map<String, Served> served = new TreeMap<>();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile @Nullable Inbox<Item> inbox;
    private volatile Map<String, ZoneCounts> counts = Map.of();
    private OwnershipTable table = OwnershipTable.EMPTY;
    private @Nullable HttpServer server;

    /**
     * Does not listen yet.
     *
     * @param edges edges of a zone linked to this node
     * @param metrics Prometheus text
     * @param nowUs microseconds since 1970 UTC, for stamps
     * @param nanoTime monotonic, for limits of silence
     */
    public ApiVerticle(
            ApiSettings settings,
            Map<String, ZoneService> zones,
            StationDirectory directory,
            Function<String, Set<String>> edges,
            Supplier<String> metrics,
            LongSupplier nowUs,
            LongSupplier nanoTime) {
        this.settings = settings;
        this.zones = Map.copyOf(zones);
        this.directory = directory;
        this.edges = edges;
        this.metrics = metrics;
        this.nowUs = nowUs;
        this.nanoTime = nanoTime;
    }

    @Override
    public Future<?> start() {
        zones.forEach((name, service) -> served.put(
                name,
                new Served(
                        new NodeReporter(settings.nodeId(), service),
                        new ZoneBoard(service, new WarningJournal(settings.journalEntries()), directory),
                        new LiveFeed())));
        inbox = new Inbox<>(context, WAITING_MAX, _ -> 1, this::take, _ -> dropped.increment());
        var consumer = vertx.eventBus().<Buffer>consumer(DIGESTS, message -> peer(message.body()));
        vertx.setPeriodic(TICK_MS, _ -> tick());
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost(settings.address().getHostAddress())
                        .setPort(settings.port())
                        .setIdleTimeout(HTTP_IDLE_S)
                        .setHttp2ClearTextEnabled(false)
                        .setCompressionSupported(true)
                        .setMaxWebSocketFrameSize(WEBSOCKET_BYTES_MAX)
                        .setMaxWebSocketMessageSize(WEBSOCKET_BYTES_MAX)
                        .setPerMessageWebSocketCompressionSupported(false)
                        .setPerFrameWebSocketCompressionSupported(false)
                        .setWebSocketSubProtocols(List.of(LiveFeed.SUBPROTOCOL)))
                .invalidRequestHandler(Problem::unreadable)
                .requestHandler(new Routes(settings, boards(), feeds(), metrics, nowUs, refused).router(vertx));
        return Future.all(consumer.completion(), server.listen());
    }

    @Override
    public Future<?> stop() {
        served.values().forEach(zone -> zone.feed().close());
        return server == null ? Future.succeededFuture() : server.close();
    }

    /** Port it listens on. */
    public int port() {
        return Objects.requireNonNull(server).actualPort();
    }

    /** A tile's digest. Any thread. */
    public void digest(TileDigest digest) {
        offer(new Item.Tile(digest));
    }

    /** A warning of this node's tiles or edges. Any thread. */
    public void warning(String zone, Warning warning) {
        offer(new Item.Warned(zone, warning));
    }

    /** A delivery told by this node's edges. Any thread. */
    public void delivery(String zone, DeliveryReport report) {
        offer(new Item.Delivered(zone, report));
    }

    /** Who owns what. Any thread. */
    public void table(OwnershipTable now) {
        context.runOnContext(_ -> table = now);
    }

    /** Figures by zone, as of the last tick. Any thread. */
    public Map<String, ZoneCounts> counts() {
        return counts;
    }

    /** Items dropped because the inbox was full. Any thread. */
    public long droppedCount() {
        return dropped.sum();
    }

    /** Requests refused because too many answers were waiting to be made. Any thread. */
    public long refusedCount() {
        return refused.sum();
    }

    private void offer(Item item) {
        Inbox<Item> started = inbox;
        if (started == null) {
            dropped.increment();
        } else {
            started.offer(item);
        }
    }

    private void take(Item item) {
        switch (item) {
            case Item.Tile(TileDigest digest) ->
                zone(digest.tile().zone()).reporter().digest(digest);
            case Item.Warned(String zone, Warning warning) ->
                zone(zone).reporter().warning(warning);
            case Item.Delivered(String zone, DeliveryReport report) ->
                zone(zone).reporter().delivery(report);
            case Item.Peer(NodeDigest digest) -> accept(digest);
        }
    }

    private void peer(Buffer body) {
        try {
            NodeDigest digest = NodeDigest.parseFrom(body.getBytes());
            if (!digest.getNodeId().equals(settings.nodeId()) && served.containsKey(digest.getZone())) {
                offer(new Item.Peer(digest));
            }
        } catch (InvalidProtocolBufferException _) {
            dropped.increment();
        }
    }

    private void tick() {
        long now = nowUs.getAsLong();
        Set<String> linked = new HashSet<>();
        Map<String, ZoneCounts> figures = new HashMap<>();
        served.forEach((name, zone) -> {
            NodeDigest digest = zone.reporter().close(now, edges.apply(name));
            accept(digest);
            if (table.nodes().size() > 1) {
                vertx.eventBus().publish(DIGESTS, Buffer.buffer(digest.toByteArray()));
            }
            ZoneBoard board = zone.board();
            board.cloudNodes(table.nodes());
            FeedTick delta = board.tick(now, nowMs());
            zone.feed().send(delta, () -> board.snapshot(now));
            linked.addAll(board.edges());
            figures.put(
                    name,
                    new ZoneCounts(
                            board.trackCount(),
                            board.journal().counts(),
                            zone.feed().size(),
                            zone.feed().skippedTicks(),
                            board.staleEpochs()));
        });
        directory.edgesSeen(linked);
        counts = Map.copyOf(figures);
    }

    private void accept(NodeDigest digest) {
        zone(digest.getZone()).board().accept(digest, nowUs.getAsLong(), nowMs());
    }

    private Served zone(String name) {
        return Objects.requireNonNull(served.get(name));
    }

    private Map<String, ZoneBoard> boards() {
        Map<String, ZoneBoard> boards = new TreeMap<>();
        served.forEach((name, zone) -> boards.put(name, zone.board()));
        return boards;
    }

    private Map<String, LiveFeed> feeds() {
        Map<String, LiveFeed> feeds = new TreeMap<>();
        served.forEach((name, zone) -> feeds.put(name, zone.feed()));
        return feeds;
    }

    private long nowMs() {
        return nanoTime.getAsLong() / 1_000_000;
    }
}
