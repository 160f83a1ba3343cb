package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The whole chain in one process, as {@code v2x demo} runs it. */
final class PlatformTest {
    private static final String ZONE = "longzi-lake";
    private static final long SEED = 42;

    @Test
    void aScriptedConflictIsWarnedOnceWithEvidenceAndEveryCounterBalances() throws Exception {
        System.out.println("PlatformTest: seed=" + SEED);
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Platform platform = Platform.start(Zones.read(ZONE), 60, SEED, null, free);
                Http http = new Http(platform.httpAddress())) {
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> http.warnings(ZONE).stream().anyMatch(PlatformTest::foundByBothAndOver));
            JsonObject warning = http.warnings(ZONE).stream()
                    .filter(PlatformTest::foundByBothAndOver)
                    .findFirst()
                    .orElseThrow();
            hasEvidence(warning);
            wasDeliveredOnceWithStampsInOrder(warning);
            isToldByTheCommands(warning, Text.address(platform.httpAddress()));
            platformSaysWhatItDid(platform.finish(0, 0));
        }
    }

    private static boolean foundByBothAndOver(JsonObject warning) {
        return warning.getJsonArray("origins").stream().toList().containsAll(List.of("edge", "cloud"))
                && warning.getString("phase").equals("cleared")
                && deliveries(warning, "raised")
                        .anyMatch(delivery -> delivery.getString("outcome").equals("acknowledged"));
    }

    private static void hasEvidence(JsonObject warning) {
        for (String party : List.of("host", "counterpart")) {
            JsonObject track = warning.getJsonObject(party);
            assertThat(track.getDouble("latitude_deg")).isBetween(34.7, 34.9);
            assertThat(track.getDouble("longitude_deg")).isBetween(113.7, 113.9);
            assertThat(track.getJsonArray("sources")).isNotEmpty();
        }
        assertThat(warning.getLong("time_to_collision_ms")).isPositive();
        assertThat(warning.getString("host_station_id"))
                .isEqualTo(warning.getJsonObject("host").getString("station_id"));
    }

    private static void wasDeliveredOnceWithStampsInOrder(JsonObject warning) {
        List<JsonObject> sent = deliveries(warning, "raised")
                .filter(delivery -> delivery.getString("outcome").equals("sent"))
                .toList();
        assertThat(sent).as(warning.encodePrettily()).hasSize(1);
        JsonObject stamps = sent.getFirst().getJsonObject("stamps");
        List<Long> passed = Stream.of(
                        "generated_at_us",
                        "edge_received_at_us",
                        "observed_at_us",
                        "edge_decided_at_us",
                        "uplink_at_us",
                        "cloud_received_at_us",
                        "cloud_decided_at_us",
                        "edge_returned_at_us",
                        "downlink_at_us")
                .map(stamps::getLong)
                .filter(java.util.Objects::nonNull)
                .toList();
        assertThat(passed).hasSizeGreaterThanOrEqualTo(5).isSorted();
    }

    private static void isToldByTheCommands(JsonObject warning, String http) {
        String id = warning.getString("warning_id");
        String node = "--http=" + http;
        assertThat(Console.run("warnings", "tail", node, "--since", "5m", "--for", "1ms", "--lang", "en")
                        .out()
                        .lines()
                        .filter(line -> line.contains(id)))
                .anyMatch(line -> line.contains("  raised   ") && line.contains(" warned of "))
                .anyMatch(line -> line.contains("  cleared  ") && line.endsWith(", acknowledged"));
        Console shown = Console.run("warnings", "show", id, node);
        assertThat(shown.out())
                .as(shown.err())
                .contains("cleared", "RSU0", "handed to the vehicle's link", "zone version")
                .doesNotContain("NaN", "null");
        assertThat(new JsonObject(Console.run("warnings", "show", id, node, "--json")
                                .out())
                        .getJsonObject("evidence"))
                .isNotNull();
        assertThat(Console.run("warnings", "explain", id, node, "--lang", "en").out())
                .contains("was warned at", "; the vehicle's unit acknowledged it ", "It was cleared")
                .doesNotContain("NaN", "null");
        assertThat(Console.run("warnings", "explain", id, node, "--lang", "zh").out())
                .contains("收到预警", "毫秒后车载单元确认", "解除")
                .doesNotContain("NaN", "null");
    }

    private static Stream<JsonObject> deliveries(JsonObject warning, String phase) {
        return Http.objects(warning.getJsonArray("deliveries")).stream()
                .filter(delivery -> delivery.getString("phase").equals(phase));
    }

    private static void platformSaysWhatItDid(DemoSummary summary) {
        assertThat(summary.sound()).as(summary.text()).isTrue();
        assertThat(summary.edge().received())
                .isEqualTo(summary.traffic().links().sentFrames())
                .isEqualTo(summary.edge().processed()
                        + summary.edge().rejectedTotal()
                        + summary.edge().shedTotal());
        assertThat(summary.edge().defects()).isZero();
        assertThat(summary.edge().warnings().duplicates()).isPositive();
        assertThat(raised(summary.traffic().links().warnings()))
                .as("each warning reaches its vehicle once")
                .isEqualTo(summary.edge().warnings().delivered());
        assertThat(summary.json()).contains("\"balanced\":true", "\"in_flight\":0");
    }

    private static long raised(Map<String, Long> heard) {
        return heard.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("/RAISED"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
