package io.yunkong.map.warn;

import static io.yunkong.map.CrossroadsZone.leftTurnWay;
import static io.yunkong.map.CrossroadsZone.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.Actor;
import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.Traffic;
import io.yunkong.map.observe.Announcement;
import io.yunkong.map.road.SignalRef;
import io.yunkong.map.road.Zone;
import org.junit.jupiter.api.Test;

/** What is left to nodes that are told what signals show and signs say. */
final class RoadsideToldTest {
    private static final Announcement LEFT_SIGNAL = new Announcement(0, 1 << 2, false);
    private static final CooperativeWarner.Parameters TOLD = CooperativeWarner.Parameters.defaults();

    private static long raised(Zone zone, CooperativeWarner.Parameters parameters, Application of, Actor... actors) {
        CooperativeWarner warner = new CooperativeWarner(zone, "node-1", host -> true, parameters);
        return new Traffic(warner, 1, 1, actors)
                .run(4).raised().stream()
                        .filter(warning ->
                                warning.application() == of && warning.host().stationId() == 0x11)
                        .count();
    }

    private static long speedLimits(CooperativeWarner.Parameters parameters) {
        Actor fast = Actor.on(line(-600, -5.25, 600, -5.25), 300, 20).equipped(0x11);
        return raised(CrossroadsZone.create(), parameters, Application.SLW, fast);
    }

    private static long leftTurns(Zone zone, CooperativeWarner.Parameters parameters) {
        Actor turner = Actor.on(leftTurnWay(), 285 - 8, 1.5).equipped(0x11).announces(LEFT_SIGNAL, 0, 1000);
        Actor oncoming =
                Actor.on(line(-600, -5.25, 600, -5.25), 585 - 12 * 6, 12).equipped(0x22);
        return raised(zone, parameters, Application.LTA, turner, oncoming);
    }

    @Test
    void speedLimitsAreLeftToThem() {
        assertThat(speedLimits(TOLD)).isEqualTo(1);
        assertThat(speedLimits(TOLD.withoutRoadside())).isZero();
    }

    @Test
    void leftTurnsAcrossAWayThatSignalsRuleAreLeftToThem() {
        Zone signals = CrossroadsZone.withSignal("00000000000000aa", "east_x_0", new SignalRef("s", 0));
        assertThat(leftTurns(signals, TOLD)).isEqualTo(1);
        assertThat(leftTurns(signals, TOLD.withoutRoadside())).isZero();
    }

    @Test
    void leftTurnsWhereNoSignalRulesAreNot() {
        assertThat(leftTurns(CrossroadsZone.create(), TOLD.withoutRoadside())).isEqualTo(1);
    }
}
