package io.yunkong.cloud.tile;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.road.ZoneFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class RehearsalTest {
    @Test
    void goesTheWholeWayOfAWarningOnAShippedZone() throws Exception {
        assertThat(Rehearsal.play(ZoneFolder.read(Path.of("..", "zones", "deqing"))))
                .as("octets")
                .isGreaterThan(100_000);
    }
}
