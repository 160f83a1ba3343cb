package io.yunkong.map.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.map.CrossroadsZone;
import org.junit.jupiter.api.Test;

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

    @Test
    void liesWhereTheLanesOfBothCross() {
        ConflictArea area = ConflictArea.first(from("east_in_0", 20, 0), from("north_in_0", 30, 0), LANES)
                .orElseThrow();

        assertThat(LANES.lane(area.laneA()).id()).isEqualTo("east_x_0");
        assertThat(LANES.lane(area.laneB()).id()).isEqualTo("north_x_0");
        assertThat(area.pointAM()).isCloseTo(20 + 16.75, within(0.5));
        assertThat(area.pointBM()).isCloseTo(30 + 9.75, within(0.5));
        assertThat(area.entryAM()).isBetween(area.pointAM() - 3, area.pointAM() - 1);
        assertThat(area.exitAM()).isBetween(area.pointAM() + 1, area.pointAM() + 3);
    }

    @Test
    void isTheSamePlaceForTheOtherOne() {
        ConflictArea area = ConflictArea.first(from("east_in_0", 20, 0), from("north_in_0", 30, 0), LANES)
                .orElseThrow();
        ConflictArea seen = ConflictArea.first(from("north_in_0", 30, 0), from("east_in_0", 20, 0), LANES)
                .orElseThrow();

        assertThat(new double[] {seen.entryAM(), seen.exitAM(), seen.entryBM(), seen.exitBM()})
                .containsExactly(
                        new double[] {area.entryBM(), area.exitBM(), area.entryAM(), area.exitAM()}, within(1e-9));
    }

    @Test
    void isTheFirstOfSeveralOnTheWay() {
        // turns left over both lanes eastward: the left one comes first
        PredictedPath turn = from("west_in_0", 5, 1);
        assertThat(turn.legs()).anyMatch(leg -> LANES.lane(leg.lane()).id().equals("west_left"));

        ConflictArea left =
                ConflictArea.first(turn, from("east_in_1", 20, 0), LANES).orElseThrow();
        ConflictArea right =
                ConflictArea.first(turn, from("east_in_0", 20, 0), LANES).orElseThrow();

        assertThat(left.entryAM()).isLessThan(right.entryAM());
    }

    @Test
    void isNotBehindEitherOfThem() {
        Lane through = LANES.findLane("north_x_0").orElseThrow();
        PredictedPath past = new PathPredictor(LANES)
                .predict(new LaneRef(through.index(), 25, 0), 20, 4, 0)
                .getFirst();

        assertThat(ConflictArea.first(from("east_in_0", 20, 0), past, LANES)).isEmpty();
        assertThat(ConflictArea.first(past, from("east_in_0", 20, 0), LANES)).isEmpty();
    }

    @Test
    void isNotWhereOneFollowsTheOtherOrComesTowardsIt() {
        assertThat(ConflictArea.first(from("east_in_0", 20, 0), from("east_in_0", 50, 0), LANES))
                .isEmpty();
        assertThat(ConflictArea.first(from("east_in_1", 20, 0), from("west_in_0", 50, 0), LANES))
                .isEmpty();
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

    @Test
    void theGapIsNegativeWhileBothAreThere() {
        ArrivalWindow first = new ArrivalWindow(1, 2, 0.1);

        assertThat(first.gapS(new ArrivalWindow(2.5, 3, 0.1))).isCloseTo(0.5, within(1e-9));
        assertThat(new ArrivalWindow(2.5, 3, 0.1).gapS(first)).isCloseTo(0.5, within(1e-9));
        assertThat(first.gapS(new ArrivalWindow(1.4, 3, 0.1))).isCloseTo(-0.6, within(1e-9));
    }
}
