package io.yunkong.map.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.map.CrossroadsZone;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConflictAreaTest {
    private static final LaneMap LANES = CrossroadsZone.create().lanes();
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    /** The way on from {@code beforeM} metres before the end of a lane; the way through the junction is 30 m long. */
    private static PredictedPath from(String lane, double beforeM, int way) {
        Lane on = LANES.findLane(lane).orElseThrow();
        return new PathPredictor(LANES)
                .predict(new LaneRef(on.index(), on.lengthM() - beforeM, 0), 20, 4, 0)
                .get(way);
    }

    private static Optional<ConflictArea> first(PredictedPath a, PredictedPath b) {
        return ConflictArea.first(a, 4, b, 4, LANES);
    }

    @Test
    void liesWhereTheLanesOfBothCross() {
        ConflictArea area =
                first(from("east_in_0", 20, 0), from("north_in_0", 30, 0)).orElseThrow();

        assertThat(LANES.lane(area.laneA()).id()).isEqualTo("east_x_0");
        assertThat(LANES.lane(area.laneB()).id()).isEqualTo("north_x_0");
        assertThat(area.pointAM()).isCloseTo(20 + 16.75, within(0.5));
        assertThat(area.pointBM()).isCloseTo(30 + 9.75, within(0.5));
        assertThat(area.entryAM()).isBetween(area.pointAM() - 3, area.pointAM() - 1);
        assertThat(area.exitAM()).isBetween(area.pointAM() + 1, area.pointAM() + 3);
    }

    @Test
    void isTheSamePlaceForTheOtherOne() {
        ConflictArea area =
                first(from("east_in_0", 20, 0), from("north_in_0", 30, 0)).orElseThrow();
        ConflictArea seen =
                first(from("north_in_0", 30, 0), from("east_in_0", 20, 0)).orElseThrow();

        assertThat(new double[] {seen.entryAM(), seen.exitAM(), seen.entryBM(), seen.exitBM()})
                .containsExactly(
                        new double[] {area.entryBM(), area.exitBM(), area.entryAM(), area.exitAM()}, within(1e-9));
    }

    @Test
    void isTheFirstOfSeveralOnTheWay() {
        // turns left over both lanes eastward: the left one comes first
        PredictedPath turn = from("west_in_0", 5, 1);
        assertThat(turn.legs()).anyMatch(leg -> LANES.lane(leg.lane()).id().equals("west_left"));

        ConflictArea left = first(turn, from("east_in_1", 20, 0)).orElseThrow();
        ConflictArea right = first(turn, from("east_in_0", 20, 0)).orElseThrow();

        assertThat(left.entryAM()).isLessThan(right.entryAM());
    }

    @Test
    void isNotBehindEitherOfThem() {
        Lane through = LANES.findLane("north_x_0").orElseThrow();
        PredictedPath past = new PathPredictor(LANES)
                .predict(new LaneRef(through.index(), 25, 0), 20, 4, 0)
                .getFirst();

        assertThat(first(from("east_in_0", 20, 0), past)).isEmpty();
        assertThat(first(past, from("east_in_0", 20, 0))).isEmpty();
    }

    @Test
    void lastsUntilTheRearHasLeft() {
        Lane through = LANES.findLane("north_x_0").orElseThrow();
        PredictedPath leaving = new PathPredictor(LANES)
                .predict(new LaneRef(through.index(), 14, 0), 20, 4, 0)
                .getFirst();
        PredictedPath coming = from("east_in_0", 20, 0);

        assertThat(ConflictArea.first(coming, 4, leaving, 4, LANES)).isEmpty();
        assertThat(ConflictArea.first(coming, 4, leaving, 12, LANES)).isPresent();
    }

    @Test
    void endsWhereItBeginsWhenTheLanesJoin() {
        LaneMap joining = LaneMap.withConflicts(List.of(
                lane(0, CrossroadsZone.line(0, 0, 40, 0), "j", List.of(2)),
                lane(1, CrossroadsZone.line(10, -30, 40, 0), "j", List.of(2)),
                lane(2, CrossroadsZone.line(40, 0, 200, 0), null, List.of())));
        PathPredictor predictor = new PathPredictor(joining);
        ConflictArea area = ConflictArea.first(
                        predictor.predict(new LaneRef(0, 0, 0), 15, 4, 0).getFirst(),
                        4,
                        predictor.predict(new LaneRef(1, 0, 0), 15, 4, 0).getFirst(),
                        4,
                        joining)
                .orElseThrow();

        assertThat(area.exitAM()).isEqualTo(area.entryAM()).isBetween(30.0, 40.0);
        assertThat(area.exitBM()).isEqualTo(area.entryBM()).isBetween(35.0, 43.0);
    }

    private static Lane lane(int index, Polyline line, @Nullable String junction, List<Integer> successors) {
        return new Lane(
                index,
                "lane" + index,
                "road" + index,
                0,
                junction,
                LaneKind.VEHICLE,
                line,
                3.5,
                20,
                successors,
                List.of(),
                -1,
                -1,
                TurnDirection.STRAIGHT,
                null,
                List.of(),
                List.of());
    }

    @Test
    void isNotWhereOneFollowsTheOtherOrComesTowardsIt() {
        assertThat(first(from("east_in_0", 20, 0), from("east_in_0", 50, 0))).isEmpty();
        assertThat(first(from("east_in_1", 20, 0), from("west_in_0", 50, 0))).isEmpty();
    }

    @Test
    void aWindowLastsFromTheFrontsArrivalToTheRearsLeaving() {
        ArrivalWindow window = ArrivalWindow.of(22, 26, 4, 10, 0.5);

        assertThat(window.entryS()).isCloseTo(2.0, within(1e-9));
        assertThat(window.exitS()).isCloseTo(2.8, within(1e-9));
        assertThat(window.sigmaS()).isCloseTo(0.05, within(1e-9));
        assertThat(ArrivalWindow.of(-3, 5, 4, 10, 0.5).entryS()).isZero();
    }

    @Test
    void whoStandsIsThereForEverOrNever() {
        assertThat(ArrivalWindow.of(1, 5, 4, 0, 0.5)).isEqualTo(new ArrivalWindow(0, INFINITE, INFINITE));
        assertThat(ArrivalWindow.of(3, 5, 4, 0, 0.5)).isEqualTo(new ArrivalWindow(INFINITE, INFINITE, INFINITE));
    }

    private static Pose walker(double east, double north, double headingRad) {
        Pose walker = new Pose();
        walker.eastM = east;
        walker.northM = north;
        walker.directionEast = Math.sin(headingRad);
        walker.directionNorth = Math.cos(headingRad);
        return walker;
    }

    private static Optional<ConflictArea> onCrosswalk(Pose walker, double touchM) {
        Lane lane = LANES.findLane("east_out_0").orElseThrow();
        PredictedPath host = new PathPredictor(LANES)
                .predict(new LaneRef(lane.index(), 5, 0), 20, 4, 0)
                .getFirst();
        return ConflictArea.onCrosswalk(host, 4, walker, touchM, 0.5, LANES);
    }

    @ParameterizedTest
    @CsvSource({"-12, 0, 6.75", "2, 180, 7.25"})
    void liesWhereALaneCrossesTheCrosswalkOfWhoGoesAlongItEitherWay(double north, double headingDeg, double wayM) {
        ConflictArea area = onCrosswalk(walker(60.5, north, Math.toRadians(headingDeg)), wayM)
                .orElseThrow();

        assertThat(LANES.lane(area.laneB()).id()).isEqualTo("crosswalk");
        assertThat(area.pointBM()).isCloseTo(wayM, within(0.3));
        assertThat(area.entryBM()).isCloseTo(area.pointBM() - 0.3 * 3.5, within(1e-6));
        assertThat(area.exitBM()).isCloseTo(area.pointBM() + 0.3 * 3.5, within(1e-6));
        assertThat(area.exitAM() - area.entryAM()).isCloseTo(4, within(1e-6));
    }

    @Test
    void isNoneOfWhoGoesBesideTheCrosswalkOrAlongTheRoadOrHasLeftTheLane() {
        assertThat(onCrosswalk(walker(64, -12, 0), 6.75)).as("beside it").isEmpty();
        assertThat(onCrosswalk(walker(50, -5.25, Math.PI / 2), 10))
                .as("along the road")
                .isEmpty();
        assertThat(onCrosswalk(walker(60, -2, 0), 1)).as("has left the lane").isEmpty();
    }

    @Test
    void hasTheCornersOfWhatBothCorridorsShare() {
        ConflictArea area =
                first(from("east_in_0", 20, 0), from("north_in_0", 30, 0)).orElseThrow();
        Polyline corners = area.outline(LANES).orElseThrow();

        assertThat(corners.size()).isEqualTo(4);
        for (int i = 0; i < corners.size(); i++) {
            assertThat(Math.abs(corners.northM(i) + 5.25)).isCloseTo(0.3 * 3.5, within(1e-6));
            assertThat(Math.abs(corners.eastM(i) - 1.75)).isCloseTo(0.3 * 3.5, within(0.26));
        }
        assertThat(corners.northM(0)).as("on the left").isGreaterThan(corners.northM(3));
    }
}
