package io.yunkong.map.roadside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.roadside.RoadsideNotice.Path;
import io.yunkong.map.roadside.RoadsideNotice.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Notices on the crossroads: lanes from 600 m west, south and north of its centre to 600 m east and north. */
final class RoadsideNoticesTest {
    private static final long NOW_US = 1_800_000_000_000_000L;
    private static final long SECOND_US = 1_000_000;
    private static final long UNIT = 0xabL;

    private final LaneMap lanes = CrossroadsZone.create().lanes();
    private final RoadsideNotices notices = new RoadsideNotices(lanes);

    private static RoadsideNotice event(int id, double radiusM, Optional<Point> place, Path... paths) {
        return notice(UNIT, id, 401, radiusM, place, OptionalLong.empty(), OptionalLong.empty(), NOW_US, paths);
    }

    private static RoadsideNotice notice(
            long station,
            int id,
            int code,
            double radiusM,
            Optional<Point> place,
            OptionalLong fromUs,
            OptionalLong untilUs,
            long atUs,
            Path... paths) {
        return new RoadsideNotice(
                station,
                RoadsideNotice.Kind.EVENT,
                id,
                code,
                0,
                "",
                place,
                radiusM,
                List.of(paths),
                fromUs,
                untilUs,
                atUs);
    }

    private static RoadsideNotice at(double eastM, double northM) {
        return event(1, 0, Optional.of(new Point(eastM, northM)));
    }

    private static RoadsideNotice holding(OptionalLong fromUs, OptionalLong untilUs) {
        return notice(UNIT, 1, 401, 0, Optional.of(new Point(-50, -5.25)), fromUs, untilUs, NOW_US);
    }

