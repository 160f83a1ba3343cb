package io.yunkong.map.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneMapTest {
    private static final double EAST = Math.PI / 2;
    private static Zone zone;

    @BeforeAll
    static void readZone() throws ZoneException {
        zone = MiniZone.read();
    }

    private static String matched(double east, double north, double heading, LaneUser user, String previous) {
        int index = previous.isEmpty() ? -1 : MiniZone.indexOf(zone, previous);
        return zone.lanes()
                .match(east, north, heading, user, index)
                .map(place -> zone.lanes().lane(place.lane()).id())
                .orElse("none");
    }

    @Test
    void matchesTheNearestLaneOfTheRightDirection() {
        assertThat(matched(-50, -1.6, EAST, LaneUser.MOTOR_VEHICLE, "")).isEqualTo("a_1");
        assertThat(matched(-50, 1.2, EAST, LaneUser.MOTOR_VEHICLE, "")).isEqualTo("a_2");
        assertThat(matched(1.75, -1.75, 0, LaneUser.MOTOR_VEHICLE, "")).startsWith("c_0>d_0");
        assertThat(matched(1.75, -1.75, EAST, LaneUser.MOTOR_VEHICLE, "")).isEqualTo("a_1>b_1");
    }

    @Test
    void matchesByKindOfRoadUser() {
        assertThat(matched(-50, -3.2, EAST, LaneUser.MOTOR_VEHICLE, "")).isEqualTo("a_1");
        assertThat(matched(-50, -3.2, EAST, LaneUser.PEDESTRIAN, "")).isEqualTo("a_0");
        assertThat(matched(7, 0, Math.PI, LaneUser.PEDESTRIAN, ""))
                .as("walked both ways")
                .isEqualTo("j.x0");
    }

    @Test
    void prefersToGoOnWhereTwoPathsLieOnOneAnother() {
        assertThat(matched(-9.5, 1.75, EAST, LaneUser.MOTOR_VEHICLE, "a_2>d_0")).isEqualTo("a_2>d_0");
        assertThat(matched(-9.5, 1.75, EAST, LaneUser.MOTOR_VEHICLE, "a_2>b_2")).isEqualTo("a_2>b_2");
    }

    @Test
    void matchesNothingFarFromEveryLane() {
        assertThat(matched(-50, 40, EAST, LaneUser.MOTOR_VEHICLE, "")).isEqualTo("none");
        assertThat(matched(9000, 9000, EAST, LaneUser.MOTOR_VEHICLE, "")).isEqualTo("none");
        assertThat(matched(Double.NaN, 0, EAST, LaneUser.MOTOR_VEHICLE, "")).isEqualTo("none");
    }

    @Test
    void placesAreAlongAndLeftOfTheLane() {
        LaneRef place =
                zone.lanes().match(-60, -1.25, EAST, LaneUser.MOTOR_VEHICLE, -1).orElseThrow();

        assertThat(place.sM()).isCloseTo(40, within(0.02));
        assertThat(place.tM()).isCloseTo(0.5, within(0.02));
    }

    @ParameterizedTest
    @ValueSource(strings = {"longzi-lake", "deqing"})
    void whoWasOnALaneIsMatchedAsByLookingAtAllOfThem(String name) throws ZoneException {
        LaneMap lanes = ZoneFolder.read(Path.of("..", "zones", name)).lanes();
        Random random = new Random(20_261_122);
        List<LaneUser> users = List.of(LaneUser.values());
        for (int i = 0; i < 20_000; i++) {
            Lane previous = lanes.lane(random.nextInt(lanes.lanes().size()));
            double s = random.nextDouble() * previous.lengthM();
            double heading = i % 10 == 0 ? Double.NaN : previous.line().headingAt(s) + random.nextGaussian() * 0.2;
            double east = previous.line().eastAt(s) + random.nextGaussian();
            double north = previous.line().northAt(s) + random.nextGaussian();
            LaneUser user = users.get(random.nextInt(users.size()));

            LaneRef match =
                    lanes.match(east, north, heading, user, previous.index()).orElseThrow();

            List<LaneMatch> all = lanes.candidates(east, north, heading, user, previous.index());
            double best = all.getFirst().probability();
            assertThat(all.stream().filter(c -> c.probability() > best - 1e-9).map(LaneMatch::place))
                    .as("seed=20261122 run=%d lane=%s s=%.2f", i, previous.id(), s)
                    .contains(match);
        }
    }

    /** Vehicles' paths only; crosswalks have rules of their own. */
    @ParameterizedTest
    @ValueSource(strings = {"longzi-lake", "deqing"})
    void crossingsReachFromTheFirstToTheLastOfTheHalfMetresThatAreWithinReach(String name) throws ZoneException {
        LaneMap lanes = ZoneFolder.read(Path.of("..", "zones", name)).lanes();
        int compared = 0;
        for (Lane a : lanes.lanes()) {
            for (int other : a.conflictsWith()) {
                Lane b = lanes.lane(other);
                if (a.index() < other && a.kind() != LaneKind.CROSSWALK && b.kind() != LaneKind.CROSSWALK) {
                    double[] within = withinReach(a, b);
                    Crossing crossing = lanes.crossing(a.index(), other).orElseThrow();
                    assertThat(new double[] {crossing.fromAM(), crossing.toAM()})
                            .as("%s and %s", a.id(), b.id())
                            .containsExactly(within[0], within[within.length - 1]);
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(1000);
    }

    private static double[] withinReach(Lane a, Lane b) {
        double reach = CrossingFinder.halfCorridor(a) + CrossingFinder.halfCorridor(b);
        int steps = (int) Math.ceil(a.lengthM() / 0.5);
        return IntStream.rangeClosed(0, steps)
                .mapToDouble(i -> a.lengthM() * i / steps)
                .filter(s -> b.line()
                                .project(a.line().eastAt(s), a.line().northAt(s))
                                .distanceM()
                        <= reach)
                .toArray();
    }

    @Test
    void candidatesAreRankedAndAgreeWithTheMatch() {
        Random random = new Random(7);
        List<LaneUser> users = List.of(LaneUser.values());
        for (int i = 0; i < 2000; i++) {
            double east = random.nextDouble(-110, 110);
            double north = random.nextDouble(-12, 12);
            double heading = i % 10 == 0 ? Double.NaN : random.nextDouble(2 * Math.PI);
            LaneUser user = users.get(random.nextInt(users.size()));
            List<LaneMatch> candidates = zone.lanes().candidates(east, north, heading, user, -1);
            var match = zone.lanes().match(east, north, heading, user, -1);

            assertThat(candidates.isEmpty()).isEqualTo(match.isEmpty());
            if (match.isPresent()) {
                assertThat(candidates.stream()
                                .mapToDouble(LaneMatch::probability)
                                .sum())
                        .isBetween(0.98, 1.000001);
                assertThat(candidates).isSortedAccordingTo((a, b) -> Double.compare(b.probability(), a.probability()));
                double best = candidates.getFirst().probability();
                assertThat(candidates.stream()
                                .filter(c -> c.probability() > best - 1e-9)
                                .map(LaneMatch::place))
                        .as("seed 7, row %d", i)
                        .contains(match.get());
            }
        }
    }

    @Test
    void crossingIsTheSamePlaceFromBothSides() {
        int ahead = MiniZone.indexOf(zone, "a_1>b_1");
        int across = MiniZone.indexOf(zone, "c_0>d_0");
        Crossing crossing = zone.lanes().crossing(ahead, across).orElseThrow();

        assertThat(crossing.sAM()).isCloseTo(11.75, within(0.3));
        assertThat(crossing.sBM()).isCloseTo(8.25, within(0.3));
        assertThat(crossing.fromAM()).isBetween(8.5, 11.0);
        assertThat(crossing.toAM()).isBetween(12.5, 15.0);
        assertThat(zone.lanes().crossing(across, ahead)).contains(crossing.reversed());
        assertThat(zone.lanes().crossing(ahead, MiniZone.indexOf(zone, "a_2>b_2")))
                .isEmpty();
    }

    @Test
    void crossingOfMergingPathsIsWhereTheyFirstTouch() {
        int left = MiniZone.indexOf(zone, "a_2>d_0");
        int straight = MiniZone.indexOf(zone, "c_0>d_0");
        Crossing crossing = zone.lanes().crossing(left, straight).orElseThrow();

        assertThat(crossing.sAM())
                .isEqualTo(crossing.fromAM())
                .isLessThan(zone.lanes().lane(left).lengthM() - 3);
        assertThat(crossing.toAM()).isCloseTo(zone.lanes().lane(left).lengthM(), within(0.01));
        assertThat(crossing.toBM()).isCloseTo(zone.lanes().lane(straight).lengthM(), within(0.01));
    }
}
