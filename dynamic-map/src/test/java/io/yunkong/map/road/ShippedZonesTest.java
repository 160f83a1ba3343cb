package io.yunkong.map.road;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
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

    @ParameterizedTest
    @ValueSource(strings = {"longzi-lake", "deqing"})
    void saysWhoGoesFirstWhereverTwoMayMeet(String name) throws ZoneException {
        Zone zone = read(name);
        List<String> undecided = new ArrayList<>();
        for (Lane a : zone.lanes().lanes()) {
            for (int other : a.conflictsWith()) {
                Lane b = zone.lanes().lane(other);
                boolean decided =
                        a.yieldsTo().contains(b.index()) || b.yieldsTo().contains(a.index());
                if (a.index() < other && !decided && mayMeet(zone, a.signal(), b.signal())) {
                    undecided.add(a.id() + " and " + b.id());
                }
            }
        }
        assertThat(undecided).isEmpty();
    }

    /** Unless signals never show green to both. */
    private static boolean mayMeet(Zone zone, @Nullable SignalRef a, @Nullable SignalRef b) {
        if (a == null || b == null || !a.controller().equals(b.controller())) {
            return true;
        }
        return zone.signals().stream()
                .filter(controller -> controller.id().equals(a.controller()))
                .flatMap(controller -> controller.phases().stream())
                .map(SignalController.Phase::state)
                .anyMatch(state -> green(state.charAt(a.link())) && green(state.charAt(b.link())));
    }

    private static boolean green(char letter) {
        return letter == 'G' || letter == 'g';
    }

    @ParameterizedTest
    @ValueSource(strings = {"longzi-lake", "deqing"})
    void letsTheBusFollowItsLineWithoutChangingLanes(String name) throws ZoneException {
        Zone zone = read(name);
        for (BusLine line : zone.busLines()) {
            Set<String> kerb = new TreeSet<>();
            line.stops().forEach(stop -> kerb.add(zone.lanes().lane(stop.lane()).id()));
            for (int i = 0; i < line.roads().size(); i++) {
                String from = line.roads().get(i) + "_2";
                String to = line.roads().get((i + 1) % line.roads().size()) + "_2";
                assertThat(zone.lanes().findLane(from + ">" + to))
                        .as("%s to %s", from, to)
                        .isPresent();
                kerb.remove(from);
            }
            assertThat(kerb).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"longzi-lake", "deqing"})
    void letsPedestriansWalkOverEveryCrosswalk(String name) throws ZoneException {
        LaneMap lanes = read(name).lanes();
        for (Lane lane : lanes.lanes()) {
            if (lane.kind() == LaneKind.CROSSWALK) {
                assertThat(lane.predecessors()).as(lane.id()).isNotEmpty();
                assertThat(lane.successors()).as(lane.id()).isNotEmpty();
                assertThat(lane.conflictsWith()).as(lane.id()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"longzi-lake", "deqing"})
    void staysSmallEnoughToReadAndCompare(String name) throws IOException {
        long bytes = 0;
        for (String file : ZoneReader.FILES) {
            bytes += Files.size(Path.of("..", "zones", name, file));
        }
        assertThat(bytes).isLessThan(1_500_000);
    }
}
