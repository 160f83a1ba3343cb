package io.yunkong.map.track;

import static io.yunkong.map.CrossroadsZone.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.Actor;
import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.Traffic;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.road.Polyline;
import io.yunkong.map.road.Zone;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class LostRoadUsersTest {
    private static final Zone ZONE = CrossroadsZone.create();
    private static final Polyline EAST = line(-600, -5.25, 600, -5.25);
    private static final Polyline NORTH = line(1.75, -600, 1.75, 600);

    private static Set<Long> ids(List<TrackSnapshot> tracks) {
        return tracks.stream().map(TrackSnapshot::trackId).collect(Collectors.toSet());
    }

    private static Actor car(double startM, int number) {
        return Actor.on(EAST, startM, 12).seen(number).changesNumber(6, number + 100);
    }

    @Test
    void whoComesOutOfTheDarkWhereAndWhenHeShouldIsWhoWentIn() {
        for (long seed = 1; seed <= 10; seed++) {
            Traffic traffic = new Traffic(ZONE, seed, 1, car(420, 1).hidden(4, 10)).run(14);
            assertThat(traffic.tracksAt(7)).as("seed " + seed).isEmpty();
            assertThat(traffic.tracksAt(13)).as("seed " + seed).hasSize(1);
            assertThat(ids(traffic.tracksAt(13))).as("seed " + seed).isEqualTo(ids(traffic.tracksAt(3)));
        }
    }

    @Test
    void anotherVersionOfTheLanesMeanwhileChangesNothing() {
        Zone fewer = CrossroadsZone.version("0", "walk", "bridge", "crosswalk");
        Traffic traffic = new Traffic(fewer, 1, 1, car(520, 1).hidden(4, 10))
                .activating(7, CrossroadsZone.version("fedcba9876543210", "walk"))
                .run(14);
        assertThat(ids(traffic.tracksAt(13))).hasSize(1).isEqualTo(ids(traffic.tracksAt(3)));
        Traffic gone = new Traffic(ZONE, 1, 1, car(520, 1).hidden(4, 10))
                .activating(7, CrossroadsZone.version("fedcba9876543210", "east_in_0", "east_in_1"))
                .run(14);
        assertThat(ids(gone.tracksAt(13)))
                .as("no lane leads on from where it was lost")
                .doesNotContainAnyElementsOf(ids(gone.tracksAt(3)));
    }

    @Test
    void threeInARowKeepTheirOrder() {
        Traffic traffic = new Traffic(
                        ZONE,
                        1,
                        1,
                        car(420, 1).hidden(4, 10),
                        car(470, 2).hidden(4, 10),
                        car(520, 3).hidden(4, 10))
                .run(14);
        List<TrackSnapshot> before = traffic.tracksAt(3);
        for (TrackSnapshot after : traffic.tracksAt(13)) {
            assertThat(before)
                    .filteredOn(track -> track.trackId() == after.trackId())
                    .singleElement()
                    .satisfies(
                            track -> assertThat(after.eastM() - track.eastM()).isBetween(115.0, 125.0));
        }
        assertThat(ids(traffic.tracksAt(13))).isEqualTo(ids(before));
    }

    @Test
    void inDoubtItIsANewRoadUser() {
        Traffic traffic = new Traffic(
                        ZONE,
                        1,
                        1,
                        car(420, 1).hidden(4, 10),
                        car(428, 2).silentFrom(4),
                        car(412, 3).silentFrom(4))
                .run(14);
        assertThat(traffic.tracksAt(13)).hasSize(1);
        assertThat(ids(traffic.tracksAt(3))).doesNotContainAnyElementsOf(ids(traffic.tracksAt(13)));
    }

    @Test
    void anotherClassOrSizeOrRoadIsSomebodyElse() {
        Actor truck =
                Actor.on(EAST, 540, 12).as(RoadUserClass.TRUCK, 8, 2.5).seen(2).appearsAt(10);
        Actor longer =
                Actor.on(EAST, 540, 12).as(RoadUserClass.CAR, 5.8, 1.9).seen(2).appearsAt(10);
        Actor fromSouth = Actor.on(NORTH, 440, 12).seen(2).appearsAt(10);
        Actor tooSoon = Actor.on(EAST, 700, 12).seen(2).appearsAt(6);
        for (Actor other : List.of(truck, longer, fromSouth, tooSoon)) {
            Traffic traffic = new Traffic(ZONE, 1, 1, car(420, 1).silentFrom(4), other).run(14);
            Set<Long> first = ids(traffic.tracksAt(3));
            for (int tick = 60; tick < 140; tick++) {
                assertThat(ids(traffic.tracks.get(tick))).doesNotContainAnyElementsOf(first);
            }
        }
    }
}
