package io.yunkong.map.warn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.TurnDirection;
import io.yunkong.map.track.TrackSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A lane to the east that goes on straight or, with a radius of 8 m, to the right. */
class ForecastMakerTest {
    private static final int STRAIGHT = 1;
    private static final int RIGHT = 2;
    private static final double EAST = Math.PI / 2;
    private static final double INTO_M = 4;

    private static final LaneMap LANES = new LaneMap(List.of(
            lane(0, null, List.of(STRAIGHT, RIGHT), List.of(), TurnDirection.STRAIGHT, -100, 0, 0, 0),
            lane(STRAIGHT, "j", List.of(), List.of(0), TurnDirection.STRAIGHT, 0, 0, 60, 0),
            lane(RIGHT, "j", List.of(), List.of(0), TurnDirection.RIGHT, bend())));

    private static double[] bend() {
        double[] line = new double[2 * 17];
        for (int i = 0; i < line.length / 2; i++) {
            double turned = i * EAST / 16;
            line[2 * i] = 8 * Math.sin(turned);
            line[2 * i + 1] = 8 * Math.cos(turned) - 8;
        }
        return line;
    }

    private static Lane lane(
            int index,
            @Nullable String junction,
            List<Integer> successors,
            List<Integer> predecessors,
            TurnDirection turn,
            double... line) {
        return new Lane(
                index,
                "lane " + index,
                "road",
                0,
                junction,
                LaneKind.VEHICLE,
                CrossroadsZone.line(line),
                3.5,
                15,
                successors,
                predecessors,
                -1,
                -1,
                turn,
                null,
                List.of(),
                List.of());
    }

    /** Of a car 4 m into the junction, between the two ways, matched to that which leads straight on. */
    private static Forecast pointing(double headingRad, double speedMps) {
        TrackSnapshot state = new TrackSnapshot(
                1,
                1,
                RoadUserClass.CAR,
                0,
                INTO_M,
                -0.5,
                speedMps,
                headingRad,
                0,
                0,
                4.5,
                1.8,
                0.5,
                0,
                STRAIGHT,
                INTO_M,
                Announcement.NONE,
                List.of());
        PlannedPaths plans = new PlannedPaths(LANES, PlannedPaths.Parameters.defaults());
        Forecast forecast = new Forecast();
        forecast.stateToWrite().copyOf(state);
        new ForecastMaker(LANES, plans).write(forecast, -0.5, 0.015, 0);
        return forecast;
    }

    private static double probability(Forecast forecast, int lane) {
        return forecast.courses().stream()
                .filter(course -> course.passes(lane))
                .mapToDouble(Course::probability)
                .sum();
    }

    @Test
    void whoPointsStraightOnWhereWaysPartIsNotExpectedToTurn() {
        assertThat(probability(pointing(EAST, 4), STRAIGHT)).isGreaterThan(0.95);
    }

    @Test
    void whoPointsAlongTheTurnIsExpectedToTakeIt() {
        assertThat(probability(pointing(EAST + INTO_M / 8, 4), RIGHT)).isGreaterThan(0.95);
    }

    @Test
    void whoStandsAndPointsNowhereNearEitherWayMayTakeBoth() {
        Forecast lost = pointing(-EAST, 0);
        assertThat(probability(lost, STRAIGHT) + probability(lost, RIGHT)).isCloseTo(1, within(1e-9));
        assertThat(probability(lost, RIGHT)).isGreaterThan(0.1);
    }
}
