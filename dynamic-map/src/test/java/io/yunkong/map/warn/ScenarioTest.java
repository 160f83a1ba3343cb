package io.yunkong.map.warn;

import static io.yunkong.map.CrossroadsZone.leftTurnWay;
import static io.yunkong.map.CrossroadsZone.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.Actor;
import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.Traffic;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.road.Polyline;
import io.yunkong.map.road.Zone;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scenario table: trajectories in, the window of the first warning out; each row over several noise seeds. A row without an application
 * must not warn at all. Times in seconds from the start; the contact time is worked out from the scripts.
 */
class ScenarioTest {
    private static final Zone ZONE = CrossroadsZone.create();
    private static final Polyline EAST_RIGHT = line(-600, -5.25, 600, -5.25);
    private static final Polyline EAST_LEFT = line(-600, -1.75, 600, -1.75);
    private static final Polyline WEST = line(600, 1.75, -600, 1.75);
    private static final Polyline NORTH = line(1.75, -600, 1.75, 600);
    private static final Polyline CHANGES_LEFT = line(-600, -5.25, -300, -5.25, -247.5, -1.75, 600, -1.75);
    private static final Polyline FROM_A_YARD = line(50, -40, 50, 40);
    private static final long HOST = 0x11L;
    private static final long OTHER = 0x22L;

    /** One row. {@code hosts}: stations that must be warned; {@code notBefore}, {@code notAfter}: of the first warning. */
    record Row(
            String name,
            double seconds,
            List<Application> applications,
            List<Long> hosts,
            double notBefore,
            double notAfter,
            List<Actor> actors) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Row warns(
            String name,
            double seconds,
            Application application,
            List<Long> hosts,
            double notBefore,
            double notAfter,
            Actor... actors) {
        return new Row(name, seconds, List.of(application), hosts, notBefore, notAfter, List.of(actors));
    }

    private static Row silent(String name, double seconds, Actor... actors) {
        return new Row(name, seconds, List.of(), List.of(), 0, 0, List.of(actors));
    }

    static Stream<Row> forward() {
        return Stream.of(
                // gap 145.4 m at 15 m/s: contact at 9.69 s
                warns(
                        "standing car ahead, no braking",
                        10,
                        Application.FCW,
                        List.of(HOST),
                        6.6,
                        8.6,
                        car(EAST_RIGHT, 300, 15).equipped(HOST),
                        car(EAST_RIGHT, 450, 0).equipped(OTHER)),
                // gap 55.4 m closing at 7 m/s: contact at 7.9 s
                warns(
                        "slow car ahead, seen by the roadside unit only",
                        8.5,
                        Application.FCW,
                        List.of(HOST),
                        4.8,
                        6.9,
                        car(EAST_RIGHT, 440, 15).equipped(HOST),
                        car(EAST_RIGHT, 500, 8).seen(1)),
                warns(
                        "the slow car ahead is warned when the one behind is not connected",
                        8.5,
                        Application.FCW,
                        List.of(OTHER),
                        4.8,
                        6.9,
                        car(EAST_RIGHT, 440, 15).seen(1),
                        car(EAST_RIGHT, 500, 8).equipped(OTHER)),
                warns(
                        "leader brakes hard, follower does not",
                        6,
                        Application.FCW,
                        List.of(HOST),
                        2.0,
                        4.1,
                        car(EAST_RIGHT, 300, 14).equipped(HOST),
                        car(EAST_RIGHT, 320, 14).equipped(OTHER).brakes(2, 6, 0)),
                silent(
                        "standing queue, host brakes comfortably to a stop",
                        14,
                        car(EAST_RIGHT, 300, 12).equipped(HOST).brakes(3, 2, 0),
                        car(EAST_RIGHT, 380, 0).equipped(OTHER),
                        car(EAST_RIGHT, 387, 0).equipped(0x33L)),
                silent(
                        "standing queue that stays",
                        8,
                        car(EAST_RIGHT, 373, 0).equipped(HOST),
                        car(EAST_RIGHT, 380, 0).equipped(OTHER)),
                silent(
                        "same speed, short gap",
                        10,
                        car(EAST_RIGHT, 300, 14).equipped(HOST),
                        car(EAST_RIGHT, 312, 14).equipped(OTHER)),
                silent(
                        "standing car on the next lane",
                        12,
                        car(EAST_RIGHT, 300, 15).equipped(HOST),
                        car(EAST_LEFT, 400, 0).equipped(OTHER)),
                silent(
                        "standing car on the next lane, positions off towards each other",
                        12,
                        car(EAST_RIGHT, 300, 15).equipped(HOST).biased(0, 0.6),
                        car(EAST_LEFT, 400, 0).equipped(OTHER).biased(0, -0.6)),
                // begins to change to the left 25 m behind it, a metre a second
                silent(
                        "standing car ahead, host is changing to the lane beside it",
                        8,
                        car(CHANGES_LEFT, 300 - 15 * 4, 15).equipped(HOST),
                        car(EAST_RIGHT, 300 + 60, 0).equipped(OTHER)),
                // lanes are changed from 4 to 7.5 s; contact at 7.4 s
                warns(
                        "standing car on the lane that the host changes to",
                        8,
                        Application.FCW,
                        List.of(HOST),
                        4.2,
                        6.6,
                        car(CHANGES_LEFT, 300 - 15 * 4, 15).equipped(HOST),
                        car(EAST_LEFT, 300 + 15 * 3.4 + 4.6, 0).equipped(OTHER)),
                silent(
                        "oncoming car on its own lane",
                        10,
                        car(EAST_LEFT, 300, 15).equipped(HOST),
                        car(WEST, 600, 15).equipped(OTHER)),
                silent(
                        "faster car ahead",
                        8,
                        car(EAST_RIGHT, 300, 10).equipped(HOST),
                        car(EAST_RIGHT, 310, 14).equipped(OTHER)));
    }

