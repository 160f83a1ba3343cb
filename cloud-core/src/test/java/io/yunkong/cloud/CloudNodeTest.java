package io.yunkong.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.Hazelcast;
import io.vertx.core.json.JsonObject;
import io.yunkong.map.road.TileId;
import io.yunkong.map.road.Zone;
import io.yunkong.wire.CloudToEdge;
import io.yunkong.wire.EdgeToCloud;
import io.yunkong.wire.FeedTick;
import io.yunkong.wire.LinkHeartbeat;
import io.yunkong.wire.ServiceLevel;
import io.yunkong.wire.TrackState;
import io.yunkong.wire.Warning;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One node, real sockets: the edge's end is played by {@link FakeEdge}, the operator's by {@link Http}. */
class CloudNodeTest {
    private static final Zone ZONE = TestZone.make();
    private static CloudNode node;
    private static Http http;

    @BeforeAll
    static void start() {
        node = CloudNode.start(FakeEdge.patient("cloud-t"), List.of(ZONE), AwakeClock.shared());
        http = new Http(node.httpAddress());
        until(() -> assertThat(node.ownership().owners()).hasSize(2));
    }

    @AfterAll
    static void stop() {
        http.close();
        node.close();
        node.close();
    }

    @Test
    void edgeIsGreetedAndToldWhoOwnsWhat() throws Exception {
        try (FakeEdge edge = FakeEdge.linked("edge-hello", ZONE, node.linkAddress())) {
            until(() -> assertThat(edge.table).containsKeys(TestZone.WEST, TestZone.EAST));
            assertThat(edge.heard.getFirst().getHello().getNodeId()).isEqualTo("cloud-t");
            assertThat(Objects.requireNonNull(edge.owner(TestZone.EAST))).satisfies(owner -> {
                assertThat(owner.getNodeId()).isEqualTo("cloud-t");
                assertThat(owner.getHost()).isEqualTo("127.0.0.1");
                assertThat(owner.getPort()).isEqualTo(node.linkAddress().getPort());
                assertThat(owner.getEpoch()).isPositive();
            });
            until(() ->
                    assertThat(edge.heard).filteredOn(CloudToEdge::hasHeartbeat).hasSizeGreaterThan(2));
        }
    }

    @Test
    void strangersAreRefusedWithTheReason() throws Exception {
        refused("zone_version", edge -> edge.hello("edge-1", 1, "strip", "ffffffffffffffff"));
        refused("zone_unknown", edge -> edge.hello("edge-1", 1, "elsewhere", ZONE.version()));
        refused("protocol_version", edge -> edge.hello("edge-1", 2, "strip", ZONE.version()));
        refused("edge_id", edge -> edge.hello("<script>", 1, "strip", ZONE.version()));
    }

    @Test
    void aSecondEdgeOfTheSameNameIsRefusedWhileTheFirstIsHeard() throws Exception {
        try (FakeEdge first = FakeEdge.linked("edge-one", ZONE, node.linkAddress())) {
            until(() -> assertThat(first.table).hasSize(2));
            refused("edge_id_in_use", edge -> edge.hello("edge-one", 1, "strip", ZONE.version()));
            assertThat(first.closedByCloud()).isFalse();
        }
    }

    @Test
    void badInputClosesTheLinkForACountedReason() throws Exception {
        closes("frame_too_short", edge -> edge.sendRaw(new byte[] {0, 0}));
        closes("frame_type_not_link", edge -> edge.sendRaw(HexFormat.of().parseHex("000401aabbcc")));
        closes("message_malformed", edge -> edge.sendRaw(HexFormat.of().parseHex("0004030affff")));
        closes(
                "no_hello",
                edge -> edge.send(EdgeToCloud.newBuilder()
                        .setHeartbeat(LinkHeartbeat.getDefaultInstance())
                        .build()));
        closes("hello_repeated", edge -> {
            edge.hello("edge-twice", 1, "strip", ZONE.version());
            edge.hello("edge-twice", 1, "strip", ZONE.version());
        });
        byte[] noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        noise[2] = 99;
        closes("frame_unknown_type", edge -> edge.sendRaw(noise));
    }

    @Test
    void whoKeepsANodeWaitingIsClosedForACountedReason() throws Exception {
        try (CloudNode hasty = CloudNode.start(CloudConfig.alone("cloud-hasty"), List.of(ZONE), AwakeClock.shared())) {
            // Length of a frame, part of it, then silence; and no word at all.
            closes(hasty, "hello_late", edge -> edge.sendRaw(new byte[] {(byte) 0xFF, (byte) 0xFF, 3}));
            closes(hasty, "silent", edge -> edge.hello("edge-mute", 1, "strip", ZONE.version()));
        }
    }