    private static Path path(double radiusM, double... eastNorth) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < eastNorth.length; i += 2) {
            points.add(new Point(eastNorth[i], eastNorth[i + 1]));
        }
        return new Path(points, radiusM);
    }

    private List<PlacedNotice> inForce(long nowUs) {
        List<PlacedNotice> found = new ArrayList<>();
        notices.forEachNear(0, 0, 10_000, nowUs, found::add);
        return found;
    }

    /** By the id of the lane. */
    private Map<String, Stretch> stretches(RoadsideNotice notice) {
        var _ = notices.accept(notice, NOW_US);
        Map<String, Stretch> found = new TreeMap<>();
        inForce(NOW_US)
                .forEach(placed -> placed.stretches()
                        .forEach(stretch -> found.put(lanes.lane(stretch.lane()).id(), stretch)));
        return found;
    }

    private static Stretch on(Map<String, Stretch> found, String lane) {
        return Objects.requireNonNull(found.get(lane));
    }

    @Test
    void aNoticeCountsForTenSecondsAfterItWasToldLast() {
        assertThat(notices.accept(at(-50, -5.25), NOW_US)).isNull();
        assertThat(notices.accept(at(-50, -5.25), NOW_US + 5 * SECOND_US)).isNull();
        assertThat(inForce(NOW_US + 15 * SECOND_US)).hasSize(1);
        assertThat(inForce(NOW_US + 15 * SECOND_US + 1)).isEmpty();
        notices.tick(NOW_US + 15 * SECOND_US + 1);
        assertThat(inForce(NOW_US + 15 * SECOND_US)).as("forgotten").isEmpty();
        assertThat(notices.taken()).isEqualTo(2);
    }

    @Test
    void aNoticeHoldsFromItsBeginToItsEnd() {
        OptionalLong from = OptionalLong.of(NOW_US + 2 * SECOND_US);
        OptionalLong until = OptionalLong.of(NOW_US + 4 * SECOND_US);
        assertThat(notices.accept(holding(from, until), NOW_US)).isNull();
        assertThat(inForce(NOW_US + SECOND_US)).isEmpty();
        assertThat(inForce(NOW_US + 3 * SECOND_US)).hasSize(1);
        assertThat(inForce(NOW_US + 4 * SECOND_US)).isEmpty();
    }

    @Test
    void aNoticeToldWithAnEndThatIsOverIsTakenBack() {
        assertThat(notices.accept(at(-50, -5.25), NOW_US)).isNull();
        assertThat(notices.accept(holding(OptionalLong.empty(), OptionalLong.of(NOW_US - 1)), NOW_US))
                .isEqualTo(RoadsideDefect.RAN_OUT);
        assertThat(inForce(NOW_US)).isEmpty();
    }

    @Test
    void anEventWithoutAPathIsOnEveryLaneAroundItInBothDirections() {
        Map<String, Stretch> found = stretches(event(1, 20, Optional.of(new Point(-100, -5.25))));
        assertThat(found).containsOnlyKeys("east_in_0", "east_in_1", "west_out_0");
        assertThat(on(found, "east_in_0").fromM()).isEqualTo(480, within(0.1));
        assertThat(on(found, "east_in_0").toM()).isEqualTo(520, within(0.1));
        assertThat(on(found, "west_out_0").fromM()).isEqualTo(85 - Math.sqrt(400 - 49), within(0.1));
    }

    @Test
    void aPathSaysByWhichLanesOneComesAndThePlaceWhereOnThemItIs() {
        Map<String, Stretch> found =
                stretches(event(1, 10, Optional.of(new Point(-100, -9)), path(2, -400, -5.25, 200, -5.25)));
        assertThat(found).containsOnlyKeys("east_in_0");
        assertThat(on(found, "east_in_0").fromM()).isBetween(490.0, 492.0);
    }

    @Test
    void aPathOfTwoPointsHoldsOnAllLanesBetweenThem() {
        Map<String, Stretch> found = stretches(event(1, 0, Optional.empty(), path(2, -400, -5.25, 200, -5.25)));
        assertThat(found).containsOnlyKeys("east_in_0", "east_x_0", "east_out_0");
        assertThat(on(found, "east_in_0").fromM()).isEqualTo(200, within(0.1));
        assertThat(on(found, "east_out_0").toM()).isEqualTo(185, within(0.1));
        assertThat(notices.refused()).isEmpty();
    }

    @Test
    void aPathOfOnePointOrOfNoLengthLeavesThePlaceAlone() {
        Point place = new Point(-100, -5.25);
        Path onePoint = path(2, -400, -5.25);
        Path noLength = path(2, -400, -5.25, -400, -5.25);
        assertThat(stretches(event(1, 0, Optional.of(place), onePoint))).containsKey("east_in_0");
        assertThat(notices.accept(event(2, 0, Optional.empty(), noLength), NOW_US))
                .isEqualTo(RoadsideDefect.TOO_FEW_POINTS);
        assertThat(notices.refused()).isEqualTo(Map.of(RoadsideDefect.TOO_FEW_POINTS, 2L));
    }

    @Test
    void aPathOfTenThousandPointsIsNotFollowed() {
        double[] eastNorth = new double[20_000];
        for (int i = 0; i < 10_000; i++) {
            eastNorth[2 * i] = -600 + i * 0.1;
            eastNorth[2 * i + 1] = -5.25;
        }
        assertThat(notices.accept(event(1, 0, Optional.empty(), path(2, eastNorth)), NOW_US))
                .isEqualTo(RoadsideDefect.TOO_MANY_POINTS);
        assertThat(inForce(NOW_US)).isEmpty();
    }

    @Test
    void ofPathsThatGoToAndFroForEverThreeKilometresAreFollowed() {
        double[] eastNorth = new double[200];
        for (int i = 0; i < 100; i++) {
            eastNorth[2 * i] = i % 2 == 0 ? -590 : -20;
            eastNorth[2 * i + 1] = -5.25;
        }
        assertThat(stretches(event(1, 0, Optional.empty(), path(2, eastNorth)))).containsOnlyKeys("east_in_0");
        assertThat(notices.refused()).isEqualTo(Map.of(RoadsideDefect.TOO_LONG, 1L));
    }

    @Test
    void aPathThatCrossesItselfHoldsOnEachOfItsLanes() {
        Map<String, Stretch> found = stretches(
                event(1, 0, Optional.empty(), path(2, -200, -5.25, 200, -5.25, 200, -200, 1.75, -200, 1.75, 200)));
        assertThat(found).containsKeys("east_in_0", "east_x_0", "east_out_0", "north_in_0", "north_x_0", "north_out_0");
    }

    @Test
    void ofAHazardThatSpansTwoZonesThePartInsideIsUsed() {
        Map<String, Stretch> path = stretches(event(1, 0, Optional.empty(), path(2, -200_000, -5.25, -400, -5.25)));
        assertThat(path).containsOnlyKeys("east_in_0");
        assertThat(on(path, "east_in_0").fromM()).isBetween(0.0, 10.0);
        assertThat(on(path, "east_in_0").toM()).isEqualTo(200, within(0.1));
        Map<String, Stretch> circle = stretches(event(1, 100, Optional.of(new Point(-650, -5.25))));
        assertThat(circle).containsOnlyKeys("east_in_0", "east_in_1", "west_out_0");
        assertThat(notices.refused()).isEmpty();
    }

    @Test
    void whatIsElsewhereIsNamedEachTimeItIsTold() {
        assertThat(notices.accept(at(5_000, 0), NOW_US)).isEqualTo(RoadsideDefect.OUTSIDE_ZONE);
        assertThat(notices.accept(at(5_000, 0), NOW_US)).isEqualTo(RoadsideDefect.OUTSIDE_ZONE);
        assertThat(notices.accept(at(-300, 300), NOW_US)).isEqualTo(RoadsideDefect.OFF_LANES);
        assertThat(notices.accept(event(2, 0, Optional.empty(), path(2, 5_000, 0, 6_000, 0)), NOW_US))
                .isEqualTo(RoadsideDefect.OUTSIDE_ZONE);
        assertThat(notices.accept(event(2, 0, Optional.empty()), NOW_US)).isEqualTo(RoadsideDefect.NO_PLACE);
        assertThat(notices.taken()).isZero();
    }

    @Test
    void whatCannotBeIsNamed() {
        Optional<Point> place = Optional.of(new Point(-50, -5.25));
        OptionalLong never = OptionalLong.empty();
        assertThat(notices.accept(notice(UNIT, 1, 999, 0, place, never, never, NOW_US), NOW_US))
                .isEqualTo(RoadsideDefect.UNKNOWN_CODE);
        assertThat(notices.accept(at(-50, -5.25), NOW_US + 10 * SECOND_US + 1)).isEqualTo(RoadsideDefect.TOO_OLD);
        assertThat(notices.accept(at(-50, -5.25), NOW_US - 200_001)).isEqualTo(RoadsideDefect.FROM_FUTURE);
        assertThat(notices.accept(holding(OptionalLong.of(NOW_US + 2), OptionalLong.of(NOW_US + 1)), NOW_US))
                .isEqualTo(RoadsideDefect.END_BEFORE_BEGIN);
        assertThat(notices.refused().values()).containsOnly(1L);
    }

    @Test
    void aStationAndAllOfThemTellOfSoManyAtATime() {
        Optional<Point> place = Optional.of(new Point(-50, -5.25));
        OptionalLong never = OptionalLong.empty();
        for (int id = 0; id < RoadsideNotices.NOTICES_OF_STATION_MAX; id++) {
            for (long unit = 0; unit < RoadsideNotices.NOTICES_MAX / RoadsideNotices.NOTICES_OF_STATION_MAX; unit++) {
                assertThat(notices.accept(notice(unit, id, 401, 0, place, never, never, NOW_US), NOW_US))
                        .isNull();
            }
        }
        assertThat(notices.accept(notice(0, 256, 401, 0, place, never, never, NOW_US), NOW_US))
                .isEqualTo(RoadsideDefect.TOO_MANY_OF_STATION);
        assertThat(notices.accept(notice(99, 0, 401, 0, place, never, never, NOW_US), NOW_US))
                .isEqualTo(RoadsideDefect.TOO_MANY);
        assertThat(notices.accept(notice(0, 0, 401, 0, place, never, never, NOW_US), NOW_US))
                .as("one that is known")
                .isNull();
        long later = NOW_US + 10 * SECOND_US + 1;
        assertThat(notices.accept(notice(99, 0, 401, 0, place, never, never, later), later))
                .as("once the others are forgotten")
                .isNull();
        assertThat(inForce(later)).hasSize(1);
    }

    @Test
    void onOtherLanesItIsLookedForAnew() {
        assertThat(notices.accept(at(-50, -5.25), NOW_US)).isNull();
        LaneMap next = CrossroadsZone.version("1", "east_in_0").lanes();
        notices.activate(next);
        assertThat(inForce(NOW_US).getFirst().stretches())
                .extracting(stretch -> next.lane(stretch.lane()).id())
                .containsExactly("east_in_1");
    }
}
