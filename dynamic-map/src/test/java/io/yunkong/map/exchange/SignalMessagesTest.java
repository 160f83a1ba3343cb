package io.yunkong.map.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneException;
import io.yunkong.map.road.ZoneFolder;
import io.yunkong.map.signal.Light;
import io.yunkong.map.signal.LightToCome;
import io.yunkong.map.signal.SignalDefect;
import io.yunkong.map.signal.SignalReport;
import io.yunkong.map.signal.SignalReport.Head;
import io.yunkong.wire.csae.IntersectionState;
import io.yunkong.wire.csae.LightState;
import io.yunkong.wire.csae.NodeReferenceID;
import io.yunkong.wire.csae.Phase;
import io.yunkong.wire.csae.PhaseState;
import io.yunkong.wire.csae.SPAT;
import io.yunkong.wire.csae.TimeChangeDetails;
import io.yunkong.wire.csae.TimeCountingDown;
import io.yunkong.wire.csae.UTCTiming;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SPAT for the test zone "mini": one controller, "j", with three heads that are three phases: 1, 2 and 3 are links 0, 1 and 2. */
final class SignalMessagesTest {
    private static final long UNIT = 7;
    /** 100 s before a full hour. */
    private static final long NOW_US = 1_800_003_500_000_000L;

    private static Zone zone;
    private static int node;

    private final List<SignalDefect> refused = new ArrayList<>();

    @BeforeAll
    static void readZone() throws ZoneException {
        zone = ZoneFolder.read(Path.of("src", "test", "resources", "zones", "mini"));
        node = MapMessages.of(zone).maps().stream()
                .filter(map -> map.name().equals("j"))
                .findFirst()
                .orElseThrow()
                .node();
    }

    private static SPAT.Builder spat(IntersectionState.Builder intersection) {
        return SPAT.newBuilder().addIntersections(intersection);
    }

    private static IntersectionState.Builder at(int number) {
        return IntersectionState.newBuilder()
                .setIntersectionId(NodeReferenceID.newBuilder().setId(number));
    }

    private static Phase.Builder phase(int id, PhaseState.Builder... states) {
        Phase.Builder phase = Phase.newBuilder().setId(id);
        for (PhaseState.Builder state : states) {
            phase.addPhaseStates(state);
        }
        return phase;
    }

    private static PhaseState.Builder shows(LightState light) {
        return PhaseState.newBuilder().setLight(light);
    }

    private static PhaseState.Builder counts(LightState light, int start, int end) {
        return shows(light)
                .setTiming(TimeChangeDetails.newBuilder()
                        .setCounting(TimeCountingDown.newBuilder()
                                .setStartTime(start)
                                .setLikelyEndTime(end)));
    }

    private static PhaseState.Builder utc(LightState light, int start, int end) {
        return shows(light)
                .setTiming(TimeChangeDetails.newBuilder()
                        .setUtcTiming(
                                UTCTiming.newBuilder().setStartUTCTime(start).setLikelyEndUTCTime(end)));
    }

    private List<SignalReport> read(SPAT.Builder spat) {
        return new SignalMessages(zone).reports(spat.build(), UNIT, NOW_US, refused::add);
    }

    private List<Head> heads(Phase.Builder... phases) {
        IntersectionState.Builder intersection = at(node);
        for (Phase.Builder phase : phases) {
            intersection.addPhases(phase);
        }
        return read(spat(intersection)).stream()
                .flatMap(report -> report.heads().stream())
                .toList();
    }

    private static Head head(int link, Light light, OptionalLong since, OptionalLong until, LightToCome... next) {
        return new Head(link, light, since, until, List.of(next));
    }

    private static OptionalLong afterS(double seconds) {
        return OptionalLong.of(NOW_US + Math.round(seconds * 1e6));
    }

    @Test
    void findsTheHeadsByTheNumbersOfTheZonesMapMessages() {
        List<SignalReport> reports = read(spat(at(node).setTimeStamp((int) (NOW_US / 1000 % 60_000) - 40)
                .addPhases(phase(1, shows(LightState.LightState_red)))
                .addPhases(phase(2, shows(LightState.LightState_permissive_green)))));
        assertThat(reports)
                .containsExactly(new SignalReport(
                        UNIT,
                        "j",
                        NOW_US - 40_000,
                        List.of(
                                head(0, Light.RED, OptionalLong.empty(), OptionalLong.empty()),
                                head(1, Light.PERMISSIVE_GREEN, OptionalLong.empty(), OptionalLong.empty()))));
        assertThat(refused).isEmpty();
    }