    static Stream<Row> crossing() {
        return Stream.of(
                // both reach the crossing point 6.9 s after the start
                warns(
                        "crossing cars arrive together",
                        7,
                        Application.ICW,
                        List.of(HOST, OTHER),
                        3.5,
                        5.5,
                        car(EAST_RIGHT, 600 - 103.5, 15).equipped(HOST),
                        car(NORTH, 600 - 5.25 - 69, 10).equipped(OTHER)),
                warns(
                        "crossing car seen by the roadside unit only",
                        7,
                        Application.ICW,
                        List.of(HOST),
                        3.5,
                        5.7,
                        car(EAST_RIGHT, 600 - 103.5, 15).equipped(HOST),
                        car(NORTH, 600 - 5.25 - 69, 10).seen(3)),
                silent(
                        "crossing cars, two seconds apart",
                        12,
                        car(EAST_RIGHT, 600 - 103.5, 15).equipped(HOST),
                        car(NORTH, 600 - 5.25 - 89, 10).equipped(OTHER)),
                // both ways from the westward lane lie on one another where it enters the junction
                silent(
                        "oncoming car goes straight on, positions off towards its left turn",
                        10,
                        car(EAST_LEFT, 600 - 75, 9).equipped(HOST).biased(0, 0.5),
                        car(WEST, 600 - 62, 9).equipped(OTHER).biased(0, -0.8)),
                warns(
                        "car from where no lane is, seen by the roadside unit for long enough",
                        8,
                        Application.ICW,
                        List.of(HOST),
                        3.5,
                        6.4,
                        car(EAST_RIGHT, 650 - 15 * 7, 15).equipped(HOST),
                        car(FROM_A_YARD, 35 - 6 * 7, 6).seen(3)),
                silent(
                        "something the roadside unit sees for a second where no lane is",
                        8,
                        car(EAST_RIGHT, 650 - 15 * 7, 15).equipped(HOST),
                        car(FROM_A_YARD, 35 - 6 * 7, 6).seen(3).appearsAt(4.6).silentFrom(5.8)),
                // its front is over the right lane eastward; contact at 6.4 s
                warns(
                        "car that stands in the junction in the other one's way",
                        7,
                        Application.ICW,
                        List.of(HOST, OTHER),
                        3.5,
                        5.0,
                        car(EAST_RIGHT, 600 - 103.5, 15).equipped(HOST),
                        car(NORTH, 600 - 6.5, 0).equipped(OTHER)),
                silent(
                        "crossing car waits at the line",
                        9,
                        car(EAST_RIGHT, 600 - 103.5, 15).equipped(HOST),
                        car(NORTH, 581, 0).equipped(OTHER)),
                silent(
                        "crossing car brakes to give way",
                        9,
                        car(EAST_RIGHT, 600 - 103.5, 15).equipped(HOST),
                        car(NORTH, 600 - 15 - 3 - 60, 10).equipped(OTHER).brakes(2.2, 2, 0)),
                // the turner is at the right lane of the eastward road after some 7.1 s, the other one too
                warns(
                        "left turn into the oncoming car's way",
                        8,
                        Application.LTA,
                        List.of(HOST),
                        3.0,
                        6.2,
                        Actor.on(leftTurnWay(), 285 - 40, 8).equipped(HOST),
                        car(EAST_LEFT, 600 - 6 - 12 * 6.3, 12).equipped(OTHER)));
    }

