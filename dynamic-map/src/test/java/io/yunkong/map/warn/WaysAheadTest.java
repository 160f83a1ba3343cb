package io.yunkong.map.warn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.PathPredictor;
import io.yunkong.map.road.TurnDirection;
import io.yunkong.map.track.TrackSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A road of two lanes into a junction; in another junction two lanes go round and round. */
class WaysAheadTest {
    private static final LaneMap LANES = new LaneMap(List.of(
            lane(0, null, List.of(2), List.of(), 1, 0, 0, 100, 0),
            lane(1, null, List.of(3), List.of(), -1, 0, -3.5, 100, -3.5),
            lane(2, "j", List.of(), List.of(0), -1, 100, 0, 120, 0),
            lane(3, "j", List.of(), List.of(1), -1, 100, -3.5, 120, -3.5),
            lane(4, "ring", List.of(5), List.of(5), -1, 200, 0, 210, 0),
            lane(5, "ring", List.of(4), List.of(4), -1, 210, 0, 200, 0)));

    private static Lane lane(
            int index,
            @Nullable String junction,
            List<Integer> successors,
            List<Integer> predecessors,
            int rightNeighbour,
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
                rightNeighbour,
                TurnDirection.STRAIGHT,
                null,
                List.of(),
                List.of());
    }

    private static WaysAhead from(int lane, double atM) {
        TrackSnapshot state = new TrackSnapshot(
                1,
                1,
                RoadUserClass.CAR,
                0,
                atM,
                0,
                10,
                Math.PI / 2,
                0,
                0,
                4.5,
                1.8,
                0.5,
                0,
                lane,
                atM,
                Announcement.NONE,
                List.of());
        PathPredictor predictor = new PathPredictor(LANES);
        Forecast straightOn = new Forecast();
        straightOn.stateToWrite().copyOf(state);
        straightOn.write(List.of(new Course(atM, 0, Math.PI / 2, 10)), true);
        return new WaysAhead(straightOn, LANES, predictor);
    }

    @Test
    void aPlaceInTheJunctionBesideTheWayIsBeyondTheLaneThatLeadsToIt() {
        WaysAhead ways = from(0, 40);
        assertThat(ways.to(2, 5, 0))
                .hasValueSatisfying(there -> assertThat(there.wayM()).isCloseTo(65, within(1e-9)));
        assertThat(ways.to(3, 5, 1))
                .hasValueSatisfying(there -> assertThat(there.wayM()).isCloseTo(65, within(1e-9)));
        assertThat(ways.to(3, 5, -1)).isEmpty();
    }

    @Test
    void junctionLanesThatFormARingAreNotFollowedForEver() {
        assertThat(from(0, 40).to(4, 5, 1)).isEmpty();
    }
}
