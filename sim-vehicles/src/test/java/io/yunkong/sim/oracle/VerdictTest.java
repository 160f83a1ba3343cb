package io.yunkong.sim.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.sim.conflict.ConflictKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class VerdictTest {
    private static final PathConflict CONFLICT =
            new PathConflict(PathConflict.Form.FOLLOW, ConflictKind.REAR_END, 7, 8, 70, 80, 20, 22, 23, 0.8, 0, 0);

    @Test
    void aWarningToEitherPartyAboutTheOtherCounts() {
        Verdict verdict = Verdict.of(List.of(CONFLICT), List.of(new Alarm(8, Set.of(7), "FCW", 20.5)));

        assertThat(verdict.judged()).singleElement().satisfies(judged -> {
            assertThat(judged.expected()).isTrue();
            assertThat(judged.warned()).isTrue();
            assertThat(judged.leadS()).isCloseTo(2.3, within(1e-9));
        });
        assertThat(verdict.falseAlarms()).isEmpty();
    }

    @Test
    void aWarningAfterTheClosestMomentIsTooLateButNotFalse() {
        Verdict verdict = Verdict.of(List.of(CONFLICT), List.of(new Alarm(7, Set.of(8), "FCW", 22.4)));

        assertThat(verdict.judged()).noneMatch(Verdict.Judged::warned);
        assertThat(verdict.falseAlarms()).isEmpty();
    }

    @Test
    void aWarningAboutSomebodyElseOrLongBeforeIsFalse() {
        Alarm other = new Alarm(7, Set.of(9), "FCW", 21);
        Alarm early = new Alarm(7, Set.of(8), "FCW", 15.9);
        Verdict verdict = Verdict.of(List.of(CONFLICT), List.of(other, early));

        assertThat(verdict.judged()).noneMatch(Verdict.Judged::warned);
        assertThat(verdict.falseAlarms()).containsExactly(other, early);
    }
}
