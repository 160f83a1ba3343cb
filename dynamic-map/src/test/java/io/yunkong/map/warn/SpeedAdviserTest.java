package io.yunkong.map.warn;

import static io.yunkong.map.CrossroadsZone.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.map.Actor;
import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.Traffic;
import io.yunkong.map.road.Polyline;
import io.yunkong.map.road.SignalRef;
import io.yunkong.map.road.Zone;
import io.yunkong.map.signal.Light;
import io.yunkong.map.signal.LightToCome;
import io.yunkong.map.signal.SignalReport;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Advice at a stop line 6 m before the middle of a crossroads. Times in seconds from the start. */
class SpeedAdviserTest {
    private static final Zone ZONE = CrossroadsZone.withSignal("00000000000000aa", "east_x_0", new SignalRef("s", 0));
    private static final Polyline EAST = line(-600, -5.25, 600, -5.25);
    private static final long SEED = 42;
    private static final long HOST = 0x11L;

    private static long at(double second) {
        return Traffic.START_US + Math.round(second * 1e6);
    }

    private static double seconds(long atUs) {
        return (atUs - Traffic.START_US) / 1e6;
    }

    /** Red until second 35, then green to second 60. */
    private static Traffic withRed(Actor... actors) {
        return new Traffic(ZONE, SEED, 1, actors)
                .telling(
                        0,
                        100,
                        "s",
                        new SignalReport.Head(
                                0,
                                Light.RED,
                                OptionalLong.empty(),
                                OptionalLong.of(at(35)),
                                List.of(new LightToCome(Light.PROTECTED_GREEN, at(35), OptionalLong.of(at(60))))));
    }

    private static List<Advice> holding(Traffic traffic) {
        return traffic.advice.stream()
                .filter(advice -> advice.recommendation().isPresent())
                .toList();
    }

    @Test
    void aHostIsAdvisedTwiceASecondUnderOneIdFromThreeHundredMetresOn() {
        Traffic traffic = withRed(Actor.on(EAST, 200, 13).equipped(HOST)).run(20);
        List<Advice> told = holding(traffic);
        assertThat(told.stream().map(Advice::id).collect(Collectors.toSet())).hasSize(1);
        assertThat(told).allMatch(advice -> advice.stationId() == HOST);
        double firstS = seconds(told.getFirst().givenAtUs());
        assertThat(firstS).isBetween(6.5, 9.5);
        for (int i = 2; i < told.size(); i++) {
            assertThat(told.get(i).givenAtUs() - told.get(i - 1).givenAtUs()).isEqualTo(500_000L);
        }
        Advice.Recommendation first = told.getFirst().recommendation().orElseThrow();
        assertThat(first.manoeuvre()).isEqualTo(Advice.Manoeuvre.SLOW_DOWN);
        assertThat(told.getFirst().eastM()).isCloseTo(-10, within(10.0));
        assertThat(seconds(first.arrivalAtUs())).isCloseTo(36, within(0.2));
    }

    @Test
    void itsEndIsToldWhenTheLineIsPassed() {
        Traffic traffic = withRed(Actor.on(EAST, 400, 13).equipped(HOST)).run(30);
        Advice last = traffic.advice.getLast();
        assertThat(last.recommendation()).isEmpty();
        assertThat(last.validUntilUs()).isEqualTo(last.givenAtUs());
        Set<String> ids = traffic.advice.stream().map(Advice::id).collect(Collectors.toSet());
        assertThat(ids).containsExactly(last.id());
    }

    @Test
    void whoWaitsBeforeTheLineIsCounted() {
        Actor waiting = Actor.on(EAST, 580, 0).seen(1);
        Actor alone = Actor.on(EAST, 300, 13).equipped(HOST);
        String behind = holding(withRed(alone, waiting).run(8))
                .getLast()
                .recommendation()
                .orElseThrow()
                .reason();
        assertThat(behind).contains("waiting=1");
    }

    @Test
    void nobodyIsAdvisedOnSignalsThatAreNotToldOf() {
        Traffic silent = new Traffic(ZONE, SEED, 1, Actor.on(EAST, 300, 13).equipped(HOST)).run(8);
        assertThat(silent.advice).isEmpty();
    }

    @Test
    void onAnotherMapItIsAdvisedUnderAnotherIdAndToldThatTheOldAdviceIsOver() {
        Zone other = CrossroadsZone.withSignal("00000000000000bb", "east_x_0", new SignalRef("s", 0));
        Traffic traffic = withRed(Actor.on(EAST, 300, 10).equipped(HOST)).activating(6, other);
        List<Advice> told = traffic.run(10).advice;
        List<String> ids = told.stream().map(Advice::id).distinct().toList();
        assertThat(ids).hasSize(2);
        assertThat(told.stream()
                        .filter(advice -> advice.recommendation().isEmpty())
                        .map(Advice::id))
                .containsExactly(ids.getFirst());
    }

    @Test
    void onlyHostsAreAdvised() {
        assertThat(withRed(Actor.on(EAST, 300, 13).seen(1)).run(8).advice).isEmpty();
    }
}
