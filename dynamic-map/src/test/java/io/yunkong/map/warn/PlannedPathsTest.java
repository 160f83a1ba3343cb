package io.yunkong.map.warn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.map.Actor;
import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.Traffic;
import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.PlannedPath;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.LaneRef;
import io.yunkong.map.road.PathPredictor;
import io.yunkong.map.road.Polyline;
import io.yunkong.map.road.PredictedPath;
import io.yunkong.map.road.Zone;
import io.yunkong.map.track.TrackSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A car comes from the east on the one lane that leads straight on and to the left, 40 m before the junction, and indicates nothing. */
final class PlannedPathsTest {
    private static final Zone ZONE = CrossroadsZone.create();
    private static final LaneMap LANES = ZONE.lanes();
    private static final int WEST_IN = LANES.findLane("west_in_0").orElseThrow().index();
    private static final long CAR = 0x11;
    private static final long NOW = Traffic.START_US;
    private static final double SPEED = 8;

    private final PathPredictor predictor = new PathPredictor(LANES);
    private final PlannedPaths plans = new PlannedPaths(LANES, PlannedPaths.Parameters.defaults());
    private final List<PredictedPath> unplanned = predictor.predict(new LaneRef(WEST_IN, 545, 0), SPEED, 9, 0);

    private static TrackSnapshot car(long stationId) {
        return new TrackSnapshot(
                1,
                stationId,
                RoadUserClass.CAR,
                NOW,
                55,
                1.75,
                SPEED,
                Math.toRadians(270),
                0,
                0,
                4.6,
                1.9,
                0.5,
                NOW,
                WEST_IN,
                545,
                Announcement.NONE,
                List.of());
    }

    /** Ten points a second for eight seconds from the car's place on, as the standard proposes. */
    private static PlannedPath plan(long stationId, long atUs, Polyline way, double fromM) {
        List<PlannedPath.Point> points = new ArrayList<>();
        for (int i = 1; i <= 80; i++) {
            double s = fromM + SPEED * i / 10;
            points.add(new PlannedPath.Point(way.eastAt(s), way.northAt(s), i / 10.0));
        }
        return new PlannedPath(stationId, atUs, points);
    }

    private static PlannedPath left() {
        return plan(CAR, NOW, CrossroadsZone.leftTurnWay(), 245);
    }

    private static PlannedPath with(PlannedPath plan, UnaryOperator<List<PlannedPath.Point>> change) {
        return new PlannedPath(plan.stationId(), plan.generatedAtUs(), change.apply(new ArrayList<>(plan.points())));
    }

    private static List<String> lanes(PredictedPath path) {
        return path.legs().stream().map(leg -> LANES.lane(leg.lane()).id()).toList();
    }

    private void assertRefused(PlanDefect defect, PlannedPath plan, @Nullable TrackSnapshot station, long nowUs) {
        assertThat(plans.accept(plan, station, nowUs)).isFalse();
        assertThat(plans.refused()).isEqualTo(Map.of(defect, 1L));
        assertThat(plans.weigh(unplanned, car(CAR), nowUs)).isSameAs(unplanned);
    }

    @Test
    void whoPlansToTurnIsPredictedToTurn() {
        assertThat(lanes(unplanned.getFirst())).contains("west_x_0");
        assertThat(plans.accept(left(), car(CAR), NOW)).isTrue();
        List<PredictedPath> paths = plans.weigh(unplanned, car(CAR), NOW + 100_000);

        assertThat(paths).hasSameSizeAs(unplanned);
        assertThat(lanes(paths.getFirst())).containsExactly("west_in_0", "west_left", "south_out_0");
        assertThat(paths.getFirst().probability()).isGreaterThan(0.95);
        assertThat(paths.stream().mapToDouble(PredictedPath::probability).sum()).isCloseTo(1, within(1e-9));
        assertThat(plans.taken()).isEqualTo(1);
    }

