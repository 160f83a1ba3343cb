package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yunkong.cloud.CloudConfig;
import io.yunkong.cloud.CloudNode;
import io.yunkong.edge.EdgeConfig;
import io.yunkong.edge.EdgeNode;
import io.yunkong.map.road.Zone;
import io.yunkong.sim.Swarm;
import io.yunkong.sim.SwarmConfig;
import io.yunkong.wire.ServiceLevel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;

/** Two cloud nodes, an edge and traffic: the tiles move when a node stops, and the warnings go on. */
final class TwoNodesTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void bothOwnTilesAndWhenOneStopsTheOtherWarnsInAllOfThem() throws Exception {
        Zone zone = Zones.read("longzi-lake");
        int tiles = zone.tiles().tiles().size();
        List<Integer> ports = freePorts();
        try (CloudNode one = CloudNode.start(config("cloud-1", ports.get(0), ports), List.of(zone), CLOCK);
                CloudNode two = CloudNode.start(config("cloud-2", ports.get(1), ports), List.of(zone), CLOCK);
                EdgeNode edge = EdgeNode.start(edgeConfig(one, two), zone, CLOCK);
                Swarm swarm = Swarm.start(SwarmConfig.of(60, 42, edge.tcpAddress(), null), zone, CLOCK);
                Http http = new Http(one.httpAddress())) {
            until(() -> {
                assertThat(one.statistics().tilesOwned()).isPositive();
                assertThat(two.statistics().tilesOwned()).isPositive();
                assertThat(one.statistics().tilesOwned() + two.statistics().tilesOwned())
                        .isEqualTo(tiles);
                assertThat(edge.statistics().serviceLevel()).isEqualTo(ServiceLevel.SERVICE_LEVEL_OK);
            });
            until(() -> assertThat(processed(two)).isPositive());

            two.close();

            until(() -> {
                assertThat(one.statistics().tilesOwned()).isEqualTo(tiles);
                assertThat(edge.statistics().serviceLevel()).isEqualTo(ServiceLevel.SERVICE_LEVEL_OK);
            });
            long afterUs = CLOCK.millis() * 1000;
            until(() -> assertThat(http.warnings(zone.name())).anySatisfy(warning -> {
                assertThat(warning.getLong("raised_at_us")).isGreaterThan(afterUs);
                assertThat(warning.getJsonArray("origins")).contains("edge", "cloud");
            }));
            swarm.stop();
            assertThat(edge.statistics().balanced()).isTrue();
        }
    }

    @Test
    void secondNodeWithTheSameIdDoesNotStart() throws Exception {
        Zone zone = Zones.read("longzi-lake");
        List<Integer> ports = freePorts();
        try (CloudNode first = CloudNode.start(config("cloud-1", ports.get(0), ports), List.of(zone), CLOCK)) {
            assertThatThrownBy(() -> CloudNode.start(config("cloud-1", ports.get(1), ports), List.of(zone), CLOCK))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("node id in use: node_id=cloud-1; not started");
            assertThat(first.statistics().cloudNodes()).containsExactly("cloud-1");
        }
    }

    private static long processed(CloudNode node) {
        return node.statistics().zones().values().stream()
                .mapToLong(zone -> zone.observations().processed())
                .sum();
    }

    private static EdgeConfig edgeConfig(CloudNode one, CloudNode two) {
        return EdgeConfig.standard(
                "edge-1", address(0), Optional.empty(), List.of(one.linkAddress(), two.linkAddress()));
    }

    private static CloudConfig config(String node, int port, List<Integer> ports) {
        List<String> members =
                ports.stream().map(member -> "127.0.0.1:" + member).toList();
        return new CloudConfig(
                node,
                address(0),
                new CloudConfig.Link(address(0), Optional.empty()),
                new CloudConfig.Cluster("cli-two-nodes-test", address(port), members, address(0)),
                CloudConfig.Limits.DEFAULT,
                CloudConfig.LEASE_DEFAULT,
                Optional.empty());
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(LOOPBACK, port);
    }

    /** Of members, which must be listed before they start. */
    private static List<Integer> freePorts() throws IOException {
        int one = FreePort.find();
        int two = FreePort.find();
        return one == two ? freePorts() : List.of(one, two);
    }

    private static void until(ThrowingRunnable assertion) {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(assertion);
    }
}
