package io.yunkong.map.warn;

import static io.yunkong.map.CrossroadsZone.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.Polyline;
import io.yunkong.map.road.TurnDirection;
import io.yunkong.map.track.TrackSnapshot;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Three lanes eastward, 0 the rightmost, and a fourth with a lane to its left that bends by 8 degrees at 300 m. */
class LaneChangeTest {
    private static final double BEND_RAD = Math.toRadians(8);
    private static final LaneMap LANES = new LaneMap(List.of(
            lane(0, line(0, -3.5, 600, -3.5), 1, -1),
            lane(1, line(0, 0, 600, 0), 2, 0),
            lane(2, line(0, 3.5, 600, 3.5), -1, 1),
            lane(3, line(0, 100, 300, 100, 600, 100 + 300 * Math.tan(BEND_RAD)), 4, -1),
            lane(4, line(0, 103.5, 300, 103.5, 600, 103.5 + 300 * Math.tan(BEND_RAD)), -1, 3)));

    private static Lane lane(int index, Polyline line, int left, int right) {
        return new Lane(
                index,
                "lane" + index,
                "road",
                index,
                null,
                LaneKind.VEHICLE,
                line,
                3.5,
                20,
                List.of(),
                List.of(),
                left,
                right,
                TurnDirection.STRAIGHT,
                null,
                List.of(),
                List.of());
    }

    /** @param leftMps sideways speed to the left, where the lane runs eastward */
    private static TrackSnapshot car(int lane, double laneS, double speedMps, double leftMps, int turnSignal) {
        double heading = Math.PI / 2 - Math.asin(leftMps / speedMps);
        return new TrackSnapshot(
                1,
                0x11,
                RoadUserClass.CAR,
                0,
                laneS,
                0,
                speedMps,
                heading,
                0,
                0,
                4.6,
                1.9,
                0.5,
                0,
                lane,
                laneS,
                new Announcement(0, turnSignal == 0 ? 0 : turnSignal < 0 ? 1 << 2 : 1 << 3, false),
                List.of());
    }

    /** What a track says of its heading when the vehicle tells it, and when only sensors see it. */
    private static final double SELF_REPORTED_RAD = 0.023;

    private static final double SENSED_RAD = 0.041;

    private static double probability(TrackSnapshot car, double offsetM) {
        return LaneChange.of(car, offsetM, SELF_REPORTED_RAD, LANES)
                .map(LaneChange::probability)
                .orElse(0.0);
    }

    @Test
    void whoDrivesAlongTheCentreKeepsItsLane() {
        assertThat(probability(car(1, 300, 15, 0.01, 0), 0)).isLessThan(0.05);
    }

    @Test
    void aConstantOffsetIsNoLaneChange() {
        assertThat(probability(car(1, 300, 15, 0.01, 0), 0.9)).isLessThan(0.1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 1})
    void whoGoesSidewaysOffTheCentreChangesLanesToThatSide(double side) {
        LaneChange change = LaneChange.of(car(1, 300, 15, side, 0), side * 0.6, SELF_REPORTED_RAD, LANES)
                .orElseThrow();

        assertThat(change.lane()).isEqualTo(side > 0 ? 2 : 0);
        assertThat(change.probability()).isGreaterThan(0.9);
        assertThat(change.sidewaysMps()).isCloseTo(1, within(1e-9));
    }

    @Test
    void aHeadingThatOnlySensorsTellIsNoLaneChangeWhereATellingVehiclesIs() {
        TrackSnapshot fast = car(1, 300, 20, 1, 0);

        assertThat(LaneChange.of(fast, 0.3, SELF_REPORTED_RAD, LANES)
                        .orElseThrow()
                        .probability())
                .isGreaterThan(0.9);
        assertThat(LaneChange.of(fast, 0.3, SENSED_RAD, LANES).orElseThrow().probability())
                .isLessThan(0.6);
    }

    @Test
    void aHeadingThatNobodyKnowsMakesNoLaneChangeLikelier() {
        TrackSnapshot fast = car(1, 300, 20, 0.8, 0);
        double known = probability(fast, 0.3);

        for (double sigma : new double[] {0.1, 0.3, 1, 2}) {
            assertThat(LaneChange.of(fast, 0.3, sigma, LANES).orElseThrow().probability())
                    .as("sigma " + sigma)
                    .isLessThan(known);
        }
    }

    @Test
    void aTurnSignalToThatSideMakesItLikelier() {
        double unsaid = probability(car(1, 300, 15, 0.45, 0), 0.5);

        assertThat(probability(car(1, 300, 15, 0.45, -1), 0.5)).isGreaterThan(1.5 * unsaid);
        assertThat(probability(car(1, 300, 15, 0.45, 1), 0.5)).isEqualTo(unsaid);
    }

    static DoubleStream offsets() {
        return DoubleStream.of(-1.7, -1.4, -1.2);
    }

    @ParameterizedTest
    @MethodSource("offsets")
    void whoHasJustChangedLanesGoesToTheCentreOfTheNewOneAndNotOn(double offsetM) {
        assertThat(probability(car(1, 300, 15, 0.8, 0), offsetM)).isLessThan(0.1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {295, 299, 301, 305})
    void aCornerInTheLanesLineIsNoSidewaysMotion(double laneS) {
        double tangent = Math.tan(BEND_RAD * (laneS - 290) / 20) * 13.9;

        assertThat(probability(car(3, laneS, 13.9, tangent, 0), 0)).isLessThan(0.1);
    }

    @Test
    void nobodyChangesToALaneThatIsNotThere() {
        assertThat(LaneChange.of(car(2, 300, 15, 1, 0), 0.6, SELF_REPORTED_RAD, LANES))
                .isEmpty();
        assertThat(LaneChange.of(car(0, 300, 15, -1, 0), -0.6, SELF_REPORTED_RAD, LANES))
                .isEmpty();
    }

    @Test
    void whoHardlyMovesTellsNothing() {
        assertThat(LaneChange.of(car(1, 300, 0.9, 0.5, 0), 0.6, SELF_REPORTED_RAD, LANES))
                .isEmpty();
    }
}
