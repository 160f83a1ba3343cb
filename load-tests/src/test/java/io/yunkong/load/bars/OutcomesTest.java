package io.yunkong.load.bars;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.load.bars.Outcome.Verdict;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OutcomesTest {
    private static final Bar FAST = new Bar("P1", "messages a second", Limit.atLeast(1_500, 4_000));
    private static final Bar SOON = new Bar("P2", "latency, ms", Limit.atMost(0.5));

    private static Outcomes outcomes(Outcome... all) {
        return new Outcomes(Arrays.asList(all));
    }

    @ParameterizedTest
    @CsvSource({"1500, 0.5, 0", "1499.9, 0.5, 99", "1500, 0.51, 99"})
    void aFigureAtItsLimitIsKept(double messages, double latency, int exitCode) {
        assertThat(outcomes(Outcome.of(FAST, messages), Outcome.of(SOON, latency))
                        .exitCode())
                .isEqualTo(exitCode);
    }

    @Test
    void whatWasMissedComesBeforeWhatWasNotMeasured() {
        Outcome missed = Outcome.of(FAST, 1);
        Outcome unmeasured = Outcome.without(SOON, Verdict.VOID);
        assertThat(outcomes(unmeasured, missed).exitCode()).isEqualTo(99);
        assertThat(outcomes(unmeasured).exitCode()).isEqualTo(1);
        assertThat(outcomes(Outcome.without(SOON, Verdict.ABSENT)).exitCode())
                .as("nothing is wrong with a machine that has no broker")
                .isZero();
    }

    @Test
    void theTableTellsMustAimFigureAndVerdict() {
        assertThat(outcomes(Outcome.of(FAST, 2_345.6), Outcome.of(SOON, 0.0123)).table())
                .contains(
                        "| P1 | messages a second | >= 1,500 | 4,000 | 2,346 | kept |",
                        "| P2 | latency, ms | <= 0.5 | - | 0.0123 | kept |");
        assertThat(new Outcomes(List.of(Outcome.without(SOON, Verdict.VOID))).table())
                .contains("| - | - | not measured |");
    }
}