    @Test
    void aPlanCountsForItsStationAndForASecond() {
        assertThat(plans.accept(left(), car(CAR), NOW)).isTrue();
        assertThat(plans.weigh(unplanned, car(0x22), NOW)).as("another").isSameAs(unplanned);
        assertThat(plans.weigh(unplanned, car(0), NOW)).as("nobody's").isSameAs(unplanned);
        assertThat(plans.weigh(unplanned, car(CAR), NOW + 1_000_000)).isNotSameAs(unplanned);
        assertThat(plans.weigh(unplanned, car(CAR), NOW + 1_000_001)).isSameAs(unplanned);
        plans.tick(NOW + 1_000_001);
        assertThat(plans.size()).isZero();
    }

    @Test
    void onOtherLanesItCountsWhenItIsToldAgain() {
        assertThat(plans.accept(left(), car(CAR), NOW)).isTrue();
        plans.activate(CrossroadsZone.version("fedcba9876543210", "walk").lanes());

        assertThat(plans.size()).isZero();
        assertThat(plans.weigh(unplanned, car(CAR), NOW)).isSameAs(unplanned);
        assertThat(plans.accept(left(), car(CAR), NOW)).isTrue();
        assertThat(plans.refused()).isEmpty();
    }

    @Test
    void anOldOneDoesNotCount() {
        assertRefused(PlanDefect.TOO_OLD, left(), car(CAR), NOW + 500_001);
    }

    @Test
    void oneOfTheFutureDoesNotCount() {
        assertRefused(PlanDefect.FROM_FUTURE, left(), car(CAR), NOW - 200_001);
    }

    @Test
    void oneOfNobodyOnTheMapDoesNotCount() {
        assertRefused(PlanDefect.UNKNOWN_STATION, left(), null, NOW);
    }

    @Test
    void oneOfSomewhereElseDoesNotCount() {
        assertRefused(
                PlanDefect.ELSEWHERE, plan(CAR, NOW, CrossroadsZone.line(-100, 1.75, -600, 1.75), 0), car(CAR), NOW);
    }

    @Test
    void oneThatJumpsDoesNotCount() {
        assertRefused(
                PlanDefect.JUMPS,
                with(left(), points -> {
                    points.set(30, new PlannedPath.Point(300, 1.75, 3.1));
                    return points;
                }),
                car(CAR),
                NOW);
    }

    @Test
    void oneWhoseTimesGoBackDoesNotCount() {
        assertRefused(
                PlanDefect.JUMPS,
                with(left(), points -> {
                    points.set(
                            30,
                            new PlannedPath.Point(
                                    points.get(30).eastM(), points.get(30).northM(), 0.5));
                    return points;
                }),
                car(CAR),
                NOW);
    }

    @Test
    void oneAcrossTheFieldsDoesNotCount() {
        assertRefused(PlanDefect.OFF_LANES, plan(CAR, NOW, CrossroadsZone.line(55, 1.75, 55, 100), 0), car(CAR), NOW);
    }

    @Test
    void oneThatNoWayOfTheLanesFitsIsGivenUp() {
        // against the traffic, along lanes of the other direction
        PlannedPath wrongWay = plan(CAR, NOW, CrossroadsZone.line(55, 1.75, 600, 1.75), 0);
        assertThat(plans.accept(wrongWay, car(CAR), NOW)).isTrue();
        assertThat(plans.weigh(unplanned, car(CAR), NOW)).isSameAs(unplanned);
        assertThat(plans.refused()).isEqualTo(Map.of(PlanDefect.OFF_LANES, 1L));
        assertThat(plans.size()).isZero();
    }

    @Test
    void anOlderOneDoesNotReplaceANewerOne() {
        PlannedPath straight = plan(CAR, NOW - 100_000, CrossroadsZone.line(300, 1.75, -600, 1.75), 245);
        assertThat(plans.accept(left(), car(CAR), NOW)).isTrue();
        assertThat(plans.accept(straight, car(CAR), NOW)).isFalse();
        assertThat(lanes(plans.weigh(unplanned, car(CAR), NOW).getFirst())).contains("west_left");
        assertThat(plans.refused()).isEqualTo(Map.of(PlanDefect.OUT_OF_ORDER, 1L));
    }

