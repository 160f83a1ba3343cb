package io.yunkong.map.warn;

import static io.yunkong.map.CrossroadsZone.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.Actor;
import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.Traffic;
import io.yunkong.map.road.Polyline;
import io.yunkong.map.road.Zone;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WarningLifecycleTest {
    private static final Zone ZONE = CrossroadsZone.create();
    private static final Polyline EAST = line(-600, -5.25, 600, -5.25);

    /** Closes in until 5 s, then brakes and stops behind the standing car. */
    private static Actor[] lateBraking() {
        return new Actor[] {
            Actor.on(EAST, 300, 15).equipped(0x11).brakes(7.4, 6, 0),
            Actor.on(EAST, 300 + 15 * 7.4 + 18.75 + 8, 0).equipped(0x22)
        };
    }

    @Test
    void keepsOneIdFromRaiseToClear() {
        for (long seed = 1; seed <= 10; seed++) {
            Traffic traffic = new Traffic(ZONE, seed, 1, lateBraking()).run(14);
            Map<String, Integer> phases = new HashMap<>();
            for (WarningEvent event : traffic.events) {
                int phase = phases.getOrDefault(event.warning().id(), 0);
                switch (event) {
                    case WarningEvent.Raised _ ->
                        assertThat(phase).as("seed " + seed).isZero();
                    case WarningEvent.Updated _ ->
                        assertThat(phase).as("seed " + seed).isEqualTo(1);
                    case WarningEvent.Cleared _ ->
                        assertThat(phase).as("seed " + seed).isEqualTo(1);
                }
                phases.put(event.warning().id(), event instanceof WarningEvent.Cleared ? 2 : 1);
            }
            assertThat(phases).as("seed " + seed).hasSize(1).containsValue(2);
            assertThat(traffic.warner.activeWarnings()).isEmpty();
        }
    }

    @Test
    void updatesNoMoreThanFiveTimesASecondAtOneSeverity() {
        Traffic traffic = new Traffic(ZONE, 3, 1, lateBraking()).run(14);
        List<Warning> steps = traffic.events.stream().map(WarningEvent::warning).toList();
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).severity() == steps.get(i - 1).severity()) {
                assertThat(steps.get(i).updatedAtUs() - steps.get(i - 1).updatedAtUs())
                        .isGreaterThanOrEqualTo(200_000);
            }
        }
    }

    @Test
    void clearsWhenAPartyIsGoneAndRaisesNothingFromOldData() {
        Traffic traffic = new Traffic(
                        ZONE,
                        5,
                        1,
                        Actor.on(EAST, 300, 15).equipped(0x11),
                        Actor.on(EAST, 450, 0).equipped(0x22).silentFrom(7.9))
                .run(12);
        assertThat(traffic.raised()).hasSize(1);
        assertThat(traffic.cleared()).hasSize(1);
        assertThat(Traffic.seconds(traffic.cleared().getFirst().updatedAtUs())).isBetween(8.3, 9.5);
        for (WarningEvent event : traffic.events) {
            if (!(event instanceof WarningEvent.Cleared)) {
                Warning warning = event.warning();
                assertThat(warning.updatedAtUs() - warning.host().measuredAtUs())
                        .isLessThanOrEqualTo(300_000);
                assertThat(warning.updatedAtUs()
                                - warning.counterpart().orElseThrow().measuredAtUs())
                        .isLessThanOrEqualTo(300_000);
            }
        }
    }

    @Test
    void neverRaisesFromAStationThatFellSilentBefore() {
        Traffic traffic = new Traffic(
                        ZONE,
                        5,
                        1,
                        Actor.on(EAST, 300, 15).equipped(0x11),
                        Actor.on(EAST, 450, 0).equipped(0x22).silentFrom(6.2))
                .run(12);
        assertThat(traffic.raised()).isEmpty();
    }

    @Test
    void ignoresAStuckSpeedField() {
        for (long seed = 1; seed <= 10; seed++) {
            // stands at the lights, and says that it drives 14 m/s
            Traffic traffic = new Traffic(
                            ZONE,
                            seed,
                            1,
                            Actor.on(EAST, 500, 0).equipped(0x11).tells(14),
                            Actor.on(EAST, 530, 0).equipped(0x22))
                    .run(10);
            assertThat(traffic.raised()).as("seed " + seed).isEmpty();
        }
    }

    @Test
    void carriesEvidenceAndExpires() {
        Traffic traffic = new Traffic(ZONE, 4, 1, lateBraking()).run(14);
        Warning warning = traffic.raised().getFirst();
        assertThat(warning.validUntilUs()).isEqualTo(warning.updatedAtUs() + 1_000_000);
        assertThat(warning.id()).startsWith("edge-1-");
        Evidence evidence = warning.evidence();
        assertThat(evidence.rule()).isEqualTo("fcw/1");
        assertThat(evidence.measureValue()).isLessThanOrEqualTo(evidence.measureThreshold());
        assertThat(evidence.hostPath().laneIds()).contains("east_in_0");
        assertThat(evidence.hostPath().trajectory().size()).isGreaterThan(5);
        assertThat(evidence.parameters())
                .isEqualTo(ParameterSheet.values(
                        ApplicationParameters.with(List.of()).fcw()));
        assertThat(evidence.zoneVersion()).isEqualTo(ZONE.version());
        assertThat(evidence.triggerGeneratedAtUs()).isPositive();
    }

    @Test
    void sameCallsGiveTheSameEvents() {
        Traffic first = new Traffic(ZONE, 6, 1, lateBraking()).run(14);
        Traffic second = new Traffic(ZONE, 6, 1, lateBraking()).run(14);
        assertThat(second.events).isNotEmpty().isEqualTo(first.events);
        assertThat(second.tracks).isEqualTo(first.tracks);
    }
}
