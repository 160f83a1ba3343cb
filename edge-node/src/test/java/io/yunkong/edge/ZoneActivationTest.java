package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.map.road.TileId;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneException;
import io.yunkong.map.road.ZoneFiles;
import io.yunkong.map.road.ZoneFolder;
import io.yunkong.map.road.ZoneWatch;
import io.yunkong.map.warn.Application;
import io.yunkong.map.warn.ZoneParameters;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.EdgeToCloud;
import io.yunkong.wire.ServiceLevel;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another version of the zone takes over while vehicles drive and the cloud listens: entry 55 of the catalogue of bad input, over sockets. */
final class ZoneActivationTest {
    private static final long DRIVER = 0x1001;
    private static final long STANDING = 0x1002;
    private static final double SPEED_MPS = 15;
    private static final double EAST = Math.PI / 2;
    private static final String NEXT = "fedcba9876543210";

    @TempDir
    private Path parent = Path.of("");

    /** Tells the edge where a car is that drives from 600 m on, and one that stands, until the first is told something. */
    private static Warning drive(EdgeFixture fixture, TestDevice driver, TestDevice standing, long startUs)
            throws IOException {
        for (int count = 0; count < 60; count++) {
            tellPlaces(fixture, driver, standing, startUs, count);
            LockSupport.parkNanos(100_000_000);
            while (driver.socket().getInputStream().available() > 0) {
                EdgeMessage message = driver.read();
                if (message != null && message.hasWarning()) {
                    return message.getWarning();
                }
            }
        }
        throw new AssertionError("no warning within 60 messages");
    }

    private static void tellPlaces(EdgeFixture fixture, TestDevice driver, TestDevice standing, long startUs, int count)
            throws IOException {
        long now = EdgeFixture.nowUs();
        double east = 600 + SPEED_MPS * (now - startUs) * 1e-6;
        standing.uper(Bsm.moving(fixture.zone().plane(), STANDING, count, now, 665, 500, 0, EAST));
        driver.uper(Bsm.moving(fixture.zone().plane(), DRIVER, count, now, east, 500, SPEED_MPS, EAST));
    }

    private static EdgeMessage awaitLevel(TestDevice device, ServiceLevel level) throws IOException {
        return device.awaitMessage(m -> m.hasZoneStatus() && m.getZoneStatus().getLevel() == level);
    }

