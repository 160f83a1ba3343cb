package io.yunkong.cloud;

import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import io.yunkong.cloud.api.ApiSettings;
import io.yunkong.cloud.api.ApiVerticle;
import io.yunkong.cloud.api.ZoneCounts;
import io.yunkong.cloud.directory.StationDirectory;
import io.yunkong.cloud.gateway.GatewayOutput;
import io.yunkong.cloud.gateway.GatewaySettings;
import io.yunkong.cloud.gateway.GatewayVerticle;
import io.yunkong.cloud.placement.NodeEntry;
import io.yunkong.cloud.placement.NodeRegistry;
import io.yunkong.cloud.placement.OwnershipTable;
import io.yunkong.cloud.placement.Placement;
import io.yunkong.cloud.tile.Rehearsal;
import io.yunkong.cloud.tile.TileDigest;
import io.yunkong.cloud.tile.TileHost;
import io.yunkong.cloud.tile.TileOutput;
import io.yunkong.cloud.tile.ZoneService;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneWatch;
import io.yunkong.map.warn.ParameterChange;
import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.Warning;
import io.yunkong.wire.time.UnixTime;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One cloud node: a clustered Vert.x on an embedded Hazelcast member, with the edges' gateway, the tiles it owns, the directory, the
 * journal and the API. Wires them and nothing else. Thread-safe.
 */
