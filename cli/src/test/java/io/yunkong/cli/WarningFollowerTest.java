package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What has happened between two looks at a list of warnings; times in seconds. */
final class WarningFollowerTest {
    private static final long S = 1_000_000;

    private final WarningFollower follower = new WarningFollower(90 * S);

    @Test
    void theFirstLookTellsOfThoseThatAreActiveAndOfThoseThatEndedSince() {
        assertThat(look(
                        100,
                        warning("active", 99, 99, "raised", "warning"),
                        warning("ended", 92, 95, "cleared", "warning"),
                        warning("long-ended", 80, 85, "cleared", "warning")))
                .containsExactly("ended raised 92", "ended cleared 95", "active raised 99");
    }

    @Test
    void aWarningIsToldWhenItIsRaisedChangesItsSeverityAndEnds() {
        assertThat(look(100)).isEmpty();
        assertThat(look(101, warning("a", 101, 101, "raised", "warning"))).containsExactly("a raised 101");
        assertThat(look(102, warning("a", 101, 102, "updated", "warning"))).isEmpty();
        assertThat(look(103, warning("a", 101, 103, "updated", "imminent"))).containsExactly("a worse 103");
        assertThat(look(104, warning("a", 101, 104, "updated", "caution", "imminent")))
                .containsExactly("a milder 104");
        assertThat(look(105, warning("a", 101, 105, "cleared", "caution", "imminent")))
                .containsExactly("a cleared 105");
        assertThat(look(106, warning("a", 101, 105, "cleared", "caution", "imminent")))
                .isEmpty();
    }

    @Test
    void whatBeganAndEndedBetweenTwoLooksIsTold() {
        look(100, warning("a", 99, 99, "raised", "caution"));
        assertThat(look(
                        104,
                        warning("b", 101, 103, "cleared", "warning"),
                        warning("a", 99, 102, "cleared", "caution", "imminent")))
                .as("a was urgent for a moment, b was never seen active")
                .containsExactly("a worse 102", "a cleared 102", "b raised 101", "b cleared 103");
    }

    @Test
    void aWarningThatNobodyRenewsNorClearsExpires() {
        look(100, warning("a", 100, 100, "raised", "warning"));
        assertThat(look(102, warning("a", 100, 100, "raised", "warning"))).isEmpty();
        assertThat(look(104, warning("a", 100, 100, "raised", "warning"))).containsExactly("a expired 101");
        assertThat(look(105, warning("a", 100, 100, "raised", "warning"))).isEmpty();
        assertThat(look(106, warning("a", 100, 106, "updated", "warning")))
                .as("its node is back")
                .containsExactly("a raised 106");
    }

    @Test
    void aWarningThatTurnsOutToBeTheDangerOfAnotherIsToldAsMerged() {
        look(100, warning("b", 100, 100, "raised", "warning"), warning("a", 99, 99, "raised", "warning"));
        List<WarningFollower.Event> events =
                follower.look(List.of(warning("a", 99, 101, "updated", "warning", "warning", "b")), 101 * S);
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.step()).isEqualTo(WarningFollower.Step.MERGED);
            assertThat(event.id()).isEqualTo("b");
            assertThat(event.warning().id()).isEqualTo("a");
        });
    }

    @Test
    void aListIsLongEnoughWhenItReachesBackToWhatWasKnownAndHasAllThatIsActive() {
        WarningAnswer active = warning("active", 98, 98, "raised", "warning");
        WarningAnswer known = warning("known", 99, 99, "cleared", "warning");
        WarningAnswer fresh = warning("new", 101, 101, "raised", "warning");
        look(100, known, active);
        assertThat(follower.isEnough(List.of(fresh, known), 2))
                .as("active is missing")
                .isFalse();
        assertThat(follower.isEnough(List.of(fresh), 1)).as("nothing known").isFalse();
        assertThat(follower.isEnough(List.of(fresh), 2)).as("there are no more").isTrue();
        assertThat(follower.isEnough(List.of(fresh, known, active), 3)).isTrue();
        assertThat(follower.hasGap(List.of(fresh), 1)).isTrue();
        assertThat(follower.hasGap(List.of(fresh, known), 2)).isFalse();
    }

    private List<String> look(long nowS, WarningAnswer... newestFirst) {
        return follower.look(Arrays.asList(newestFirst), nowS * S).stream()
                .map(event -> event.id() + " " + event.step().code() + " " + event.atUs() / S)
                .toList();
    }

    private static WarningAnswer warning(String id, long raisedS, long updatedS, String phase, String severity) {
        return warning(id, raisedS, updatedS, phase, severity, severity);
    }

    private static WarningAnswer warning(
            String id,
            long raisedS,
            long updatedS,
            String phase,
            String severity,
            String highest,
            String... duplicates) {
        String json = """
                {"warning_id":"%s","phase":"%s","severity":"%s","highest_severity":"%s",
                 "raised_at_us":%d,"updated_at_us":%d,"valid_until_us":%d,"duplicates":[%s]}""".formatted(
                        id,
                        phase,
                        severity,
                        highest,
                        raisedS * S,
                        updatedS * S,
                        (updatedS + 1) * S,
                        String.join(
                                ",",
                                Arrays.stream(duplicates)
                                        .map(other -> "\"" + other + "\"")
                                        .toList()));
        try {
            return new WarningAnswer(ApiObject.parse(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