    private static void own(FakeCloud cloud) throws IOException {
        List<TileId> tiles = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            tiles.add(new TileId(i % 3, i / 3));
        }
        cloud.own(1, tiles.toArray(TileId[]::new));
    }

    private static long reports(FakeCloud cloud) {
        return cloud.received().stream()
                .filter(m -> m.hasStation() || m.hasEdgeWarning() || m.hasDelivery())
                .count();
    }

    /** Everything that was to go up went up: nothing is lost with a link that is left on purpose. */
    private static void nothingLost(EdgeFixture fixture, FakeCloud cloud) {
        await().atMost(EdgeFixture.PATIENCE).untilAsserted(() -> {
            EdgeStatistics.Uplink up = fixture.statistics().uplink();
            assertThat(up.offered()).isEqualTo(up.sent() + up.stale() + up.replaced() + up.pending());
            assertThat(up.reportsDropped()).isZero();
            assertThat(reports(cloud)).isEqualTo(up.reportsSent());
            assertThat(cloud.received().stream()
                            .filter(EdgeToCloud::hasBatch)
                            .mapToLong(m -> m.getBatch().getObservationsCount())
                            .sum())
                    .isEqualTo(up.sent());
        });
    }

    private static List<String> greetings(FakeCloud cloud) {
        return cloud.received().stream()
                .filter(EdgeToCloud::hasHello)
                .map(m -> m.getHello().getZoneVersion())
                .distinct()
                .toList();
    }

    @Test
    void aVehicleWhoseLaneIsGoneIsWarnedOnAndNothingHangs() throws IOException, InterruptedException {
        Zone next = TestZone.withoutWestEast(NEXT);
        try (FakeCloud cloud = new FakeCloud("cloud-a", 0);
                EdgeFixture fixture = EdgeFixture.start(cloud.address());
                TestDevice driver = TestDevice.vehicle(fixture.tcp(), "driver", DRIVER);
                TestDevice standing = TestDevice.vehicle(fixture.tcp(), "standing", STANDING)) {
            own(cloud);
            awaitLevel(driver, ServiceLevel.SERVICE_LEVEL_OK);
            long startUs = EdgeFixture.nowUs();
            Warning raised = drive(fixture, driver, standing, startUs);
            assertThat(raised.getPhase()).isEqualTo(WarningPhase.WARNING_PHASE_RAISED);
            assertThat(raised.getEvidence().getHostPath().getLaneIdsList()).contains("west-east");

            assertThat(fixture.edge().activate(next)).as("tracks kept").isEqualTo(2);

            Warning last = raised;
            boolean updated = false;
            for (int count = 60; last.getPhase() != WarningPhase.WARNING_PHASE_CLEARED && count < 120; count++) {
                if (count < 70) {
                    tellPlaces(fixture, driver, standing, startUs, count);
                }
                LockSupport.parkNanos(100_000_000);
                while (driver.socket().getInputStream().available() > 0) {
                    EdgeMessage message = driver.read();
                    if (message != null && message.hasWarning()) {
                        last = message.getWarning();
                        assertThat(last.getWarningId()).isEqualTo(raised.getWarningId());
                        updated |= last.getEvidence().getZoneVersion().equals(NEXT);
                    }
                }
            }
            assertThat(updated).as("found on the new lanes, too").isTrue();
            assertThat(last.getPhase()).isEqualTo(WarningPhase.WARNING_PHASE_CLEARED);
            EdgeStatistics s = fixture.statistics();
            assertThat(s.warnings().raised()).containsExactly(Map.entry(Application.FCW, 1L));
            assertThat(s.warnings().delivered()).isEqualTo(1);
            assertThat(s.sessions().closed()).isEmpty();
            await().atMost(EdgeFixture.PATIENCE)
                    .until(() -> greetings(cloud).equals(List.of(fixture.zone().version(), NEXT)));
            nothingLost(fixture, cloud);
        }
    }

    @Test
    void theLinkComesUpAgainByItselfWhicheverSideIsFirst() throws IOException, InterruptedException {
        try (FakeCloud cloud = new FakeCloud("cloud-a", 0);
                EdgeFixture fixture = EdgeFixture.start(cloud.address());
                TestDevice device = TestDevice.vehicle(fixture.tcp(), "veh-1", DRIVER)) {
            cloud.turnTo(fixture.zone().version());
            own(cloud);
            awaitLevel(device, ServiceLevel.SERVICE_LEVEL_OK);

            fixture.edge().activate(TestZone.withoutWestEast(NEXT));
            EdgeMessage told = awaitLevel(device, ServiceLevel.SERVICE_LEVEL_DEGRADED);
            assertThat(told.getZoneStatus().getReason()).isEqualTo("no cloud node connected");
            fixture.awaitStatistics(s -> s.uplink().linksUp() == 0);
            cloud.turnTo(NEXT);
            awaitLevel(device, ServiceLevel.SERVICE_LEVEL_OK);

            cloud.turnTo(fixture.zone().version());
            awaitLevel(device, ServiceLevel.SERVICE_LEVEL_DEGRADED);
            device.uper(fixture.bsm(DRIVER, 1, 500, 500));
            fixture.awaitStatistics(s -> s.processed() == 1);
            fixture.edge().activate(fixture.zone());
            awaitLevel(device, ServiceLevel.SERVICE_LEVEL_OK);
            device.uper(fixture.bsm(DRIVER, 2, 500, 500));
            fixture.awaitStatistics(s -> s.processed() == 2 && s.uplink().pending() == 0);
            nothingLost(fixture, cloud);
        }
    }

    private Zone write(Path folder, Zone zone) throws IOException {
        ZoneFolder.write(folder, ZoneFiles.of(zone));
        return read(folder);
    }

    private static Zone read(Path folder) {
        try {
            return ZoneFolder.read(folder);
        } catch (ZoneException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsPutIntoTheFolderTakesOverAndWhatIsBadDoesNot() throws IOException {
        Path folder = parent.resolve("test-zone");
        Zone first = write(folder, TestZone.create());
        try (FakeCloud cloud = new FakeCloud("cloud-a", 0);
                LogLines log = LogLines.ofInfo(ZoneKeeper.class.getName());
                EdgeFixture fixture = new EdgeFixture(first, EdgeFixture.config(cloud.address()));
                TestDevice device = TestDevice.vehicle(fixture.tcp(), "veh-1", DRIVER)) {
            own(cloud);
            fixture.edge().follow(new ZoneWatch(folder, first, ZoneParameters::checked), Duration.ofMillis(100));
            awaitLevel(device, ServiceLevel.SERVICE_LEVEL_OK);
            assertThat(fixture.statistics().laneMap()).isEqualTo(new EdgeStatistics.LaneMap(first.version(), 0, 0));

            Files.writeString(folder.resolve("lanes.geojson"), "{}");
            fixture.awaitStatistics(s -> s.laneMap().refused() == 1);
            assertThat(fixture.statistics().laneMap().version()).isEqualTo(first.version());
            assertThat(log.lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .startsWith("zone not activated: zone=test-zone, version=" + first.version() + ", reason="
                                    + folder + "/lanes.geojson")
                            .endsWith("; the old version stays"));

            Zone next = write(folder, TestZone.withoutWestEast(NEXT));
            EdgeStatistics s = fixture.awaitStatistics(x -> x.laneMap().activated() == 1);
            assertThat(s.laneMap()).isEqualTo(new EdgeStatistics.LaneMap(next.version(), 1, 1));
            assertThat(log.lines())
                    .last()
                    .isEqualTo("zone activated: zone=test-zone, version=" + first.version() + " -> " + next.version()
                            + ", lanes=2, tracks_kept=0");
            await().atMost(EdgeFixture.PATIENCE)
                    .until(() -> greetings(cloud).equals(List.of(first.version(), next.version())));
            fixture.awaitStatistics(x -> x.serviceLevel() == ServiceLevel.SERVICE_LEVEL_OK);
        }
    }
}
