package io.yunkong.cloud;

import static org.awaitility.Awaitility.await;

import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneException;
import io.yunkong.map.road.ZoneFiles;
import io.yunkong.map.road.ZoneFolder;
import io.yunkong.map.road.ZoneWatch;
import io.yunkong.map.warn.ZoneParameters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZoneKeeperTest {
    @Test
    void aVersionAtWhichAPartFailsIsCountedOnceAndTriedAgain(@TempDir Path parent) throws IOException, ZoneException {
        Path folder = parent.resolve("strip");
        ZoneFolder.write(folder, ZoneFiles.of(TestZone.make()));
        Zone first = ZoneFolder.read(folder);
        ZoneFolder.write(folder, ZoneFiles.of(TestZone.version("", "lane-1", -1300, -100, List.of())));
        AtomicInteger tries = new AtomicInteger();
        try (ZoneKeeper keeper = new ZoneKeeper(
                _ -> {
                    if (tries.incrementAndGet() < 4) {
                        throw new IllegalStateException("tiles do not answer");
                    }
                    return 0;
                },
                _ -> {})) {
            keeper.follow(
                    List.of(new ZoneWatch(folder, first, ZoneParameters::checked)), Duration.ofMillis(10), "cloud-z");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> keeper.counts("strip").equals(new ZoneKeeper.Counts(1, 1)));
        }
    }
}