    static Stream<Row> vulnerable() {
        Polyline across = line(60, -40, 60, 40);
        return Stream.of(
                // the walker is on the lane from 8 to 11 s, the car there at 9.1 s
                warns(
                        "pedestrian crosses, seen by the roadside unit",
                        9,
                        Application.VRUCW,
                        List.of(HOST),
                        5.4,
                        8.0,
                        car(EAST_RIGHT, 660 - 130, 14).equipped(HOST),
                        Actor.on(across, 34.75 - 1.4 * 9.1, 1.4)
                                .as(RoadUserClass.PEDESTRIAN, 0.5, 0.6)
                                .seen(7)),
                warns(
                        "cyclist ahead on the lane",
                        7,
                        Application.VRUCW,
                        List.of(HOST),
                        2.0,
                        5.0,
                        car(EAST_RIGHT, 500, 14).equipped(HOST),
                        Actor.on(EAST_RIGHT, 560, 4)
                                .as(RoadUserClass.BICYCLE, 1.8, 0.6)
                                .seen(8)),
                // both would be where their lanes cross after 7 s; braking, the rider stands 6 m before
                silent(
                        "rider brakes to let the car pass",
                        9,
                        car(EAST_RIGHT, 601.75 - 15 * 7, 15).equipped(HOST),
                        rider().brakes(3.5, 1.1, 0)),
                warns(
                        "rider does not brake",
                        7,
                        Application.VRUCW,
                        List.of(HOST),
                        3.4,
                        5.0,
                        car(EAST_RIGHT, 601.75 - 15 * 7, 15).equipped(HOST),
                        rider()),
                warns(
                        "rider brakes too little to stop in time",
                        7,
                        Application.VRUCW,
                        List.of(HOST),
                        3.4,
                        5.0,
                        car(EAST_RIGHT, 601.75 - 15 * 7, 15).equipped(HOST),
                        rider().brakes(3.5, 0.2, 0)),
                // stands 1 m before the car's way: when pedestrians slow down that says nothing
                warns(
                        "pedestrian slows down as a rider would who lets the car pass",
                        9,
                        Application.VRUCW,
                        List.of(HOST),
                        5.4,
                        7.6,
                        car(EAST_RIGHT, 660 - 130, 14).equipped(HOST),
                        Actor.on(across, 34.75 - 1.4 * 9.1, 1.4)
                                .as(RoadUserClass.PEDESTRIAN, 0.5, 0.6)
                                .equipped(OTHER)
                                .brakes(5.5, 0.6, 0)),
                silent(
                        "pedestrian waits at the kerb",
                        9,
                        car(EAST_RIGHT, 660 - 110, 14).equipped(HOST),
                        Actor.on(across, 30, 0)
                                .as(RoadUserClass.PEDESTRIAN, 0.5, 0.6)
                                .seen(7)),
                silent(
                        "pedestrian walks along the road",
                        9,
                        car(EAST_RIGHT, 660 - 110, 14).equipped(HOST),
                        Actor.on(line(20, -9, 150, -9), 0, 1.4)
                                .as(RoadUserClass.PEDESTRIAN, 0.5, 0.6)
                                .seen(7)),
                silent(
                        "pedestrian walks under a bridge",
                        9,
                        car(line(120, -300, 120, 300), 291 - 20 * 7, 20).equipped(HOST),
                        Actor.on(line(90, -9, 200, -9), 30 - 1.4 * 7, 1.4)
                                .as(RoadUserClass.PEDESTRIAN, 0.5, 0.6)
                                .seen(7)),
                silent(
                        "pedestrian has crossed before the car comes",
                        9,
                        car(EAST_RIGHT, 660 - 110, 14).equipped(HOST),
                        Actor.on(across, 34.75, 1.4)
                                .as(RoadUserClass.PEDESTRIAN, 0.5, 0.6)
                                .seen(7)));
    }

    /** Northward through the junction, at the right lane eastward after 7 s. */
    private static Actor rider() {
        return Actor.on(NORTH, 594.75 - 5 * 7, 5)
                .as(RoadUserClass.BICYCLE, 1.8, 0.6)
                .equipped(OTHER);
    }

    private static Actor car(Polyline way, double startM, double speedMps) {
        return Actor.on(way, startM, speedMps);
    }

    @ParameterizedTest
    @MethodSource("forward")
    void warnsOfForwardCollisions(Row row) {
        check(row);
    }

    @ParameterizedTest
    @MethodSource("crossing")
    void warnsOfIntersectionCollisions(Row row) {
        check(row);
    }

    @ParameterizedTest
    @MethodSource("vulnerable")
    void warnsOfVulnerableRoadUsers(Row row) {
        check(row);
    }

    private static void check(Row row) {
        for (long seed = 1; seed <= 8; seed++) {
            Traffic traffic = new Traffic(ZONE, seed, 1, row.actors().toArray(Actor[]::new)).run(row.seconds());
            String described = row.name() + ", seed " + seed + ": " + describe(traffic);
            List<Warning> raised =
                    traffic.raised().stream().filter(Warning::urgent).toList();
            assertThat(raised.stream()
                            .filter(w -> row.hosts().isEmpty()
                                    || row.hosts().contains(w.host().stationId()))
                            .map(Warning::application)
                            .distinct())
                    .as(described)
                    .containsExactlyElementsOf(row.applications());
            for (long host : row.hosts()) {
                assertThat(raised.stream().filter(w -> w.host().stationId() == host))
                        .as(described + ", host " + host)
                        .hasSize(1)
                        .allSatisfy(w -> assertThat(Traffic.seconds(w.raisedAtUs()))
                                .as(described)
                                .isBetween(row.notBefore(), row.notAfter()));
            }
        }
    }

    private static String describe(Traffic traffic) {
        return Arrays.toString(traffic.raised().stream()
                .map(w -> String.format(
                        "%s at %.2f s host %x ttc %.2f s",
                        w.application(),
                        Traffic.seconds(w.raisedAtUs()),
                        w.host().stationId(),
                        w.timeToCollisionS()))
                .toArray());
    }
}
