package io.yunkong.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.sim.Zones;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OrdinaryTrafficTest {
    private static final int MINUTES = 10;

    @ParameterizedTest(name = "{0}, {1} vehicles, seed {2}")
    @CsvSource({
        "longzi-lake, 200, 1",
        "longzi-lake, 200, 2",
        "longzi-lake, 200, 3",
        "deqing, 200, 1",
        "deqing, 200, 2",
        "deqing, 200, 3"
    })
    void nobodyCollidesAndTrafficFlows(String zone, int vehicles, long seed) {
        World world = new World(Zones.zone(zone), vehicles, 0.6, seed, 0);
        List<String> collisions = new ArrayList<>();
        double speeds = 0;
        long samples = 0;
        for (int i = 0; i < MINUTES * 600; i++) {
            world.step();
            collide(world, collisions);
            for (RoadUser user : world.users()) {
                if (user.kind().motor()) {
                    speeds += user.speedMps();
                    samples++;
                }
            }
        }

        assertThat(collisions).as("seed %d", seed).isEmpty();
        assertThat(speeds / samples).as("mean speed, seed %d", seed).isGreaterThan(6);
        assertThat(world.left())
                .as("vehicles that reached the end of the map, seed %d", seed)
                .isGreaterThan(30);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"longzi-lake", "deqing"})
    void busesServeTheirStopsAndGoOn(String zone) {
        World world = new World(Zones.zone(zone), 30, 0.6, 5, 0);
        List<RoadUser> buses = world.users().stream()
                .filter(user -> user.kind() == UserKind.BUS)
                .toList();
        List<RoadUser> dwelled = new ArrayList<>();
        for (int i = 0; i < 6 * 600; i++) {
            world.step();
            for (RoadUser bus : buses) {
                Errand errand = bus.errand;
                if (errand != null && errand.servedRoad >= 0 && !dwelled.contains(bus)) {
                    dwelled.add(bus);
                }
            }
        }

        assertThat(buses).isNotEmpty();
        assertThat(dwelled).containsExactlyInAnyOrderElementsOf(buses);
        assertThat(buses).allSatisfy(bus -> assertThat(bus.odometer).isGreaterThan(800));
    }

    private static void collide(World world, List<String> collisions) {
        List<RoadUser> users = new ArrayList<>(world.users());
        users.sort(Comparator.comparingDouble(user -> user.now().eastM));
        for (int i = 0; i < users.size(); i++) {
            RoadUser a = users.get(i);
            for (int j = i + 1; j < users.size() && users.get(j).now().eastM - a.now().eastM < 12; j++) {
                RoadUser b = users.get(j);
                if (Math.abs(a.now().northM - b.now().northM) < 12 && meet(a, b)) {
                    collisions.add("t=%.1f %s %s s=%.1f / %s %s s=%.1f"
                            .formatted(
                                    world.nowS(),
                                    a.kind(),
                                    a.lane().id(),
                                    a.sM(),
                                    b.kind(),
                                    b.lane().id(),
                                    b.sM()));
                }
            }
        }
    }

    private static boolean meet(RoadUser a, RoadUser b) {
        boolean walkers = a.kind() == UserKind.PEDESTRIAN && b.kind() == UserKind.PEDESTRIAN;
        boolean bridge = !a.lane().insideJunction()
                && !b.lane().insideJunction()
                && !a.lane().road().equals(b.lane().road());
        return !walkers
                && !bridge
                && Footprint.gap(a.now(), a.lengthM(), a.widthM(), b.now(), b.lengthM(), b.widthM()) < 0;
    }
}
