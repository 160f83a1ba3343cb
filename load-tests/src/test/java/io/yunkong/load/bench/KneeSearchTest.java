package io.yunkong.load.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.load.bench.KneeSearch.Range;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KneeSearchTest {
    private static final Range FROM_BELOW = new Range(10_000, 180_000, 20_000, 2);

    @ParameterizedTest
    @ValueSource(ints = {10_000, 10_001, 19_999, 20_000, 63_000, 127_345, 180_000})
    void findsTheHighestRateThatHoldsToAFewPercentFromBelow(int knee) throws Exception {
        int found = KneeSearch.of(FROM_BELOW, rate -> rate <= knee);
        assertThat(found).isBetween((int) (knee / 1.05) - 1, knee);
    }

    @ParameterizedTest
    @CsvSource({"38000, 38000", "38000, 20000", "38000, 90000", "180000, 180000", "10000, 10000"})
    void findsItSoonWhenItBeginsNearby(int first, int knee) throws Exception {
        List<Integer> tried = new ArrayList<>();
        int found = KneeSearch.of(new Range(10_000, 180_000, first, 1.2), rate -> {
            tried.add(rate);
            return rate <= knee;
        });
        assertThat(found).isBetween((int) (knee / 1.05) - 1, knee);
        assertThat(tried.stream().distinct()).hasSizeLessThanOrEqualTo(first == knee ? 5 : 9);
    }

    @Test
    void aRateFailsOnlyWhenItFailsTwiceInARow() throws Exception {
        List<Integer> tried = new ArrayList<>();
        Set<Integer> stalled = new HashSet<>();
        int found = KneeSearch.of(FROM_BELOW, rate -> {
            tried.add(rate);
            return rate <= 63_000 && !stalled.add(rate);
        });
        assertThat(found).isBetween((int) (63_000 / 1.05) - 1, 63_000);
        for (int i = 0; i < tried.size(); i += 2) {
            assertThat(tried.get(i)).isEqualTo(tried.get(i + 1));
        }
    }

    @Test
    void triesNothingAboveTheHighestRateAllowed() throws Exception {
        List<Integer> tried = new ArrayList<>();
        int found = KneeSearch.of(new Range(10_000, 50_000, 20_000, 2), rate -> {
            tried.add(rate);
            return true;
        });
        assertThat(found).isBetween(47_000, 50_000);
        assertThat(tried).allSatisfy(rate -> assertThat(rate).isLessThanOrEqualTo(50_000));
    }

    @Test
    void isZeroWhenNotEvenTheLowestHolds() throws Exception {
        assertThat(KneeSearch.of(FROM_BELOW, rate -> false)).isZero();
    }
}
