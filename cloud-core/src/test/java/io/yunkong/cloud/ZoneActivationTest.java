package io.yunkong.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.yunkong.map.road.TileId;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneException;
import io.yunkong.map.road.ZoneFiles;
import io.yunkong.map.road.ZoneFolder;
import io.yunkong.map.road.ZoneWatch;
import io.yunkong.map.warn.ZoneParameters;
import io.yunkong.wire.CloudToEdge;
import io.yunkong.wire.FeedTick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another version of the zone takes over while a cloud node works: entry 55 of the catalogue of bad input. */
class ZoneActivationTest {
    private static final TileId FAR_WEST = new TileId(-2, 0);

    @TempDir
    private Path parent = Path.of("");

    private final long startUs = FakeEdge.nowUs();

    private static Zone write(Path folder, Zone zone) throws IOException, ZoneException {
        ZoneFolder.write(folder, ZoneFiles.of(zone));
        return ZoneFolder.read(folder);
    }

    @Test
    void whatIsPutIntoTheFolderTakesOverAndWhatIsBadDoesNot() throws Exception {
        Path folder = parent.resolve("strip");
        Zone first = write(folder, TestZone.make());
        assertThat(first.tiles().tiles()).containsExactly(TestZone.WEST, TestZone.EAST);
        try (CloudNode node = CloudNode.start(FakeEdge.patient("cloud-z"), List.of(first), AwakeClock.shared());
                Http http = new Http(node.httpAddress());
                FakeEdge edge = FakeEdge.linked("edge-1", first, node.linkAddress())) {
            node.follow(List.of(new ZoneWatch(folder, first, ZoneParameters::checked)), Duration.ofMillis(100));
            until(() -> assertThat(edge.table).containsOnlyKeys(TestZone.WEST, TestZone.EAST));
            List<FeedTick> ticks = http.feed("strip");
            Future<?> driving = drive(edge);
            until(() -> assertThat(lane(http)).isEqualTo("lane-0"));
            String track = track(http);
            assertThat(http.get("/api/v1/zones/strip/map").body())
                    .contains("lane-0")
                    .doesNotContain("lane-1");

            Files.writeString(folder.resolve("signals.yaml"), "controllers: 7");
            until(() -> assertThat(http.get("/metrics").body())
                    .contains("v2x_zone_refusals_total{zone=\"strip\"} 1", info(first)));

            // longer to the west, and the eastern tile is gone
            Zone next = write(folder, TestZone.version("", "lane-1", -1300, -100, List.of()));
            assertThat(next.tiles().tiles()).containsExactly(FAR_WEST, TestZone.WEST);
            until(() -> assertThat(http.get("/metrics").body())
                    .contains("v2x_zone_activations_total{zone=\"strip\"} 1", info(next)));
            edge.hello("edge-1", 1, "strip", next.version());
            until(() -> assertThat(edge.table).containsOnlyKeys(FAR_WEST, TestZone.WEST));
            until(() -> assertThat(lane(http)).isEqualTo("lane-1"));
            assertThat(track(http)).isEqualTo(track);
            JsonObject health = http.json("/healthz").getJsonObject("zones").getJsonObject("strip");
            assertThat(health.getString("zone_version")).isEqualTo(next.version());
            until(() -> assertThat(http.json("/healthz").getString("level")).isEqualTo("OK"));
            assertThat(http.json("/api/v1/zones/strip").getString("version")).isEqualTo(next.version());
            var map = http.get("/api/v1/zones/strip/map", "if-none-match", '"' + first.version() + '"');
            assertThat(map.headers().firstValue("etag")).contains('"' + next.version() + '"');
            assertThat(map.body())
                    .as("not the one written for the reader before")
                    .contains("lane-1")
                    .doesNotContain("lane-0");
            until(() -> assertThat(ticks)
                    .extracting(tick -> tick.getHealth().getZoneVersion())
                    .startsWith(first.version())
                    .endsWith(next.version()));
            driving.cancel(false);
            assertThat(edge.heard).noneMatch(CloudToEdge::hasRefused);
            balanced(node);
            anEdgeThatDoesNotFollowIsDismissed(node, edge, first);
        }
    }

