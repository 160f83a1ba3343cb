package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.edge.uplink.UplinkLimits;
import io.yunkong.wire.ServiceLevel;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When observations go to the cloud, with an interval between batches that no test waits for. */
final class UplinkBatchesTest {
    private static final long STATION = 0x11;
    private static final int BATCH_MAX = 3;
    private static final Duration NEVER = Duration.ofMinutes(1);

    private FakeCloud cloud;
    private EdgeFixture fixture;
    private TestDevice device;
    private int count;

    @BeforeEach
    void start() throws IOException {
        cloud = new FakeCloud("cloud-a", 0);
        Duration soon = Duration.ofMillis(20);
        UplinkLimits limits =
                new UplinkLimits(NEVER, BATCH_MAX, 64, NEVER, 64, Duration.ofMillis(200), NEVER, NEVER, soon, soon);
        fixture = new EdgeFixture(
                TestZone.create(), EdgeFixture.config(cloud.address()).uplink(limits));
        device = TestDevice.vehicle(fixture.tcp(), "veh-1", STATION);
    }

    @AfterEach
    void stop() throws IOException {
        device.close();
        fixture.close();
        cloud.close();
    }

    private void linked() throws IOException {
        cloud.own(1, TestZone.WEST, TestZone.EAST);
        fixture.awaitStatistics(s -> s.serviceLevel() == ServiceLevel.SERVICE_LEVEL_OK);
    }

    /** One that only the tile in the west sees; returns the uplink's figures when it has been taken. */
    private EdgeStatistics.Uplink report() throws IOException {
        int processed = ++count;
        device.uper(fixture.bsm(STATION, count, 500, 500));
        return fixture.awaitStatistics(s -> s.processed() == processed).uplink();
    }

    @Test
    void whatComesAfterASilenceIsSentAtOnce() throws IOException {
        linked();
        var _ = report();
        fixture.awaitStatistics(s -> s.uplink().sent() == 1);
    }

    @Test
    void whatComesSoonAfterABatchWaitsForOthers() throws IOException {
        linked();
        var _ = report();
        fixture.awaitStatistics(s -> s.uplink().sent() == 1);
        assertThat(report().pending()).isEqualTo(1);
        assertThat(report()).satisfies(s -> {
            assertThat(s.pending()).isEqualTo(2);
            assertThat(s.batches()).isEqualTo(1);
        });
    }

    @Test
    void aFullBatchWaitsForNothing() throws IOException {
        linked();
        var _ = report();
        fixture.awaitStatistics(s -> s.uplink().sent() == 1);
        for (int i = 1; i < BATCH_MAX; i++) {
            assertThat(report().pending()).isEqualTo(i);
        }
        assertThat(report()).satisfies(s -> {
            assertThat(s.pending()).isZero();
            assertThat(s.sent()).isEqualTo(1 + BATCH_MAX);
            assertThat(s.batches()).isEqualTo(2);
        });
    }

    @Test
    void whatWaitedForAnOwnerGoesWhenThereIsOne() throws IOException {
        fixture.awaitStatistics(s -> s.uplink().linksUp() == 1);
        assertThat(report().sent()).isZero();
        assertThat(report().pending()).isEqualTo(2);
        linked();
        fixture.awaitStatistics(s -> s.uplink().sent() == 2 && s.uplink().pending() == 0);
    }
}
