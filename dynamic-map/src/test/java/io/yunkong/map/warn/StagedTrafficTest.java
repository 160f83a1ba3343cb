package io.yunkong.map.warn;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.observe.Observation;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneFolder;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StagedTrafficTest {
    @ParameterizedTest
    @ValueSource(strings = {"longzi-lake", "deqing"})
    void eachKindOfSceneWarnsAndNoMeasurementIsRefused(String name) throws Exception {
        Zone zone = ZoneFolder.read(Path.of("..", "zones", name));
        CooperativeWarner warner = new CooperativeWarner(zone, "staged", host -> true);
        Set<Application> raised = EnumSet.noneOf(Application.class);
        for (Observation observation : StagedTraffic.observations(zone)) {
            assertThat(warner.accept(
                            observation,
                            observation.receivedAtUs(),
                            event -> raised.add(event.warning().application())))
                    .as("%s", observation)
                    .isNull();
        }
        assertThat(raised).contains(Application.FCW, Application.ICW, Application.VRUCW);
        assertThat(StagedTraffic.observations(zone)).isEqualTo(StagedTraffic.observations(zone));
    }
}