    @Test
    void aChangedParameterIsInForceAndRecordedAndABadOneRefused() throws Exception {
        Path folder = parent.resolve("strip");
        Zone first = write(folder, TestZone.make());
        Path parameters = folder.resolve("parameters.yaml");
        try (CloudNode node = CloudNode.start(FakeEdge.patient("cloud-p"), List.of(first), AwakeClock.shared());
                Http http = new Http(node.httpAddress())) {
            node.follow(List.of(new ZoneWatch(folder, first, ZoneParameters::checked)), Duration.ofMillis(100));
            Files.writeString(parameters, "fcw: {time_to_collision_max_s: 5}");
            until(() -> assertThat(http.get("/metrics").body())
                    .contains("v2x_zone_refusals_total{zone=\"strip\"} 1", info(first)));
            assertThat(http.json("/api/v1/zones/strip/parameters").getJsonArray("changes"))
                    .isEmpty();

            Files.writeString(parameters, "fcw: {time_to_collision_max_s: 3}");
            until(() -> assertThat(http.json("/api/v1/zones/strip/parameters").getLong("changes_total"))
                    .isEqualTo(1));
            JsonObject told = http.json("/api/v1/zones/strip/parameters");
            assertThat(told.getJsonArray("parameters").stream()
                            .map(JsonObject.class::cast)
                            .filter(parameter -> parameter.getBoolean("set")))
                    .singleElement()
                    .satisfies(parameter -> {
                        assertThat(parameter.getString("name")).isEqualTo("time_to_collision_max_s");
                        assertThat(parameter.getDouble("value")).isEqualTo(3);
                        assertThat(parameter.getDouble("standard")).isEqualTo(2.7);
                    });
            JsonObject change = told.getJsonArray("changes").getJsonObject(0);
            assertThat(change.getLong("at_us")).isPositive();
            assertThat(change.copy().putNull("at_us"))
                    .isEqualTo(new JsonObject()
                            .putNull("at_us")
                            .put("group", "fcw")
                            .put("name", "time_to_collision_max_s")
                            .put("unit", "s")
                            .put("before", 2.7)
                            .put("now", 3.0)
                            .put("version_before", first.version())
                            .put("version_now", told.getString("zone_version")));
            assertThat(told.getString("zone_version"))
                    .isEqualTo(ZoneFolder.read(folder).version());
        }
    }

    private static void anEdgeThatDoesNotFollowIsDismissed(CloudNode node, FakeEdge edge, Zone another)
            throws IOException {
        edge.hello("edge-1", 1, "strip", another.version());
        until(() -> assertThat(edge.heard)
                .filteredOn(CloudToEdge::hasRefused)
                .singleElement()
                .satisfies(told -> assertThat(told.getRefused().getReason())
                        .startsWith("zone version differs: zone=strip, limit=")
                        .endsWith("; link refused")));
        assertThat(edge.closedByCloud()).as("it is to go by itself").isFalse();
        edge.close();
        until(() -> assertThat(node.statistics().gateway().linksClosed()).containsEntry("zone_version", 1L));
    }

    private static void balanced(CloudNode node) {
        until(() -> assertThat(Objects.requireNonNull(node.statistics().zones().get("strip"))
                        .observations())
                .satisfies(balance -> {
                    assertThat(balance.inFlight()).isZero();
                    assertThat(balance.exact()).isTrue();
                }));
    }

    private static String info(Zone zone) {
        return "v2x_zone_info{zone=\"strip\",version=\"" + zone.version() + "\"} 1";
    }

    /** A car that goes slowly from 600 m west of the origin on. */
    private Future<?> drive(FakeEdge edge) {
        return edge.keepSending(() ->
                edge.batch(TestZone.WEST, edge.car(900, -600 + 2 * (FakeEdge.nowUs() - startUs) * 1e-6, 2)));
    }

    private static JsonObject shown(Http http) {
        return http.json("/api/v1/zones/strip/objects").getJsonArray("features").stream()
                .map(feature -> ((JsonObject) feature).getJsonObject("properties"))
                .findFirst()
                .orElse(new JsonObject());
    }

    private static String lane(Http http) {
        return shown(http).getString("lane_id", "none");
    }

    private static String track(Http http) {
        return shown(http).getString("track_id", "none");
    }

    private static void until(org.awaitility.core.ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(assertion);
    }
}