    @Test
    void oneThatEndsBeforeTheWaysPartTellsNothing() {
        PlannedPath brief = with(left(), points -> points.subList(0, 20));
        assertThat(plans.accept(brief, car(CAR), NOW)).isTrue();
        assertThat(plans.weigh(unplanned, car(CAR), NOW)).isSameAs(unplanned);
        assertThat(plans.refused()).isEmpty();
    }

    @Test
    void oneOfASinglePointTakesBackWhatWasPlanned() {
        assertThat(plans.accept(left(), car(CAR), NOW)).isTrue();
        PlannedPath none = with(new PlannedPath(CAR, NOW + 1, left().points()), points -> points.subList(0, 1));
        assertThat(plans.accept(none, car(CAR), NOW + 1)).isTrue();
        assertThat(plans.weigh(unplanned, car(CAR), NOW + 1)).isSameAs(unplanned);
    }

    @Test
    void thereIsRoomForSoManyAndNoMore() {
        PlannedPaths few = new PlannedPaths(LANES, new PlannedPaths.Parameters(1, 1, 50, 60, 8, 5, 4, 1, 0.97));
        PlannedPath second = plan(0x22, NOW, CrossroadsZone.leftTurnWay(), 245);
        assertThat(few.accept(left(), car(CAR), NOW)).isTrue();
        assertThat(few.accept(second, car(0x22), NOW)).isFalse();
        assertThat(few.refused()).isEqualTo(Map.of(PlanDefect.TABLE_FULL, 1L));
        PlannedPath later = plan(0x22, NOW + 2_000_000, CrossroadsZone.leftTurnWay(), 245);
        assertThat(few.accept(later, car(0x22), NOW + 2_000_000)).isTrue();
        assertThat(few.size()).isEqualTo(1);
    }

    /**
     * A car comes from the east at 8 m/s, indicates nothing, and something is planned at 10 Hz from second 2 on; another car stands where a left turn leads. The lanes
     * of the path it is warned on, empty = no warning.
     */
    private static List<String> warnedPath(@Nullable Polyline planned, long plannedBy) {
        CooperativeWarner warner = new CooperativeWarner(ZONE, "edge-1", host -> true);
        List<WarningEvent> events = new ArrayList<>();
        Actor car = Actor.on(CrossroadsZone.leftTurnWay(), 200, SPEED);
        for (int tick = 0; tick < 100; tick++) {
            double t = tick / 10.0;
            long atUs = NOW + tick * 100_000L;
            var _ = warner.accept(self(CAR, atUs, car.eastAt(t), car.northAt(t), SPEED, 270, tick), atUs, events::add);
            var _ = warner.accept(self(0x33, atUs, 3.16, -3.16, 0, 225, tick), atUs, events::add);
            if (planned != null && tick >= 20) {
                warner.accept(plan(plannedBy, atUs, planned, 200 + SPEED * t), atUs);
            }
            warner.tick(atUs, events::add);
        }
        return events.stream()
                .map(event -> event.warning())
                .filter(warning -> warning.host().stationId() == CAR)
                .map(warning -> warning.evidence().hostPath().laneIds())
                .findFirst()
                .orElse(List.of());
    }

    private static SelfReport self(
            long station, long atUs, double east, double north, double speed, double headingDeg, int count) {
        return new SelfReport(
                station,
                atUs,
                atUs,
                east,
                north,
                speed,
                Math.toRadians(headingDeg),
                0,
                0,
                4.6,
                1.9,
                RoadUserClass.CAR,
                Double.NaN,
                Announcement.NONE,
                count % 128);
    }

    @Test
    void aPlanOfTheStationItselfBringsTheWarningAndThatOfAnotherDoesNot() {
        Polyline left = CrossroadsZone.leftTurnWay();
        assertThat(warnedPath(left, CAR)).containsExactly("west_in_0", "west_left");
        assertThat(warnedPath(null, CAR)).isEmpty();
        assertThat(warnedPath(left, 0x44)).isEmpty();
    }
}
