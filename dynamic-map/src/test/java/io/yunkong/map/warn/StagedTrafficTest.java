package io.yunkong.map.warn;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
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
        assertThat(StagedTraffic.observations(zone))
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class) // NaN, not said, is like NaN
                .isEqualTo(StagedTraffic.observations(zone));
    }

    @Test
    void aReportThatIsWrittenOverOnceItHasBeenTakenInIsAsGoodAsOneOfItsOwn() throws Exception {
        Zone zone = ZoneFolder.read(Path.of("..", "zones", "longzi-lake"));
        SelfReport over = SelfReport.blank();
        Run own = new Run(zone);
        Run writtenOver = new Run(zone);
        for (Observation observation : StagedTraffic.observations(zone)) {
            own.take(observation);
            writtenOver.take(observation instanceof SelfReport self ? written(self, over) : observation);
            over.write(1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, RoadUserClass.PEDESTRIAN, 1, Announcement.NONE, 1);
        }
        assertThat(writtenOver.events).isEqualTo(own.events).isNotEmpty();
        assertThat(writtenOver.warner.tracks(writtenOver.lastUs)).isEqualTo(own.warner.tracks(own.lastUs));
    }

    private static final class Run {
        private final CooperativeWarner warner;
        private final List<WarningEvent> events = new ArrayList<>();
        private long lastUs;

        private Run(Zone zone) {
            this.warner = new CooperativeWarner(zone, "staged", host -> true);
        }

        private void take(Observation observation) {
            lastUs = observation.receivedAtUs();
            assertThat(warner.accept(observation, lastUs, events::add)).isNull();
        }
    }

    private static SelfReport written(SelfReport from, SelfReport over) {
        over.write(
                from.stationId(),
                from.generatedAtUs(),
                from.receivedAtUs(),
                from.eastM(),
                from.northM(),
                from.speedMps(),
                from.headingRad(),
                from.accelerationMps2(),
                from.yawRateRadps(),
                from.lengthM(),
                from.widthM(),
                from.roadUserClass(),
                from.positionSigmaM(),
                from.announcement(),
                from.messageCount());
        return over;
    }
}
