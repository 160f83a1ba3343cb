package io.yunkong.load.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrialTest {
    private static Trial with(String figure, double value) {
        return Trials.trial(Contender.DATAGRAMS, Purpose.SEARCH, 20_000, Map.of(figure, value), 0.1);
    }

    @ParameterizedTest
    @CsvSource({
        "p99_us, 99999, holds",
        "p99_us, 100000, 'does not hold: p99_us=100,000, limit=100,000'",
        "answered, 799, 'does not hold: unanswered=1, limit=0'",
        "lost, 1, 'does not hold: lost=1, limit=0'",
        "missing, 80, holds",
        "missing, 81, 'does not hold: missing=81, limit=80'"
    })
    void holdsWhenAllIsAnsweredInTimeAndHardlyAnythingIsMissingAndElseSaysWhy(
            String figure, double value, String verdict) {
        assertThat(with(figure, value).told()).endsWith("  " + verdict);
        assertThat(with(figure, value).holds()).isEqualTo(verdict.equals("holds"));
    }

    @Test
    void isVoidWhenOthersUseMoreThanTheyMay() {
        assertThat(Trials.trial(Contender.EDGE, Purpose.SEARCH, 20_000, Map.of(), 0.5)
                        .isVoid())
                .isFalse();
        Trial disturbed = Trials.trial(Contender.EDGE, Purpose.SEARCH, 20_000, Map.of(), 0.51);
        assertThat(disturbed.isVoid()).isTrue();
        assertThat(disturbed.told()).contains("others  51 %").endsWith("void");
    }

    @Test
    void nothingIsKnownOfOthersWhereTheSystemDoesNotTell() {
        assertThat(Trials.trial(Contender.EDGE, Purpose.SEARCH, 20_000, Map.of(), Double.NaN)
                        .isVoid())
                .isFalse();
    }
}
