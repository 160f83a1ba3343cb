package io.yunkong.map.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.SignalRef;
import io.yunkong.map.road.TurnDirection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SignalStatesTest {
    private static final long NOW = 1_800_000_000_000_000L;
    private static final long UNIT = 1;
    private static final long OTHER_UNIT = 2;
    private static final SignalRef EAST = new SignalRef("c", 0);
    private static final SignalRef NORTH = new SignalRef("c", 2);

    /** Two ways that cross, heads 0 and 2 of one controller, and a crosswalk over both, head 3. */
    private final SignalStates states = new SignalStates(new LaneMap(List.of(
            way(0, LaneKind.VEHICLE, 0, List.of(1, 2), -20, 0, 20, 0),
            way(1, LaneKind.VEHICLE, 2, List.of(0, 2), 0, -20, 0, 20),
            way(2, LaneKind.CROSSWALK, 3, List.of(0, 1), -10, -10, 10, 10),
            way(3, LaneKind.VEHICLE, null, List.of(), 0, 50, 9, 50))));

    private static Lane way(
            int index, LaneKind kind, @Nullable Integer link, List<Integer> conflicts, double... eastNorth) {
        return new Lane(
                index,
                "way" + index,
                "way" + index,
                0,
                "j",
                kind,
                CrossroadsZone.line(eastNorth),
                3.5,
                14,
                List.of(),
                List.of(),
                -1,
                -1,
                TurnDirection.STRAIGHT,
                link == null ? null : new SignalRef("c", link),
                List.of(),
                conflicts);
    }

    private static SignalReport.Head head(int link, Light light) {
        return new SignalReport.Head(link, light, OptionalLong.empty(), OptionalLong.empty(), List.of());
    }

    private static SignalReport report(long station, long atUs, SignalReport.Head... heads) {
        return new SignalReport(station, "c", atUs, List.of(heads));
    }

    private @Nullable SignalDefect tell(long station, long atUs, SignalReport.Head... heads) {
        return states.accept(report(station, atUs, heads), atUs);
    }

    @Test
    void tellsWhatAHeadShowsAndSinceWhen() {
        assertThat(tell(UNIT, NOW, head(0, Light.RED), head(2, Light.PROTECTED_GREEN)))
                .isNull();
        assertThat(tell(UNIT, NOW + 100_000, head(0, Light.RED), head(2, Light.YELLOW)))
                .isNull();

        SignalState red = states.find(EAST, NOW + 150_000).orElseThrow();
        assertThat(red).isEqualTo(new SignalState(Light.RED, NOW, OptionalLong.empty(), List.of(), NOW + 100_000));
        assertThat(red.ageMs(NOW + 150_000)).isEqualTo(50);
        assertThat(states.find(NORTH, NOW + 150_000).orElseThrow().sinceUs()).isEqualTo(NOW + 100_000);
        assertThat(states.taken()).isEqualTo(2);
        assertThat(states.refused()).isEmpty();
    }

    @Test
    void knowsNothingAnyMoreAfterHalfASecondAndBeginsAnew() {
        assertThat(tell(UNIT, NOW, head(0, Light.RED))).isNull();
        assertThat(states.find(EAST, NOW + SignalStates.AGE_MAX_US)).isPresent();
        assertThat(states.find(EAST, NOW + SignalStates.AGE_MAX_US + 1)).isEmpty();

        assertThat(tell(UNIT, NOW + 2_000_000, head(0, Light.RED))).isNull();
        assertThat(states.find(EAST, NOW + 2_000_000).orElseThrow().sinceUs())
                .as("it may have been green in between")
                .isEqualTo(NOW + 2_000_000);
    }

    @Test
    void ofOtherLanesNothingIsKnownUntilItIsToldAgain() {
        assertThat(tell(UNIT, NOW, head(0, Light.RED), head(2, Light.RED))).isNull();
        states.activate(new LaneMap(List.of(way(0, LaneKind.VEHICLE, 0, List.of(), -20, 0, 20, 0))));

        assertThat(states.find(EAST, NOW)).isEmpty();
        assertThat(states.governs(NORTH)).isFalse();
        assertThat(tell(UNIT, NOW, head(0, Light.RED), head(2, Light.RED))).isEqualTo(SignalDefect.UNKNOWN_HEAD);
        assertThat(states.find(EAST, NOW)).isPresent();
        assertThat(states.find(NORTH, NOW)).isEmpty();
    }

    @Test
    void takesTheTimesThatAreTold() {
        SignalReport.Head red = new SignalReport.Head(
                0, Light.RED, OptionalLong.of(NOW - 9_000_000), OptionalLong.of(NOW + 300_000), List.of());
        assertThat(tell(UNIT, NOW, red)).isNull();
        SignalState state = states.find(EAST, NOW + 300_000).orElseThrow();
        assertThat(state.sinceUs()).isEqualTo(NOW - 9_000_000);
        assertThat(state.untilUs()).hasValue(NOW + 300_000);
        assertThat(states.find(EAST, NOW + 300_001)).as("it has ended").isEmpty();
    }

    @Test
    void refusesWhatTheZoneDoesNotHave() {
        SignalReport elsewhere = new SignalReport(UNIT, "d", NOW, List.of(head(0, Light.RED)));
        assertThat(states.accept(elsewhere, NOW)).isEqualTo(SignalDefect.UNKNOWN_CONTROLLER);
        assertThat(tell(UNIT, NOW, head(1, Light.RED), head(0, Light.RED), head(-1, Light.RED), head(99, Light.RED)))
                .isEqualTo(SignalDefect.UNKNOWN_HEAD);

        assertThat(states.find(EAST, NOW)).as("the head it has is known").isPresent();
        assertThat(states.governs(EAST)).isTrue();
        assertThat(states.governs(new SignalRef("c", 1))).isFalse();
        assertThat(states.governs(new SignalRef("d", 0))).isFalse();
        assertThat(states.refused())
                .isEqualTo(Map.of(SignalDefect.UNKNOWN_CONTROLLER, 1L, SignalDefect.UNKNOWN_HEAD, 3L));
    }

    @Test
    void refusesOldAndFutureNews() {
        assertThat(states.accept(report(UNIT, NOW - 500_001, head(0, Light.RED)), NOW))
                .isEqualTo(SignalDefect.TOO_OLD);
        assertThat(states.accept(report(UNIT, NOW + 200_001, head(0, Light.RED)), NOW))
                .isEqualTo(SignalDefect.FROM_FUTURE);
        assertThat(tell(UNIT, NOW, head(0, Light.RED))).isNull();
        assertThat(states.accept(report(UNIT, NOW - 1, head(0, Light.PROTECTED_GREEN)), NOW))
                .isEqualTo(SignalDefect.OUT_OF_ORDER);
        assertThat(states.find(EAST, NOW).orElseThrow().light()).isEqualTo(Light.RED);
    }

    @Test
    void takesNothingOfAReportThatContradictsItself() {
        assertThat(tell(UNIT, NOW, head(0, Light.PROTECTED_GREEN), head(2, Light.PROTECTED_GREEN)))
                .isEqualTo(SignalDefect.CONFLICTING_GREENS);
        assertThat(tell(UNIT, NOW, head(0, Light.RED), head(0, Light.YELLOW)))
                .isEqualTo(SignalDefect.TWO_PRESENT_LIGHTS);
        assertThat(states.find(EAST, NOW)).isEmpty();

        assertThat(tell(UNIT, NOW, head(0, Light.PROTECTED_GREEN), head(2, Light.PERMISSIVE_GREEN)))
                .as("who turns gives way")
                .isNull();
        assertThat(tell(UNIT, NOW, head(0, Light.PROTECTED_GREEN), head(3, Light.PROTECTED_GREEN)))
                .as("over a crosswalk vehicles give way")
                .isNull();
    }

    @Test
    void takesNoLightThatEndsBeforeItBegins() {
        SignalReport.Head odd =
                new SignalReport.Head(0, Light.RED, OptionalLong.of(NOW), OptionalLong.of(NOW - 100_000), List.of());
        assertThat(tell(UNIT, NOW, odd, head(2, Light.RED))).isEqualTo(SignalDefect.END_BEFORE_BEGIN);
        assertThat(states.find(EAST, NOW)).isEmpty();
        assertThat(states.find(NORTH, NOW)).isPresent();
    }

    @Test
    void knowsNothingWhileTwoStationsTellDifferentThings() {
        assertThat(tell(UNIT, NOW, head(0, Light.RED))).isNull();
        assertThat(tell(OTHER_UNIT, NOW + 10_000, head(0, Light.RED)))
                .as("they agree")
                .isNull();
        assertThat(tell(OTHER_UNIT, NOW + 20_000, head(0, Light.PROTECTED_GREEN)))
                .isEqualTo(SignalDefect.DISPUTED);
        assertThat(states.find(EAST, NOW + 20_000)).isEmpty();

        for (int i = 1; i <= 6; i++) {
            assertThat(tell(UNIT, NOW + i * 100_000L, head(0, Light.RED))).isNull();
        }
        assertThat(states.find(EAST, NOW + 600_000)).as("the other is silent").isPresent();
    }

    @Test
    void anotherStationMayTakeOver() {
        List<@Nullable SignalDefect> defects = new ArrayList<>();
        defects.add(tell(UNIT, NOW, head(0, Light.RED)));
        defects.add(tell(OTHER_UNIT, NOW + 600_000, head(0, Light.PROTECTED_GREEN)));
        assertThat(defects).containsOnlyNulls();
        assertThat(states.find(EAST, NOW + 600_000).orElseThrow().light()).isEqualTo(Light.PROTECTED_GREEN);
    }
}
