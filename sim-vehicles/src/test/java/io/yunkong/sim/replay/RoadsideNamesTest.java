package io.yunkong.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.Zone;
import io.yunkong.sim.Zones;
import io.yunkong.sim.traffic.UserKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RoadsideNamesTest {
    private final Zone zone = Zones.zone("longzi-lake");
    private final List<RoadsideUnit> units = zone.roadsideUnits();
    private final RoadsideNames names = new RoadsideNames(zone);

    @Test
    void aUnitThatSawNothingWaitsUntilItSeesSomething() {
        assertThat(names.match(List.of(blind("A"), seeing("B", units.get(1))))).isEqualTo(Map.of("B", units.get(1)));
        assertThat(names.unit("A")).isNull();

        assertThat(names.match(List.of(seeing("A", units.get(0))))).isEqualTo(Map.of("A", units.get(0)));
        assertThat(names.unit("A")).isEqualTo(units.get(0));
    }

    @Test
    void aUnitThatComesLaterGetsOneThatIsLeft() {
        names.match(List.of(seeing("A", units.get(0))));

        assertThat(names.match(List.of(seeing("A", units.get(1))))).as("stays").isEmpty();
        assertThat(names.match(List.of(seeing("B", units.get(0))))).containsOnlyKeys("B");
        assertThat(names.unit("B")).isNotNull().isNotEqualTo(units.get(0));
    }

    @Test
    void unitsBeyondTheNumberOfTheZoneGetNone() {
        for (int i = 0; i < units.size(); i++) {
            assertThat(names.noneLeft()).isFalse();
            names.match(List.of(seeing("R" + i, units.get(i))));
        }

        assertThat(names.noneLeft()).isTrue();
        assertThat(names.match(List.of(seeing("beyond", units.get(0))))).isEmpty();
        assertThat(names.unit("beyond")).isNull();
    }

    private static Recorded blind(String name) {
        return new Recorded.Rsm(0.1, 0, name, List.of());
    }

    private Recorded seeing(String name, RoadsideUnit near) {
        double latitude = zone.plane().latitudeDeg(near.eastM() + 5, near.northM());
        double longitude = zone.plane().longitudeDeg(near.eastM() + 5, near.northM());
        return new Recorded.Rsm(
                0.1, 0, name, List.of(new Recorded.State(1, latitude, longitude, 0, 0, 0, 4.6, 1.9, UserKind.CAR)));
    }
}
