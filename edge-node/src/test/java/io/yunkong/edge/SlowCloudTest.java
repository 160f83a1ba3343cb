package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.EdgeToCloud;
import io.yunkong.wire.ServiceLevel;
import io.yunkong.wire.Warning;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cloud node that speaks and does not read, for a while or for good. */
final class SlowCloudTest {
    private static final String PADDING = "x".repeat(10_000); // in every warning's id: the reports fill the link soon
    private FakeCloud cloud;
    private int warned;

    @BeforeEach
    void start() throws IOException {
        cloud = new FakeCloud("cloud-a", 0);
    }

    @AfterEach
    void stop() throws IOException {
        cloud.readOn();
        cloud.close();
    }

    /** Has the edge report until neither the link nor the queue takes any more. */
    private void fill(EdgeFixture fixture) throws IOException {
        cloud.own(5, TestZone.WEST, TestZone.EAST);
        fixture.awaitStatistics(s -> s.serviceLevel() == ServiceLevel.SERVICE_LEVEL_OK);
        cloud.stopReading();
        while (fixture.statistics().uplink().reportsDropped() == 0) {
            assertThat(warned).isLessThan(10_000);
            for (int i = 0; i < 20; i++) {
                cloud.warn(Warning.newBuilder()
                        .setWarningId(String.format(Locale.ROOT, "%05d-", warned++) + PADDING)
                        .setNode("cloud-a")
                        .setEpoch(4) // not the owner's: reported and forgotten
                        .build());
            }
        }
        fixture.awaitStatistics(s -> s.warnings().fromCloud() == warned);
    }

    private List<String> reported() {
        return cloud.received().stream()
                .filter(EdgeToCloud::hasDelivery)
                .map(EdgeToCloud::getDelivery)
                .map(DeliveryReport::getWarningId)
                .toList();
    }

    @Test
    void whatWaitedIsReportedInItsOrderWhenTheNodeReadsOn() throws IOException {
        try (EdgeFixture fixture = EdgeFixture.start(cloud.address())) {
            fill(fixture);
            int dropped = (int) fixture.statistics().uplink().reportsDropped();
            cloud.readOn();
            await().atMost(EdgeFixture.PATIENCE)
                    .untilAsserted(() -> assertThat(reported().size()).isEqualTo(warned - dropped));
            assertThat(reported()).isSorted();
            assertThat(fixture.statistics().uplink().linksOpened()).isEqualTo(1);
        }
    }

    /** The limit is that of silence as well: a machine that stands still for less does not make the node a silent one. */
    @Test
    void aNodeThatGoesOnNotReadingIsLeft() throws IOException {
        Duration limit = Duration.ofSeconds(5);
        try (LogLines log = new LogLines("io.yunkong.edge.uplink.CloudLink");
                EdgeFixture fixture = new EdgeFixture(
                        TestZone.create(),
                        EdgeFixture.config(cloud.address()).uplink(EdgeFixture.uplinkLimits(limit, limit, limit)))) {
            fill(fixture);
            fixture.awaitStatistics(s -> s.uplink().linksLost() == 1);
            assertThat(log.lines()).anyMatch(line -> line.startsWith("cloud link not reading: address="));
            assertThat(log.lines()).noneMatch(line -> line.startsWith("cloud link failed:"));
        }
    }
}
