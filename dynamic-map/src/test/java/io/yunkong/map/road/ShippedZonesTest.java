package io.yunkong.map.road;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The zones that come with the repository. */
class ShippedZonesTest {
    static Zone read(String name) throws ZoneException {
        return ZoneFolder.read(Path.of("..", "zones", name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"longzi-lake", "deqing"})
    void isReadWhole(String name) throws ZoneException {
        Zone zone = read(name);

        assertThat(zone.name()).isEqualTo(name);
        assertThat(zone.version()).matches("[0-9a-f]{16}");
        assertThat(zone.synthetic()).isTrue();
        assertThat(zone.tiles().tiles()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(zone.roadsideUnits()).hasSizeBetween(6, 8);
        assertThat(zone.busLines()).allSatisfy(line -> assertThat(line.stops()).hasSizeGreaterThanOrEqualTo(3));
        assertThat(zone.lanes().lanes()).hasSizeGreaterThan(1900);
    }

    @ParameterizedTest
    @ValueSource(strings = {"longzi-lake", "deqing"})
    void leavesNoRoadWithoutWayOn(String name) throws ZoneException {
        LaneMap lanes = read(name).lanes();

        Set<String> dead = new TreeSet<>();
        Set<String> alive = new TreeSet<>();
        for (Lane lane : lanes.lanes()) {
            if (lane.kind() == LaneKind.VEHICLE && !lane.insideJunction()) {
                (lane.successors().isEmpty() ? dead : alive).add(lane.road());
            }
        }
        dead.removeAll(alive);
        assertThat(dead).allMatch(road -> road.startsWith("mw"), "only the expressway leaves the zone");
    }
}
