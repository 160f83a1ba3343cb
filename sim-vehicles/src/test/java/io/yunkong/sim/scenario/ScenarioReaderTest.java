package io.yunkong.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneFolder;
import io.yunkong.sim.Zones;
import io.yunkong.wire.WarningApplication;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scenario file may say, and what is said of one that says something else. */
final class ScenarioReaderTest {
    private static final String GOOD = """
            name: some
            title_zh: 某场景
            title_en: Something
            application: FCW
            kind: fires
            seed: 7
            lasts_s: 8
            actors:
              - {id: host, class: car, equipped: true, lane: m1b_3, s_m: 100, speed_mps: 10, does: [{at_s: 2, accelerate_mps2: -2, to_mps: 4}]}
              - {id: other, class: truck, equipped: false, lane: m1b_3, s_m: 200, speed_mps: 0}
            signals:
              - {at_s: 0, controller: m2, state: LETTERS, until_s: 5}
            roadside_messages:
              - {at_s: 1, event_type: 401, lane: m1b_3, s_m: 200, radius_m: 20, path: [m1b_3], description: stopped}
            expect:
              - {application: FCW, severity: warning, host: host, counterpart: other, from_s: 3, to_s: 4.5, cleared_by_s: 7}
            never: [ICW]
            """;

    private static final Zone ZONE = Zones.zone("longzi-lake");

    private static String good() {
        int links = ZONE.signals().stream()
                .filter(controller -> controller.id().equals("m2"))
                .findFirst()
                .orElseThrow()
                .phases()
                .getFirst()
                .state()
                .length();
        return GOOD.replace("LETTERS", "r".repeat(links));
    }

    private static Scenario read(String text) throws ScenarioException {
        return ScenarioReader.read("scenarios/some.yaml", text.getBytes(StandardCharsets.UTF_8), ZONE);
    }

    @Test
    void everyKeyIsRead() throws Exception {
        Scenario scenario = read(good());

        assertThat(scenario.name()).isEqualTo("some");
        assertThat(scenario.titleZh()).isEqualTo("某场景");
        assertThat(scenario.application()).isEqualTo("FCW");
        assertThat(scenario.actors()).hasSize(2);
        assertThat(scenario.actors().getFirst().does()).containsExactly(new Action.Accelerate(2, -2, 4));
        assertThat(scenario.signals()).hasSize(1);
        assertThat(scenario.roadside().getFirst().eventType()).hasValue(401);
        assertThat(scenario.roadside().getFirst().untilS()).isEqualTo(8);
        assertThat(scenario.expected().getFirst().toS()).isEqualTo(4.5);
        assertThat(scenario.never())
                .as("collision warnings, named or not")
                .contains(
                        WarningApplication.WARNING_APPLICATION_ICW,
                        WarningApplication.WARNING_APPLICATION_FCW,
                        WarningApplication.WARNING_APPLICATION_VRUCW);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            seed: 7                | sead: 7                  | 6: unknown key: key=sead
            seed: 7                | lasts_s: 7               | 7: duplicate key: key=lasts_s
            seed: 7                | ''                       | 1: missing key: key=seed
            seed: 7                | seed: 7.5                | 6: not a whole number: seed=7.5
            seed: 7                | seed: seven              | 6: not a number: seed=seven
            lasts_s: 8             | lasts_s: 600             | 7: value out of range: lasts_s=600, limit=[1.0, 60.0]
            name: some             | name: other              | 1: not the file's name: name=other, file=some.yaml
            application: FCW       | application: FWC         | 4: unknown application: application=FWC
            kind: fires            | kind: silent             | 5: does not fit what is expected: kind=silent, FCW expected=true
            class: truck           | class: lorry             | 10: unknown class: class=lorry
            id: other              | id: host                 | 10: id used twice: id=host
            'lane: m1b_3, s_m: 100'| 'lane: nowhere, s_m: 1'  | 9: no such lane: lane=nowhere
            s_m: 100               | s_m: 400                 | 9: not on the lane: lane=m1b_3, s_m=400.0
            s_m: 100               | 's_m: 300, route: [north]'| 9: its route leads nowhere: actor=host, route=north
            to_mps: 4              | to_mps: 14               | 9: speed never reached: at_s=2.0, speed_mps=10.0
            to_mps: 4              | 'to_mps: 4, over_s: 2'   | 9: belongs to change_lane and sideways_m: key=over_s
            accelerate_mps2: -2    | speed_up_mps2: 1         | 9: unknown key: key=speed_up_mps2
            at_s: 2                | at_s: 12                 | 9: value out of range: at_s=12
            state: r               | state: x                 | 12: not one letter of GgyruoO for each link
            controller: m2         | controller: m99          | 12: no such controller: controller=m99
            event_type: 401        | 'event_type: 401, sign_type: 3' | 14: not one of two keys: keys=event_type, sign_type
            'path: [m1b_3]'        | 'path: [m1b_9]'          | 14: no such lane: lane=m1b_9
            'host: host'           | 'host: other'            | 16: not equipped, so nobody can tell it anything: host=other
            'counterpart: other'   | 'counterpart: nobody'    | 16: no such actor: counterpart=nobody
            severity: warning      | severity: loud           | 16: unknown severity: severity=loud
            cleared_by_s: 7        | clear_reason: bored      | 16: unknown reason: clear_reason=bored
            id: other              | id: queue                | 10: a kind of place is called so: id=queue
            'accelerate_mps2: -2, to_mps: 4' | emergency_run: maybe | 9: not true or false: emergency_run=maybe
            'never: [ICW]'         | 'never: some'            | 17: neither a list nor all: never=some
            'title_en: Something'  | 'title_en: [Something'   | 4: not YAML
            """)
    void whatIsWrongIsRefusedWithItsLine(String right, String wrong, String reason) {
        String text = good().replaceFirst(Pattern.quote(right), wrong);

        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> read(text))
                .withMessageStartingWith("scenarios/some.yaml:" + reason)
                .withMessageEndingWith("; scenario refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hazard", "sign", "speed_limit", "stop_line", "queue"})
    void aPlaceMayBeTheCounterpart(String place) throws Exception {
        Scenario scenario = read(good().replace("counterpart: other", "counterpart: " + place));

        assertThat(scenario.expected().getFirst().counterpart()).hasValue(place);
    }

    @Test
    void aPedestrianSendsNoReports() {
        String text = good().replace("class: truck, equipped: false", "class: pedestrian, equipped: true");

        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> read(text))
                .withMessageContaining(":10: a pedestrian sends no BSM");
    }

    @Test
    void scenariosDoNotCountIntoTheVersionOfTheZone() throws Exception {
        Path folder = Path.of("..", "zones", "longzi-lake");

        assertThat(Scenarios.names(folder)).isNotEmpty();
        assertThat(ZoneFolder.files(folder).keySet()).noneMatch(name -> name.contains("scenario"));
    }
}