public final class CloudNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CloudNode.class);
    private static final long STEP_LIMIT_S = 60;
    /** About a hundred warnings with evidence. */
    private static final int WRITE_QUEUE_BYTES = 512 * 1024;

    private static final long SAFE_LIMIT_S = 10;
    private static final long SAFE_POLL_MS = 20;

    private final CloudConfig config;
    private final Map<String, ZoneService> zones;
    private final LongSupplier nowUs;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private @Nullable GatewayVerticle gateway;
    private @Nullable ApiVerticle api;
    private @Nullable TileHost tiles;
    private @Nullable StationDirectory directory;
    private @Nullable Placement placement;
    private @Nullable NodeRegistry registry;
    private final ZoneKeeper keeper = new ZoneKeeper(this::activate, this::changed);

    private CloudNode(CloudConfig config, List<Zone> zones, InstantSource clock) {
        this.config = config;
        this.zones = zones.stream().collect(Collectors.toMap(Zone::name, ZoneService::new));
        this.nowUs = () -> UnixTime.nowUs(clock);
    }

    /**
     * Starts a node; done when it has joined its cluster and listens. It owns no tile yet: that takes a moment. Blocks for some
     * seconds.
     *
     * @throws IllegalStateException if a port is taken, the cluster cannot be joined or another node has its id; nothing stays open
     */
    public static CloudNode start(CloudConfig config, List<Zone> zones, InstantSource clock) {
        CloudNode node = new CloudNode(config, zones, clock);
        try {
            node.open(List.copyOf(zones), clock);
            return node;
        } catch (ExecutionException | TimeoutException e) {
            node.close();
            throw new IllegalStateException(
                    "cloud node does not start: node_id=" + config.nodeId() + ", reason=" + reason(e) + "; not started",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            node.close();
            throw new IllegalStateException(
                    "cloud node start interrupted: node_id=" + config.nodeId() + "; not started", e);
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
    }

    private void open(List<Zone> list, InstantSource clock)
            throws ExecutionException, InterruptedException, TimeoutException {
        var rehearsed = CompletableFuture.runAsync(() -> list.forEach(Rehearsal::play)); // while the cluster is joined
        HazelcastClusterManager cluster = new HazelcastClusterManager(ClusterSettings.of(config.cluster()));
        InetSocketAddress bus = config.cluster().eventBus();
        String busHost = bus.getAddress().getHostAddress();
        Future<Vertx> joining = Vertx.builder()
                .with(new VertxOptions()
                        .setEventBusOptions(new EventBusOptions()
                                .setHost(busHost)
                                .setPort(bus.getPort())
                                .setClusterPublicHost(busHost)))
                .withClusterManager(cluster)
                .buildClustered();
        opened.push(() -> leave(joining, cluster));
        Vertx vertx = await(at("cannot join: member", config.cluster().member(), joining));
        var hazelcast = cluster.getHazelcastInstance();
        untilSafe(hazelcast);
        StationDirectory stations =
                new StationDirectory(hazelcast, config.nodeId(), config.limits().stations());
        directory = stations;
        opened.push(stations);
        Results results = new Results();
        TileHost host = new TileHost(
                vertx, config.nodeId(), zones, nowUs, config.limits().tileBacklog(), results);
        tiles = host;
        GatewayVerticle gates =
                new GatewayVerticle(gatewaySettings(), zones, stations, host, results, nowUs, System::nanoTime);
        gateway = gates;
        ApiVerticle reader = new ApiVerticle(
                apiSettings(),
                zones,
                stations,
                gates::edges,
                () -> MetricsPage.write(statistics(), zones, keeper),
                nowUs,
                System::nanoTime);
        api = reader;
        rehearsed.get(STEP_LIMIT_S, TimeUnit.SECONDS);
        await(at("cannot listen: http", config.http(), vertx.deployVerticle(reader)));
        await(at("cannot listen: link", config.link().bind(), vertx.deployVerticle(gates)));
        NodeRegistry nodes = new NodeRegistry(hazelcast, self(gates.port()));
        registry = nodes;
        Placement shares = Placement.start(
                hazelcast, nodes, config.nodeId(), list, config.lease(), clock, host, this::tableChanged);
        placement = shares;
        opened.push(shares);
        opened.push(nodes);
        opened.push(keeper);
        LOG.info(
                "cloud node up: node={}, http={}, link={}, zones={}",
                config.nodeId(),
                httpAddress(),
                linkAddress(),
                zones.keySet());
    }

    /**
     * A member that has just joined is given its share of the partitions. What is written meanwhile fails when a copy is half a second
     * late, and with it the start.
     */
    private void untilSafe(HazelcastInstance hazelcast) throws InterruptedException {
        long sinceNanos = System.nanoTime();
        while (!hazelcast.getPartitionService().isClusterSafe()) {
            if (System.nanoTime() - sinceNanos > TimeUnit.SECONDS.toNanos(SAFE_LIMIT_S)) {
                LOG.warn(
                        "partitions still move: node={}, limit_s={}; starts all the same",
                        config.nodeId(),
                        SAFE_LIMIT_S);
                return;
            }
            Thread.sleep(SAFE_POLL_MS);
        }
    }

    /**
     * Has every other version of its zones take over that is put into their folders from now on; looks once a second until the node is
     * closed. Call once at most.
     *
     * @param watches of the folders, with the versions that the node was started with
     */
    public void follow(List<ZoneWatch> watches) {
        follow(watches, ZoneKeeper.LOOK);
    }

    void follow(List<ZoneWatch> watches, Duration every) {
        keeper.follow(watches, every, config.nodeId());
    }

    /** Tiles go on with it between two events, other nodes are told, and edges are compared with it. */
    int activate(Zone next) throws InterruptedException {
        Objects.requireNonNull(zones.get(next.name())).activate(next);
        Objects.requireNonNull(placement).activate(next);
        Objects.requireNonNull(registry).serve(served());
        try {
            return await(Objects.requireNonNull(tiles).settle(next.name()));
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("tiles do not answer: zone=" + next.name() + ", reason=" + reason(e), e);
        }
    }

    private void changed(ParameterChange change) {
        Objects.requireNonNull(zones.get(change.zone())).parameters().record(nowUs.getAsLong(), change);
    }

    /** Leaves the cluster, also when joining it failed half-way or is not done yet. */
    private static void leave(Future<Vertx> joining, HazelcastClusterManager cluster)
            throws ExecutionException, InterruptedException, TimeoutException {
        if (joining.succeeded()) {
            await(joining.result().close());
            return;
        }
        joining.onSuccess(Vertx::close); // came too late
        HazelcastInstance member = cluster.getHazelcastInstance();
        if (member != null) {
            member.shutdown();
        }
    }

    /** Where operators connect to. */
    public InetSocketAddress httpAddress() {
        return new InetSocketAddress(
                config.http().getAddress(), Objects.requireNonNull(api).port());
    }

    /** Where edges connect to. */
    public InetSocketAddress linkAddress() {
        return new InetSocketAddress(
                config.link().bind().getAddress(),
                Objects.requireNonNull(gateway).port());
    }

    /** Who owns which tile, as this node knows. */
    public OwnershipTable ownership() {
        return Objects.requireNonNull(placement).table();
    }

    /** Figures now. */
    public CloudStatistics statistics() {
        Map<String, ZoneCounts> boards = Objects.requireNonNull(api).counts();
        Map<String, CloudStatistics.ZoneFigures> figures = new HashMap<>();
        boards.forEach((name, board) -> {
            ZoneService service = Objects.requireNonNull(zones.get(name));
            figures.put(
                    name,
                    new CloudStatistics.ZoneFigures(
                            board.tracks(),
                            board.warnings(),
                            service.warners().counts(),
                            service.ledger().balance(),
                            service.latency().total(),
                            board.feedSockets(),
                            board.feedTicksSkipped(),
                            board.staleEpochs()));
        });
        Placement shares = placement;
        return new CloudStatistics(
                config.nodeId(),
                figures,
                Objects.requireNonNull(gateway).counts(),
                Objects.requireNonNull(tiles).count(),
                shares == null ? Map.of() : shares.changeCounts(),
                shares == null ? Set.of() : shares.table().nodes(),
                Objects.requireNonNull(directory).refusedCount(),
                Objects.requireNonNull(directory).failedCount(),
                Objects.requireNonNull(api).droppedCount(),
                Objects.requireNonNull(api).refusedCount());
    }

    /** Signs off, hands its tiles over, closes all links and leaves the cluster. Blocks for some seconds; a second call does nothing. */
    @Override
    public synchronized void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.warn("not closed cleanly: node={}, reason={}", config.nodeId(), e.toString());
            }
        }
    }

    private void tableChanged(OwnershipTable table) {
        Objects.requireNonNull(gateway).push(table);
        Objects.requireNonNull(api).table(table);
    }

    private NodeEntry self(int linkPort) {
        String host = config.link()
                .advertisedHost()
                .orElseGet(() -> config.link().bind().getAddress().getHostAddress());
        return new NodeEntry(config.nodeId(), "", host, linkPort, served());
    }

    private String served() {
        return zones.values().stream()
                .map(ZoneService::zone)
                .map(zone -> zone.name() + '@' + zone.version())
                .sorted()
                .collect(Collectors.joining(","));
    }

    private GatewaySettings gatewaySettings() {
        CloudConfig.Limits limits = config.limits();
        InetSocketAddress bind = config.link().bind();
        return new GatewaySettings(
                config.nodeId(),
                bind.getAddress().getHostAddress(),
                bind.getPort(),
                limits.edges(),
                limits.helloMs(),
                limits.silenceMs(),
                WRITE_QUEUE_BYTES);
    }

    private ApiSettings apiSettings() {
        return new ApiSettings(
                config.nodeId(),
                config.http().getAddress(),
                config.http().getPort(),
                config.httpHosts(),
                config.limits().journalEntries(),
                config.limits().feedSockets(),
                config.consoleDirectory());
    }

    /** Says what failed at which address: the cause knows only that something is in use. */
    private static <T> Future<T> at(String what, InetSocketAddress address, Future<T> step) {
        return step.recover(cause -> Future.failedFuture(new IOException(
                what + '=' + address.getAddress().getHostAddress() + ':' + address.getPort() + ", cause="
                        + cause.getMessage(),
                cause)));
    }

    private static String reason(Exception failure) {
        Throwable cause = failure.getCause();
        if (cause == null) {
            return "no answer in time, limit_s=" + STEP_LIMIT_S;
        }
        return cause instanceof IOException ? String.valueOf(cause.getMessage()) : cause.toString();
    }

    private static <T> T await(Future<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        return future.toCompletionStage().toCompletableFuture().get(STEP_LIMIT_S, TimeUnit.SECONDS);
    }

    /** Where tiles and edges put what they found: to the host's edge first, then to the readers. */
    private final class Results implements TileOutput, GatewayOutput {
        @Override
        public void warning(Warning warning) {
            Objects.requireNonNull(gateway).deliver(warning);
            Objects.requireNonNull(api).warning(warning.getZone(), warning);
        }

        @Override
        public void digest(TileDigest digest) {
            Objects.requireNonNull(api).digest(digest);
        }

        @Override
        public void edgeWarning(String zone, Warning warning) {
            Objects.requireNonNull(api).warning(zone, warning);
        }

        @Override
        public void delivery(String zone, DeliveryReport report) {
            Objects.requireNonNull(api).delivery(zone, report);
        }
    }
}
