package io.yunkong.sim.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.road.Zone;
import io.yunkong.sim.Zones;
import io.yunkong.sim.oracle.Oracle;
import io.yunkong.sim.oracle.PathConflict;
import io.yunkong.sim.traffic.World;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScriptedConflictTest {
    private static final int SEEDS = 20;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"longzi-lake", "deqing"})
    void everyKindOccursWithAnySeedAndTheFirstInTime(String zone) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            List<PathConflict> ripe = play(Zones.zone(zone), 10, seed, 40);

            assertThat(kinds(ripe)).as("kinds, seed %d", seed).containsExactlyInAnyOrder(ConflictKind.values());
            assertThat(ripe.getFirst().minS()).as("first, seed %d", seed).isBetween(12.0, 19.0);
            assertThat(ripe)
                    .allSatisfy(conflict -> assertThat(conflict.minTtcS()).isPositive());
            assertThat(ripe)
                    .allSatisfy(conflict -> assertThat(conflict.aStation()).isNotZero());
        }
    }

    @ParameterizedTest(name = "{0}, {1} vehicles")
    @CsvSource({"longzi-lake, 600", "deqing, 600"})
    void denseTrafficDoesNotPreventThem(String zone, int vehicles) {
        List<PathConflict> ripe = play(Zones.zone(zone), vehicles, 7, 45);

        assertThat(kinds(ripe)).containsExactlyInAnyOrder(ConflictKind.values());
        assertThat(ripe.getFirst().minS()).isBetween(12.0, 19.0);
    }

    private static Set<ConflictKind> kinds(List<PathConflict> conflicts) {
        return conflicts.stream().map(PathConflict::script).collect(Collectors.toSet());
    }

    private static List<PathConflict> play(Zone zone, int vehicles, long seed, int seconds) {
        World world = new World(zone, vehicles, 0.6, seed, 0);
        ConflictDirector director = new ConflictDirector(world, zone.roadsideUnits(), seed);
        Oracle oracle = new Oracle();
        for (int i = 0; i < 10 * seconds; i++) {
            director.direct();
            world.step();
            oracle.observe(world.nowS(), world.users(), director.scenes());
        }
        return oracle.finish().stream()
                .filter(conflict -> conflict.script() != null && conflict.ripe())
                .toList();
    }
}
