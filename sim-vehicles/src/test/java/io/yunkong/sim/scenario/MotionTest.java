package io.yunkong.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.map.geo.Heading;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneMap;
import io.yunkong.sim.Zones;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Actors on lanes of longzi-lake: m1b_3 leads south to a junction and beside it is m1b_2, straight on leads m2a_3. */
final class MotionTest {
    private static final LaneMap MAP = Zones.zone("longzi-lake").lanes();

    private static Actor car(double sM, List<String> route, Action... does) {
        return new Actor("a", ActorClass.CAR, true, true, new Spot("m1b_3", sM), false, 0, route, 10, List.of(does));
    }

    private static Lane lane(String id) {
        return MAP.findLane(id).orElseThrow();
    }

    private static double tM(Motion.State state, String lane) {
        return lane(lane).line().project(state.eastM(), state.northM()).tM();
    }

    private static double sM(Motion.State state, String lane) {
        return lane(lane).line().project(state.eastM(), state.northM()).sM();
    }

    @Test
    void speedAndPlaceFollowTheAccelerationExactly() {
        Motion motion = new Motion(car(100, List.of(), new Action.Accelerate(2, -4, 0)), MAP, 8);

        assertThat(motion.at(3).speedMps()).isCloseTo(6, within(1e-9));
        assertThat(motion.at(3).accelerationMps2()).isEqualTo(-4);
        assertThat(motion.at(6).speedMps()).isZero();
        assertThat(motion.at(6).accelerationMps2()).isZero();
        // 100 + 20 at even speed + 12.5 to the standstill, less half its length: the place is the middle of the car
        assertThat(sM(motion.at(8), "m1b_3")).isCloseTo(132.5 - 2.3, within(0.02));
    }

    @Test
    void aLaneChangeEndsInTheMiddleOfTheNextLane() {
        Motion motion = new Motion(car(50, List.of(), new Action.ChangeLane(2, false, 4)), MAP, 8);

        assertThat(tM(motion.at(2), "m1b_3")).isCloseTo(0, within(0.05));
        assertThat(tM(motion.at(6), "m1b_2")).isCloseTo(0, within(0.05));
        assertThat(tM(motion.at(4), "m1b_3")).as("half way, to the right").isBetween(-2.5, -1.0);
        assertThat(Heading.turn(motion.at(2).headingRad(), motion.at(4).headingRad()))
                .as("to the right")
                .isBetween(0.02, 0.3);
    }

    @Test
    void aSidestepKeepsItsDistance() {
        Motion motion = new Motion(car(50, List.of(), new Action.Sidestep(1, 1.5, 2)), MAP, 8);

        assertThat(tM(motion.at(5), "m1b_3")).isCloseTo(1.5, within(0.05));
    }

    @Test
    void theRouteIsTakenAtTheJunction() {
        Motion straight = new Motion(car(280, List.of("straight")), MAP, 10);
        Motion right = new Motion(
                new Actor(
                        "b",
                        ActorClass.CAR,
                        true,
                        true,
                        new Spot("m1b_2", 280),
                        false,
                        0,
                        List.of("right"),
                        10,
                        List.of()),
                MAP,
                8);

        assertThat(tM(straight.at(10), "m2a_3")).isCloseTo(0, within(0.05));
        assertThat(Heading.turn(right.at(0).headingRad(), right.at(8).headingRad()))
                .isCloseTo(Math.PI / 2, within(0.3));
    }

    @Test
    void aPedestrianStandsOnTheKerbAndWalksAgainstTheCrosswalk() {
        Lane crosswalk = lane("m2.x0");
        Motion motion = new Motion(
                new Actor(
                        "walker",
                        ActorClass.PEDESTRIAN,
                        false,
                        true,
                        new Spot("m2.x0", crosswalk.lengthM() + 1),
                        true,
                        0,
                        List.of(),
                        0,
                        List.of(new Action.Accelerate(1, 1.5, 1.5))),
                MAP,
                8);

        double end = crosswalk.lengthM();
        assertThat(Math.hypot(
                        motion.at(0).eastM() - crosswalk.line().eastAt(end),
                        motion.at(0).northM() - crosswalk.line().northAt(end)))
                .isCloseTo(1.25, within(0.05));
        // 0.75 m while speeding up, 1.5 m/s for 6 s, less the kerb
        assertThat(sM(motion.at(8), "m2.x0")).isCloseTo(end + 1.25 - 0.75 - 9, within(0.05));
        assertThat(Math.abs(
                        Heading.turn(motion.at(5).headingRad(), crosswalk.line().headingAt(end - 1))))
                .isCloseTo(Math.PI, within(0.05));
    }

    @Test
    void whatItShowsLastsUntilItShowsSomethingElse() {
        Motion motion = new Motion(
                car(
                        50,
                        List.of(),
                        new Action.SignalTurn(1, Optional.of(Action.Light.LEFT_TURN_SIGNAL)),
                        new Action.Report(2, Set.of(Action.Event.HARD_BRAKING, Action.Event.ABS_ACTIVATED)),
                        new Action.ShowLights(3, Set.of(Action.Light.HAZARD_SIGNAL)),
                        new Action.FallSilent(4, true),
                        new Action.RunEmergency(4, true),
                        new Action.TellSpeed(4, 20),
                        new Action.SignalTurn(5, Optional.empty()),
                        new Action.Report(5, Set.of())),
                MAP,
                8);

        assertThat(motion.at(0.5).shown().lights()).isZero();
        assertThat(motion.at(2.5).shown().lights()).isEqualTo(1 << 2);
        assertThat(motion.at(2.5).shown().events()).isEqualTo(1 << 7 | 1 << 2);
        assertThat(motion.at(3.5).shown().lights()).isEqualTo(1 << 2 | 1 << 4);
        assertThat(motion.at(3.5).shown().silent()).isFalse();
        assertThat(motion.at(4.5).shown().silent()).isTrue();
        assertThat(motion.at(3.5).shown().emergencyRun()).isFalse();
        assertThat(motion.at(3.5).shown().toldSpeedMps()).isNaN();
        assertThat(motion.at(4.5).shown().emergencyRun()).isTrue();
        assertThat(motion.at(4.5).shown().toldSpeedMps()).isEqualTo(20);
        assertThat(motion.at(6).shown().lights()).isEqualTo(1 << 4);
        assertThat(motion.at(6).shown().events()).isZero();
    }
}
