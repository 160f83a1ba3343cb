package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneException;
import io.yunkong.map.road.ZoneFiles;
import io.yunkong.map.road.ZoneFolder;
import io.yunkong.map.road.ZoneWatch;
import io.yunkong.map.warn.ZoneParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ZoneKeeperTest {
    @Test
    void aVersionAtWhichAPartFailsIsSaidAndCountedOnceAndTriedAgain(@TempDir Path parent)
            throws IOException, ZoneException {
        Path folder = parent.resolve("test-zone");
        ZoneFolder.write(folder, ZoneFiles.of(TestZone.create()));
        Zone first = ZoneFolder.read(folder);
        ZoneFolder.write(folder, ZoneFiles.of(TestZone.withoutWestEast("fedcba9876543210")));
        Zone next = ZoneFolder.read(folder);
        AtomicInteger tries = new AtomicInteger();
        try (LogLines log = LogLines.ofInfo(ZoneKeeper.class.getName());
                ZoneKeeper keeper = new ZoneKeeper("edge-1", first, _ -> {
                    if (tries.incrementAndGet() < 4) {
                        throw new IllegalStateException("event loop does not answer");
                    }
                    return 5;
                })) {
            keeper.follow(new ZoneWatch(folder, first, ZoneParameters::checked), Duration.ofMillis(10));
            await().atMost(EdgeFixture.PATIENCE)
                    .until(() -> keeper.statistics().equals(new EdgeStatistics.LaneMap(next.version(), 1, 1)));
            assertThat(tries).hasValue(4);
            assertThat(log.lines())
                    .containsExactly(
                            "zone not activated: zone=test-zone, version=" + first.version()
                                    + ", reason=java.lang.IllegalStateException: event loop does not answer;"
                                    + " tried again until it is",
                            "zone activated: zone=test-zone, version=" + first.version() + " -> " + next.version()
                                    + ", lanes=2, tracks_kept=5");
        }
    }

    @Test
    void everyChangedParameterIsALineInTheLog(@TempDir Path parent) throws IOException, ZoneException {
        Path folder = parent.resolve("test-zone");
        ZoneFolder.write(folder, ZoneFiles.of(TestZone.create()));
        Zone first = ZoneFolder.read(folder);
        Path parameters = folder.resolve("parameters.yaml");
        Files.writeString(parameters, "icw: {stop_margin_m: 2}\nlifecycle: {raise_evaluations: 4}");
        Zone next = ZoneFolder.read(folder);
        try (LogLines log = LogLines.ofInfo(ZoneKeeper.class.getName());
                ZoneKeeper keeper = new ZoneKeeper("edge-1", first, _ -> 0)) {
            keeper.follow(new ZoneWatch(folder, first, ZoneParameters::checked), Duration.ofMillis(10));
            await().atMost(EdgeFixture.PATIENCE)
                    .until(() -> keeper.statistics().equals(new EdgeStatistics.LaneMap(next.version(), 1, 0)));
            assertThat(log.lines().subList(1, log.lines().size()))
                    .containsExactly(
                            "parameter changed: zone=test-zone, group=icw, name=stop_margin_m, old=1, new=2, unit=m, version="
                                    + first.version() + " -> " + next.version(),
                            "parameter changed: zone=test-zone, group=lifecycle, name=raise_evaluations, old=3, new=4, version="
                                    + first.version() + " -> " + next.version());

            Files.writeString(parameters, "icw:\n  stop_margin_m: 12\n");
            await().atMost(EdgeFixture.PATIENCE)
                    .until(() -> keeper.statistics().equals(new EdgeStatistics.LaneMap(next.version(), 1, 1)));
            assertThat(log.lines().getLast())
                    .isEqualTo(
                            "zone not activated: zone=test-zone, version=" + next.version() + ", reason=" + parameters
                                    + ":2: parameter out of range: stop_margin_m=12, limit=[0, 10]; zone refused; the old version stays");
        }
    }
}
