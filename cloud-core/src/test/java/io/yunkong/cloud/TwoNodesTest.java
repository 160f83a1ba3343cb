package io.yunkong.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.yunkong.map.road.TileId;
import io.yunkong.map.road.Zone;
import io.yunkong.wire.TileOwner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two nodes in one JVM, one cluster on loopback. */
class TwoNodesTest {
    private static final Zone ZONE = TestZone.make();

    @Test
    void shareTheTilesAndOneTakesOverWithAHigherEpoch() throws Exception {
        List<Integer> ports = freePorts();
        List<String> members = ports.stream().map(port -> "127.0.0.1:" + port).toList();
        try (CloudNode one =
                CloudNode.start(config("cloud-1", ports.get(0), members), List.of(ZONE), AwakeClock.shared())) {
            until(() -> assertThat(one.ownership().owners()).hasSize(2));
            try (FakeEdge edge = FakeEdge.linked("edge-1", ZONE, one.linkAddress());
                    CloudNode two = CloudNode.start(
                            config("cloud-2", ports.get(1), members), List.of(ZONE), AwakeClock.shared());
                    FakeEdge other = FakeEdge.linked("edge-1", ZONE, two.linkAddress());
                    Http http = new Http(one.httpAddress())) {
                until(() -> assertThat(owners(edge)).containsExactlyInAnyOrder("cloud-1", "cloud-2"));
                until(() -> assertThat(other.table).isEqualTo(edge.table));
                until(() -> assertThat(one.statistics().tilesOwned()).isEqualTo(1));
                until(() -> assertThat(two.statistics().tilesOwned()).isEqualTo(1));
                until(() -> assertThat(health(http).getInteger("cloud_nodes")).isEqualTo(2));
                until(() -> assertThat(health(http).getString("level"))
                        .as(health(http).encode())
                        .isEqualTo("OK"));

                stationsSignedOffAreGoneOnBoth(edge, other, one, two);
                anotherVersionMovesNoTile(one, two);
                oneTakesOver(one, two, http);
            }
        }
    }

    private static void oneTakesOver(CloudNode one, CloudNode two, Http http) throws Exception {
        try (FakeEdge edge = FakeEdge.linked("edge-2", ZONE, one.linkAddress());
                FakeEdge other = FakeEdge.linked("edge-2", ZONE, two.linkAddress())) {
            until(() -> assertThat(other.table).hasSize(2).isEqualTo(edge.table));
            TileId moved = tileOf(edge, "cloud-2");
            seenOnTheOtherNode(other, moved, http);
            long before = owner(edge, moved).getEpoch();
            two.close();
            until(() -> {
                assertThat(owners(edge)).containsOnly("cloud-1");
                assertThat(edge.table).hasSize(2);
            });
            assertThat(owner(edge, moved).getEpoch()).isGreaterThan(before);
            until(() -> assertThat(one.statistics().tilesOwned()).isEqualTo(2));
            until(() -> assertThat(health(http).getString("level")).isEqualTo("OK"));
        }
    }

    /** So many that either node holds some of the entries and the copies of the others. */
    private static void stationsSignedOffAreGoneOnBoth(FakeEdge edge, FakeEdge other, CloudNode one, CloudNode two)
            throws IOException {
        try (Http first = new Http(one.httpAddress());
                Http second = new Http(two.httpAddress())) {
            int before = stations(first);
            for (boolean connected : List.of(true, false)) {
                for (int station = 1; station <= 20; station++) {
                    edge.station(station, connected);
                    other.station(station, connected);
                }
                int then = connected ? before + 20 : before;
                until(() ->
                        assertThat(List.of(stations(first), stations(second))).containsOnly(then));
            }
            // Longer than it takes until the copies are compared with the entries.
            await().during(Duration.ofSeconds(6))
                    .atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(List.of(stations(first), stations(second)))
                            .containsOnly(before));
        }
        assertThat(one.statistics().directoryWritesFailed()).isZero();
        assertThat(two.statistics().directoryWritesFailed()).isZero();
    }

    private static int stations(Http http) {
        return health(http).getInteger("stations_connected");
    }

    /** The nodes activate it one after the other, and back: meanwhile each keeps the tiles it has, under the same lease. */
    private static void anotherVersionMovesNoTile(CloudNode one, CloudNode two) throws Exception {
        Zone next = TestZone.version(
                "fedcba9876543210", "lane-1", -800, 800, ZONE.tiles().tiles());
        var before = one.ownership().owners();
        for (Zone version : List.of(next, ZONE)) {
            for (CloudNode node : List.of(one, two)) {
                node.activate(version);
                // longer than it takes until the others have read it
                await().during(Duration.ofMillis(700))
                        .atMost(Duration.ofSeconds(40))
                        .untilAsserted(() -> {
                            assertThat(one.ownership().owners()).isEqualTo(before);
                            assertThat(two.ownership().owners()).isEqualTo(before);
                        });
            }
        }
        assertThat(one.statistics().placementChanges())
                .as("to the second node, when that came")
                .containsEntry("handed_over", 1L);
        assertThat(two.statistics().placementChanges()).containsEntry("handed_over", 0L);
    }

    private static void seenOnTheOtherNode(FakeEdge link, TileId tile, Http http) {
        double from = tile.equals(TestZone.EAST) ? 500 : -500;
        long startUs = FakeEdge.nowUs();
        Future<?> car = link.keepSending(() ->
                link.batch(tile, link.car(900, from + 10 * (FakeEdge.nowUs() - startUs) * 1e-6, 10)));
        until(() -> assertThat(http.json("/api/v1/zones/strip/objects").getJsonArray("features").stream()
                        .map(f -> ((JsonObject) f).getJsonObject("properties").getString("station_id")))
                .contains("0000000000000384"));
        car.cancel(false);
    }

    private static JsonObject health(Http http) {
        return http.json("/api/v1/zones/strip").getJsonObject("health");
    }

    private static List<String> owners(FakeEdge edge) {
        return edge.table.values().stream().map(TileOwner::getNodeId).toList();
    }

    private static TileOwner owner(FakeEdge edge, TileId tile) {
        return Objects.requireNonNull(edge.owner(tile));
    }

    private static TileId tileOf(FakeEdge edge, String node) {
        return edge.table.entrySet().stream()
                .filter(entry -> entry.getValue().getNodeId().equals(node))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static CloudConfig config(String node, int memberPort, List<String> members) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        InetSocketAddress free = new InetSocketAddress(loopback, 0);
        return new CloudConfig(
                node,
                free,
                new CloudConfig.Link(free, Optional.empty()),
                new CloudConfig.Cluster("two-nodes-test", new InetSocketAddress(loopback, memberPort), members, free),
                FakeEdge.PATIENT,
                FakeEdge.PATIENT_LEASE,
                Optional.empty());
    }

    /** Of members, which must be listed before they start. */
    private static List<Integer> freePorts() throws IOException {
        int one = FreePort.find();
        int two = FreePort.find();
        return one == two ? freePorts() : List.of(one, two);
    }

    private static void until(org.awaitility.core.ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(assertion);
    }
}
