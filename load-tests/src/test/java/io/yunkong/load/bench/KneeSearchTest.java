package io.yunkong.load.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KneeSearchTest {
    @ParameterizedTest
    @ValueSource(ints = {10_000, 10_001, 19_999, 20_000, 63_000, 127_345, 180_000})
    void findsTheHighestRateThatHoldsToAFewPercentFromBelow(int knee) throws Exception {
        int found = KneeSearch.of(10_000, 180_000, rate -> rate <= knee);
        assertThat(found).isBetween((int) (knee / 1.05) - 1, knee);
    }

    @Test
    void triesNothingAboveTheHighestRateAllowed() throws Exception {
        List<Integer> tried = new ArrayList<>();
        int found = KneeSearch.of(10_000, 50_000, rate -> {
            tried.add(rate);
            return true;
        });
        assertThat(found).isBetween(47_000, 50_000);
        assertThat(tried).allSatisfy(rate -> assertThat(rate).isLessThanOrEqualTo(50_000));
    }

    @Test
    void isZeroWhenNotEvenTheFirstHolds() throws Exception {
        assertThat(KneeSearch.of(10_000, 180_000, rate -> false)).isZero();
    }
}
