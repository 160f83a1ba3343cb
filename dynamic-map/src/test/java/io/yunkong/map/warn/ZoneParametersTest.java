package io.yunkong.map.warn;

import static io.yunkong.map.CrossroadsZone.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yunkong.map.Actor;
import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.Traffic;
import io.yunkong.map.observe.PlannedPath;
import io.yunkong.map.road.ParameterSetting;
import io.yunkong.map.road.Polyline;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneException;
import io.yunkong.map.track.TrackSnapshot;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a zone sets is in force from the first measurement after its version took over, and nothing else changes by it. */
class ZoneParametersTest {
    private static final Zone STANDARD = CrossroadsZone.create();
    private static final Polyline EAST = line(-600, -5.25, 600, -5.25);

    private static ParameterSetting setting(String group, String name, double value) {
        return new ParameterSetting(group, name, value, "crossroads/parameters.yaml", 7);
    }

    /** Closes in until 7.4 s, then brakes and stops behind the standing car. */
    private static Actor[] lateBraking() {
        return new Actor[] {
            Actor.on(EAST, 300, 15).equipped(0x11).brakes(7.4, 6, 0),
            Actor.on(EAST, 300 + 15 * 7.4 + 18.75 + 8, 0).equipped(0x22)
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fcw       | time_to_collision_max_s | 4.5 | parameter out of range: time_to_collision_max_s=4.5, limit=(0, 4]
            fcw       | time_to_collision_max_s | Infinity | parameter out of range: time_to_collision_max_s=Infinity, limit=(0, 4]
            lifecycle | raise_evaluations       | 2.5 | parameter not a whole number: raise_evaluations=2.5, limit=[1, 20]
            icw       | stop_margin             | 1   | parameter unknown: name=stop_margin, known=[time_to_collision_max_s,
            tjw       | time_caution_s          | 16  | parameter beyond another: time_caution_s=16, limit=time_max_s=15
            slw       | caution_share           | 0   | parameter beyond another: tolerance_share=0.1, limit=caution_share=0
            lifecycle | validity_ms             | 299 | parameter beyond another: update_interval_ms=300, limit=validity_ms=299
            abc       | stop_margin_m           | 1   | group of parameters unknown: name=abc, known=[fcw,
            """)
    void refusesWhatCannotBeSetWithFileAndLine(String group, String name, double value, String reason) {
        Zone zone = CrossroadsZone.withParameters("1", setting(group, name, value));
        assertThatThrownBy(() -> ZoneParameters.checked(zone))
                .isInstanceOf(ZoneException.class)
                .hasMessageStartingWith("crossroads/parameters.yaml:7: " + reason)
                .hasMessageEndingWith("; zone refused");
        CooperativeWarner warner = new CooperativeWarner(STANDARD, "edge-1", host -> true);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> warner.activate(zone))
                .withMessageStartingWith(reason)
                .withMessageEndingWith("; refused");
    }

    @Test
    void whatGoesTogetherMayBeSetBeyondTheStandardValues() throws ZoneException {
        Zone zone = CrossroadsZone.withParameters(
                "1", setting("tjw", "time_caution_s", 16), setting("tjw", "time_max_s", 16));

        assertThat(ZoneParameters.checked(zone)).isSameAs(zone);
    }

    @Test
    void tellsEveryParameterInForceAndWhoSaysSo() throws ZoneException {
        Zone zone = ZoneParameters.checked(CrossroadsZone.withParameters(
                "1", setting("icw", "stop_margin_m", 2), setting("fcw", "hysteresis_s", 0.5)));
        List<ParameterInForce> all = ZoneParameters.of(zone);

        assertThat(all.stream().map(p -> p.group() + "." + p.declared().name()))
                .doesNotHaveDuplicates()
                .contains("fcw.time_to_collision_max_s", "vrucw.host_speed_min_mps", "lifecycle.clear_after_ms");
        assertThat(all)
                .filteredOn(ParameterInForce::set)
                .extracting(p -> p.group() + "." + p.declared().name() + "=" + p.value())
                .containsExactly("fcw.hysteresis_s=0.5", "icw.stop_margin_m=2.0");
        assertThat(all)
                .filteredOn(p -> !p.set())
                .allSatisfy(p -> assertThat(p.value()).isEqualTo(p.declared().standard()));
        assertThat(ZoneParameters.standard()).noneMatch(ParameterInForce::set).hasSameSizeAs(all);
    }

    @Test
    void tellsWhatTheNextVersionChanges() {
        Zone before = CrossroadsZone.withParameters(
                "a", setting("icw", "stop_margin_m", 2), setting("lifecycle", "raise_evaluations", 4));
        Zone now = CrossroadsZone.withParameters(
                "b", setting("lifecycle", "raise_evaluations", 5), setting("fcw", "hysteresis_s", 0.5));

        assertThat(ZoneParameters.changes(before, now))
                .extracting(ParameterChange::toString)
                .containsExactly(
                        "parameter changed: zone=crossroads, group=icw, name=stop_margin_m, old=2, new=1, unit=m, version=a -> b",
                        "parameter changed: zone=crossroads, group=lifecycle, name=raise_evaluations, old=4, new=5, version=a -> b");
        assertThat(ZoneParameters.changes(now, now)).isEmpty();
    }

    @Test
    void whatTheZoneSetsDecidesFromTheStartAndStandsInEvidence() {
        Zone careful = CrossroadsZone.withParameters("1", setting("fcw", "time_to_collision_max_s", 4));
        Warning early =
                new Traffic(careful, 2, 1, lateBraking()).run(14).raised().getFirst();
        Warning usual =
                new Traffic(STANDARD, 2, 1, lateBraking()).run(14).raised().getFirst();

        assertThat(early.raisedAtUs()).isLessThan(usual.raisedAtUs() - 800_000);
        assertThat(early.evidence().measureThreshold()).isEqualTo(4);
        assertThat(early.evidence().parameters())
                .containsEntry("time_to_collision_max_s", 4.0)
                .containsEntry("hysteresis_s", 0.5);
        assertThat(early.evidence().zoneVersion()).isEqualTo("1");
    }

    @Test
    void anActiveWarningGoesOnByTheNewParameters() {
        Zone next = CrossroadsZone.withParameters(
                "1",
                setting("fcw", "time_to_collision_max_s", 4),
                setting("fcw", "time_to_collision_imminent_s", 4),
                setting("lifecycle", "validity_ms", 500));
        Traffic traffic =
                new Traffic(STANDARD, 2, 1, lateBraking()).activating(7.5, next).run(14);

        assertThat(traffic.raised()).hasSize(1);
        Warning raised = traffic.raised().getFirst();
        assertThat(raised.raisedAtUs()).isLessThan(Traffic.START_US + 7_500_000);
        assertThat(raised.severity()).isEqualTo(Severity.WARNING);
        Warning after = traffic.events.stream()
                .filter(WarningEvent.Updated.class::isInstance)
                .map(WarningEvent::warning)
                .filter(warning -> warning.updatedAtUs() > Traffic.START_US + 7_500_000)
                .findFirst()
                .orElseThrow();
        assertThat(after.id()).isEqualTo(raised.id());
        assertThat(after.severity()).isEqualTo(Severity.IMMINENT);
        assertThat(after.evidence().zoneVersion()).isEqualTo("1");
        assertThat(after.evidence().hostPath().laneIds()).contains("east_in_0");
        assertThat(after.validUntilUs() - after.updatedAtUs()).isEqualTo(500_000);
    }

    @Test
    void aWarningThatTheNewParametersDoNotBearOutEnds() {
        Zone next = CrossroadsZone.withParameters(
                "1",
                setting("fcw", "time_to_collision_max_s", 0.1),
                setting("fcw", "time_to_collision_imminent_s", 0.1),
                setting("fcw", "hysteresis_s", 0));
        Traffic traffic =
                new Traffic(STANDARD, 2, 1, lateBraking()).activating(7.5, next).run(14);

        assertThat(traffic.raised()).hasSize(1);
        assertThat(traffic.cleared())
                .singleElement()
                .satisfies(warning ->
                        assertThat(Traffic.seconds(warning.updatedAtUs())).isBetween(7.5, 8.3));
    }

    @Test
    void theSameParametersUnderAnotherVersionChangeNothingAtAll() {
        for (long seed = 1; seed <= 5; seed++) {
            Traffic undisturbed = new Traffic(STANDARD, seed, 1, lateBraking()).run(14);
            Traffic traffic = new Traffic(STANDARD, seed, 1, lateBraking());
            for (double second = 1.05; second < 14; second += 0.5) {
                traffic.activating(second, CrossroadsZone.withParameters("v" + second));
            }
            traffic.run(14);
            assertThat(traffic.tracks).as("seed " + seed).isEqualTo(undisturbed.tracks);
            assertThat(steps(traffic)).as("seed " + seed).isNotEmpty().isEqualTo(steps(undisturbed));
        }
    }

    private static List<String> steps(Traffic traffic) {
        return traffic.events.stream()
                .map(event -> event.getClass().getSimpleName() + " "
                        + event.warning().id() + " "
                        + event.warning().updatedAtUs() + " " + event.warning().timeToCollisionS() + " "
                        + lane(event.warning().host()))
                .toList();
    }

    private static int lane(TrackSnapshot track) {
        return track.laneIndex();
    }

    @Test
    void whatVehiclesPlannedIsNotForgotten() {
        CooperativeWarner warner =
                new Traffic(STANDARD, 1, 0, Actor.on(EAST, 300, 12).equipped(0x11)).run(5).warner;
        long now = Traffic.START_US + 5_000_000;
        PlannedPath plan = new PlannedPath(
                0x11,
                now,
                IntStream.range(0, 30)
                        .mapToObj(i -> new PlannedPath.Point(-600 + 360 + 1.2 * i, -5.25, i / 10.0))
                        .toList());
        warner.accept(plan, now);
        assertThat(warner.plansTaken()).isEqualTo(1);

        assertThat(warner.activate(CrossroadsZone.withParameters("1", setting("icw", "stop_margin_m", 2))))
                .isEqualTo(1);
        warner.accept(plan, now);
        assertThat(warner.plansRefused()).isEqualTo(Map.of(PlanDefect.OUT_OF_ORDER, 1L));
    }
}
