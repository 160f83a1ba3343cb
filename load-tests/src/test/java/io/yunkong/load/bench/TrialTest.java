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
        "p99_us, 99999, true",
        "p99_us, 100000, false",
        "answered, 799, false",
        "lost, 1, false",
        "missing, 80, true",
        "missing, 81, false"
    })
    void holdsWhenAllIsAnsweredInTimeAndHardlyAnythingIsMissing(String figure, double value, boolean holds) {
        assertThat(with(figure, value).holds()).isEqualTo(holds);
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
