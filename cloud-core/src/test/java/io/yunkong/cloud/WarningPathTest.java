package io.yunkong.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.yunkong.map.road.Zone;
import io.yunkong.wire.CloudToEdge;
import io.yunkong.wire.DeliveryOutcome;
import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.EdgeToCloud;
import io.yunkong.wire.FeedTick;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningOrigin;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A warning of the cloud from the batch that causes it to the operator who asks why. */
class WarningPathTest {
    private static final Zone ZONE = TestZone.make();
    private static final long HOST = 701;
    private static final long STANDING = 702;

    @Test
    void dangerAheadIsWarnedOverTheEdgeOfTheHostAndShownOnceWithBothOrigins() throws Exception {
        try (CloudNode node = CloudNode.start(FakeEdge.patient("cloud-w"), List.of(ZONE), AwakeClock.shared());
                FakeEdge mine = FakeEdge.linked("edge-host", ZONE, node.linkAddress());
                FakeEdge other = FakeEdge.linked("edge-other", ZONE, node.linkAddress());
                Http http = new Http(node.httpAddress())) {
            until(() -> assertThat(mine.table).hasSize(2));
            mine.station(HOST, true);
            other.station(STANDING, true);
            List<FeedTick> ticks = http.feed("strip");

            List<Future<?>> driving = driveIntoStandingCar(mine, other);
            Warning warning = firstWarning(mine);
            report(mine, warning);
            until(() -> assertThat(http.json("/api/v1/warnings/edge-host.1").getJsonArray("origins"))
                    .isEqualTo(new JsonArray().add("cloud").add("edge")));
            // before the two fall silent and the warning ends
            assertThat(http.json("/api/v1/zones/strip/warnings").getJsonArray("warnings"))
                    .hasSize(1);
            driving.forEach(one -> one.cancel(false));
            assertThat(warning.getHostStationId()).isEqualTo(HOST);
            assertThat(warning.getEpoch())
                    .isEqualTo(Objects.requireNonNull(mine.owner(TestZone.EAST)).getEpoch());
            assertThat(warning.getEvidence().getStamps()).satisfies(stamps -> {
                assertThat(stamps.getGeneratedAtUs()).isPositive();
                assertThat(stamps.getEdgeReceivedAtUs()).isGreaterThanOrEqualTo(stamps.getGeneratedAtUs());
                assertThat(stamps.getCloudReceivedAtUs()).isGreaterThanOrEqualTo(stamps.getUplinkAtUs());
                assertThat(stamps.getCloudDecidedAtUs()).isGreaterThanOrEqualTo(stamps.getCloudReceivedAtUs());
            });
            assertThat(other.heard).noneMatch(CloudToEdge::hasWarning);

            JsonObject shown = http.json("/api/v1/warnings/" + warning.getWarningId());
            assertThat(shown.getString("application")).isEqualTo("fcw");
            assertThat(shown.getJsonObject("evidence").getString("rule")).startsWith("fcw/");
            assertThat(shown.getJsonArray("duplicates")).containsExactly("edge-host.1");
            assertThat(shown.getJsonArray("deliveries")).hasSize(1);
            until(() -> assertThat(ticks)
                    .anyMatch(tick -> tick.getWarningsList().stream()
                            .anyMatch(w -> w.getWarningId().equals(warning.getWarningId()))));
            until(() -> assertThat(ticks).anyMatch(tick -> tick.getDeliveriesCount() > 0));
            until(() -> assertThat(figures(node)).satisfies(figures -> {
                assertThat(figures.warnings().dangers()).containsEntry("FCW", 1L);
                assertThat(figures.warnings().duplicates()).isEqualTo(1);
                assertThat(figures.warnings().delivered()).isEqualTo(1);
                assertThat(figures.observations().received())
                        .isEqualTo(mine.sentObservations() + other.sentObservations());
                assertThat(figures.observations().exact()).isTrue();
                assertThat(figures.observations().inFlight()).isZero();
                assertThat(figures.latency().count())
                        .isEqualTo(figures.observations().processed());
            }));
        }
    }

    /** The host comes at 15 m/s; two edges each tell one of the cars, until told to stop. */
    private static List<Future<?>> driveIntoStandingCar(FakeEdge mine, FakeEdge other) {
        long startUs = FakeEdge.nowUs();
        return List.of(
                mine.keepSending(() -> {
                    double east = 300 + 15 * (FakeEdge.nowUs() - startUs) * 1e-6;
                    mine.batch(TestZone.EAST, mine.car(HOST, east, 15));
                }),
                other.keepSending(() -> other.batch(TestZone.EAST, other.car(STANDING, 370, 0))));
    }

    private static Warning firstWarning(FakeEdge edge) {
        until(() -> assertThat(edge.heard).anyMatch(CloudToEdge::hasWarning));
        return edge.heard.stream()
                .filter(CloudToEdge::hasWarning)
                .findFirst()
                .orElseThrow()
                .getWarning();
    }

    /** The edge has raised the same itself and says that it sent it. */
    private static void report(FakeEdge edge, Warning cloud) throws Exception {
        Warning own = cloud.toBuilder()
                .setWarningId("edge-host.1")
                .setOrigin(WarningOrigin.WARNING_ORIGIN_EDGE)
                .setEpoch(0)
                .build();
        edge.send(EdgeToCloud.newBuilder().setEdgeWarning(own).build());
        edge.send(EdgeToCloud.newBuilder()
                .setDelivery(DeliveryReport.newBuilder()
                        .setWarningId("edge-host.1")
                        .setPhase(own.getPhase())
                        .setOutcome(DeliveryOutcome.DELIVERY_OUTCOME_SENT)
                        .setAtUs(FakeEdge.nowUs()))
                .build());
    }

    private static CloudStatistics.ZoneFigures figures(CloudNode node) {
        return Objects.requireNonNull(node.statistics().zones().get("strip"));
    }

    private static void until(org.awaitility.core.ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(assertion);
    }
}