    @Test
    void takesTheStateOfNowAmongThoseToCome() {
        assertThat(heads(
                        phase(
                                1,
                                counts(LightState.LightState_protected_green, 120, 300),
                                counts(LightState.LightState_red, 0, 120)),
                        phase(
                                2,
                                utc(LightState.LightState_yellow, 34_980, 35_000 + 5),
                                utc(LightState.LightState_red, 35_005, 35_300)),
                        phase(3, counts(LightState.LightState_red, 0, 36_000))))
                .containsExactly(
                        head(
                                0,
                                Light.RED,
                                OptionalLong.empty(),
                                afterS(12),
                                new LightToCome(
                                        Light.PROTECTED_GREEN, afterS(12).getAsLong(), afterS(30))),
                        head(
                                1,
                                Light.YELLOW,
                                afterS(-2),
                                afterS(0.5),
                                new LightToCome(Light.RED, afterS(0.5).getAsLong(), afterS(30))),
                        head(2, Light.RED, OptionalLong.empty(), OptionalLong.empty()));
        assertThat(refused).isEmpty();
    }

    @Test
    void tellsWhenALightIsToBeShownAgain() {
        PhaseState.Builder green = counts(LightState.LightState_protected_green, 0, 50);
        green.getTimingBuilder().getCountingBuilder().setNextStartTime(600).setNextDuration(250);
        PhaseState.Builder red = utc(LightState.LightState_red, 34_900, 35_100);
        red.getTimingBuilder().getUtcTimingBuilder().setNextStartUTCTime(35_500).setNextEndUTCTime(100);
        assertThat(heads(phase(1, green), phase(2, red)))
                .containsExactly(
                        head(
                                0,
                                Light.PROTECTED_GREEN,
                                OptionalLong.empty(),
                                afterS(5),
                                new LightToCome(
                                        Light.PROTECTED_GREEN, afterS(60).getAsLong(), afterS(85))),
                        head(
                                1,
                                Light.RED,
                                afterS(-10),
                                afterS(10),
                                new LightToCome(Light.RED, afterS(50).getAsLong(), afterS(110))));
    }

    @Test
    void ofLightsToComeThatOverlapNoneIsUsed() {
        assertThat(heads(
                        phase(
                                1,
                                counts(LightState.LightState_red, 0, 300),
                                counts(LightState.LightState_protected_green, 100, 400)),
                        phase(
                                2,
                                counts(LightState.LightState_red, 0, 100),
                                counts(LightState.LightState_protected_green, 100, 300),
                                counts(LightState.LightState_red, 200, 400))))
                .containsExactly(
                        head(0, Light.RED, OptionalLong.empty(), afterS(30)),
                        head(1, Light.RED, OptionalLong.empty(), afterS(10)));
        assertThat(refused).containsExactly(SignalDefect.LIGHTS_OVERLAP, SignalDefect.LIGHTS_OVERLAP);
    }

    @Test
    void aLightThatIsToComeNobodySaysWhenIsNone() {
        assertThat(heads(phase(
                        1,
                        counts(LightState.LightState_red, 0, 200),
                        counts(LightState.LightState_protected_green, 36_001, 36_001))))
                .containsExactly(head(0, Light.RED, OptionalLong.empty(), afterS(20)));
        assertThat(refused).isEmpty();
    }

    @Test
    void countsOnIntoTheNextHour() {
        assertThat(heads(phase(1, utc(LightState.LightState_red, 34_900, 200))))
                .containsExactly(head(0, Light.RED, afterS(-10), afterS(120)));
    }

    @Test
    void namesWhatCannotBe() {
        assertThat(read(spat(at(4711).addPhases(phase(1, shows(LightState.LightState_red))))))
                .isEmpty();
        assertThat(heads(
                        phase(9, shows(LightState.LightState_red)),
                        phase(1, counts(LightState.LightState_red, 300, 50)),
                        phase(2, shows(LightState.LightState_red), shows(LightState.LightState_yellow)),
                        phase(3, counts(LightState.LightState_red, 100, 200))))
                .isEmpty();
        assertThat(read(spat(at(node).setStatus(1 << 9).addPhases(phase(1, shows(LightState.LightState_red))))))
                .isEmpty();
        assertThat(refused)
                .containsExactly(
                        SignalDefect.UNKNOWN_CONTROLLER,
                        SignalDefect.UNKNOWN_HEAD,
                        SignalDefect.END_BEFORE_BEGIN,
                        SignalDefect.TWO_PRESENT_LIGHTS,
                        SignalDefect.NO_PRESENT_LIGHT,
                        SignalDefect.CONTROLLER_FAILED);
    }
}