    @Test
    void messagesThatCannotBeMeantAreCountedAndTheLinkGoesOn() throws Exception {
        try (FakeEdge edge = FakeEdge.linked("edge-odd", ZONE, node.linkAddress())) {
            until(() -> assertThat(edge.table).hasSize(2));
            edge.send(EdgeToCloud.newBuilder()
                    .setEdgeWarning(Warning.getDefaultInstance())
                    .build());
            edge.station(0, true);
            until(() -> assertThat(node.statistics().gateway().messagesRejected())
                    .containsEntry("warning_id", 1L)
                    .containsEntry("station_id_zero", 1L));
            assertThat(edge.closedByCloud()).isFalse();
        }
    }

    @Test
    void nodeThatCannotHaveItsEventBusLeavesTheCluster() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CloudConfig alone = CloudConfig.alone("cloud-bus");
            InetSocketAddress bus = new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort());
            CloudConfig config = new CloudConfig(
                    "cloud-bus",
                    alone.http(),
                    alone.link(),
                    new CloudConfig.Cluster("bus-taken", alone.cluster().member(), List.of(), bus),
                    alone.limits(),
                    alone.lease(),
                    alone.consoleDirectory());
            assertThatIllegalStateException()
                    .isThrownBy(() -> CloudNode.start(config, List.of(ZONE), AwakeClock.shared()))
                    .withMessageStartingWith("cloud node does not start: node_id=cloud-bus, reason=")
                    .withMessageEndingWith("; not started");
            assertThat(Hazelcast.getAllHazelcastInstances())
                    .noneMatch(member -> member.getConfig().getClusterName().equals("bus-taken"));
        }
    }

    @Test
    void anEdgeThatComesBackTakesThePlaceOfItsSilentLink() throws Exception {
        try (FakeEdge silent = new FakeEdge(ZONE, node.linkAddress())) {
            silent.hello("edge-same", 1, "strip", ZONE.version());
            until(() -> assertThat(silent.table).hasSize(2));
            until(() -> {
                try (FakeEdge again = new FakeEdge(ZONE, node.linkAddress())) {
                    again.hello("edge-same", 1, "strip", ZONE.version());
                    await().atMost(Duration.ofSeconds(30)).until(() -> !again.heard.isEmpty());
                    assertThat(again.heard.getFirst().hasHello()).isTrue();
                }
            });
            until(() -> assertThat(silent.closedByCloud()).isTrue());
        }
    }

    @Test
    void batchForATileOfNobodyIsShedAndTheBalanceHolds() throws Exception {
        try (FakeEdge edge = FakeEdge.linked("edge-stray", ZONE, node.linkAddress())) {
            until(() -> assertThat(edge.table).hasSize(2));
            long tables = edge.heard.stream().filter(CloudToEdge::hasTiles).count();
            edge.batch(new TileId(9, 9), edge.car(1, 0, 10), edge.car(2, 10, 10));
            until(() -> assertThat(figures().observations().shed()).containsEntry("not_owner", 2L));
            until(() -> assertThat(
                            edge.heard.stream().filter(CloudToEdge::hasTiles).count())
                    .isGreaterThan(tables));
            until(() -> assertThat(figures().observations()).satisfies(balance -> {
                assertThat(balance.inFlight()).isZero();
                assertThat(balance.exact()).isTrue();
            }));
        }
    }

    @Test
    void measurementFarOutsideTheTileIsRejected() throws Exception {
        try (FakeEdge edge = FakeEdge.linked("edge-far", ZONE, node.linkAddress())) {
            until(() -> assertThat(edge.table).hasSize(2));
            Future<?> car = edge.keepSending(() -> edge.batch(TestZone.EAST, edge.car(66, -700, 10)));
            until(() -> assertThat(figures().observations().rejected()).containsKey("outside_zone"));
            car.cancel(false);
        }
    }

    @Test
    void roadUserIsVisibleOverHttpAndFeedFromSnapshotToRemoval() throws Exception {
        try (FakeEdge edge = FakeEdge.linked("edge-see", ZONE, node.linkAddress())) {
            until(() -> assertThat(edge.table).hasSize(2));
            List<FeedTick> ticks = http.feed("strip");
            Future<?> car = drive(edge, 500, 300, 10);
            until(() -> assertThat(stationsShown()).contains(hex(500)));
            JsonObject feature = http.json("/api/v1/zones/strip/objects").getJsonArray("features").stream()
                    .map(JsonObject.class::cast)
                    .filter(f -> hex(500).equals(f.getJsonObject("properties").getString("station_id")))
                    .findFirst()
                    .orElseThrow();
            assertThat(feature.getJsonObject("geometry")
                            .getJsonArray("coordinates")
                            .getDouble(0))
                    .isBetween(113.80, 113.81);
            assertThat(feature.getJsonObject("properties").getDouble("speed_mps"))
                    .isBetween(5.0, 15.0);
            until(() -> assertThat(ticks).anyMatch(tick -> tracked(tick, 500)));
            until(() -> assertThat(ticks).extracting(FeedTick::getSequence).startsWith(1L, 2L, 3L));
            car.cancel(false);
            assertThat(ticks.getFirst().getSnapshot()).isTrue();
            until(() -> assertThat(stationsShown()).doesNotContain(hex(500)));
            until(() -> assertThat(ticks.stream()
                            .flatMap(tick -> tick.getRemovedTrackIdsList().stream())
                            .toList())
                    .containsAll(tracksOf(ticks, 500)));
            assertThat(ticks).filteredOn(FeedTick::getSnapshot).hasSize(1);
        }
    }

    @Test
    void roadUserThatCrossesTheTileEdgeHasOneTrackAllTheWay() throws Exception {
        try (FakeEdge edge = FakeEdge.linked("edge-cross", ZONE, node.linkAddress())) {
            until(() -> assertThat(edge.table).hasSize(2));
            List<FeedTick> ticks = http.feed("strip");
            drive(edge, 600, -15, 10);
            until(() -> assertThat(ticks)
                    .anyMatch(tick -> tick.getTracksList().stream()
                            .anyMatch(track -> track.getStationId() == 600 && track.getLongitudeE7() > 1_138_000_500)));
            List<TrackState> seen = ticks.stream()
                    .flatMap(tick -> tick.getTracksList().stream())
                    .filter(track -> track.getStationId() == 600)
                    .toList();
            assertThat(seen)
                    .extracting(TrackState::getTrackId)
                    .containsOnly(seen.getFirst().getTrackId());
            assertThat(seen.getFirst().getLongitudeE7()).isLessThan(1_138_000_000);
            for (FeedTick tick : ticks) {
                assertThat(tick.getTracksList().stream().filter(t -> t.getStationId() == 600))
                        .hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void feedCarriesSignalsAndHealth() throws Exception {
        try (FakeEdge edge = FakeEdge.linked("edge-feed", ZONE, node.linkAddress())) {
            List<FeedTick> ticks = http.feed("strip");
            until(() -> assertThat(ticks)
                    .anyMatch(tick -> tick.getHealth().getEdgesConnected() > 0
                            && tick.getHealth().getLevel() != ServiceLevel.SERVICE_LEVEL_UNAVAILABLE));
            assertThat(ticks.getFirst().getSignals(0).getSignalId()).isEqualTo("signal-1");
            until(() -> assertThat(ticks.stream().skip(1)).anyMatch(tick -> tick.getSignalsCount() == 1));
            assertThat(edge.closedByCloud()).isFalse();
        }
    }

    private interface Act {
        void on(FakeEdge edge) throws Exception;
    }

    private static void refused(String reason, Act act) throws Exception {
        try (FakeEdge edge = new FakeEdge(ZONE, node.linkAddress())) {
            long before = closed(node, reason);
            act.on(edge);
            until(() -> assertThat(edge.closedByCloud()).isTrue());
            assertThat(edge.heard).filteredOn(CloudToEdge::hasRefused).hasSize(1);
            until(() -> assertThat(closed(node, reason)).isGreaterThan(before));
        }
    }

    private static void closes(String reason, Act act) throws Exception {
        closes(node, reason, act);
    }

    private static void closes(CloudNode at, String reason, Act act) throws Exception {
        try (FakeEdge edge = new FakeEdge(ZONE, at.linkAddress())) {
            long before = closed(at, reason);
            act.on(edge);
            until(() -> assertThat(closed(at, reason)).as(reason).isGreaterThan(before));
            until(() -> assertThat(edge.closedByCloud()).isTrue());
        }
    }

    /** A car on its way at 10 Hz until it is cancelled. */
    private static Future<?> drive(FakeEdge edge, long station, double fromEastM, double speedMps) {
        long startUs = FakeEdge.nowUs();
        return edge.keepSending(() -> {
            double east = fromEastM + speedMps * (FakeEdge.nowUs() - startUs) * 1e-6;
            for (TileId tile : ZONE.tiles().tilesThatSee(east, 100)) {
                edge.batch(tile, edge.car(station, east, speedMps));
            }
        });
    }

    private static List<String> stationsShown() {
        return http.json("/api/v1/zones/strip/objects").getJsonArray("features").stream()
                .map(f -> ((JsonObject) f).getJsonObject("properties").getString("station_id"))
                .toList();
    }

    /** As a rule one: a car that was not measured for a while, as on a busy machine, comes back as another. */
    private static Set<Long> tracksOf(List<FeedTick> ticks, long station) {
        return ticks.stream()
                .flatMap(tick -> tick.getTracksList().stream())
                .filter(track -> track.getStationId() == station)
                .map(TrackState::getTrackId)
                .collect(Collectors.toSet());
    }

    private static boolean tracked(FeedTick tick, long station) {
        return tick.getTracksList().stream().anyMatch(track -> track.getStationId() == station);
    }

    private static String hex(long id) {
        return HexFormat.of().toHexDigits(id);
    }

    private static long closed(CloudNode at, String reason) {
        return at.statistics().gateway().linksClosed().getOrDefault(reason, 0L);
    }

    private static CloudStatistics.ZoneFigures figures() {
        Map<String, CloudStatistics.ZoneFigures> zones = node.statistics().zones();
        return Objects.requireNonNull(zones.get("strip"));
    }

    private static void until(org.awaitility.core.ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(assertion);
    }
}
