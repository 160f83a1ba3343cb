package io.yunkong.load.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.load.budget.Check;
import io.yunkong.load.platform.Vitals.Vital;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GrowthTest {
    private static Check heap(IntToDoubleFunction mebibytes) {
        List<Vitals> samples = IntStream.range(0, Growth.SAMPLES)
                .mapToObj(i -> new Vitals(Map.of(
                        Vital.HEAP,
                        mebibytes.applyAsDouble(i),
                        Vital.THREADS,
                        40.0,
                        Vital.SESSIONS,
                        500.0,
                        Vital.TRACKS,
                        500.0)))
                .toList();
        return Growth.checks(samples).getFirst();
    }

    @Test
    void whatVariesDoesNotGrow() {
        assertThat(heap(i -> 100 + (i % 2) * 30).kept()).isTrue();
    }

    @Test
    void whatFillsUpAtTheBeginningDoesNotGrow() {
        assertThat(heap(i -> Math.min(100, 25 * i)).kept()).isTrue();
    }

    @Test
    void whatGrowsAllTheTimeIsFound() {
        Check check = heap(i -> 100 + i * 10);
        assertThat(check.kept()).isFalse();
        assertThat(check.found()).isEqualTo("second quarter=155 last quarter=235");
        assertThat(check.limit()).isEqualTo("<=210");
    }

    @Test
    void oneSampleMoreOrLessIsNoGrowth() {
        assertThat(heap(i -> i == 15 ? 900 : 100).kept()).isTrue();
    }

    @Test
    void aRunWithoutEnoughSamplesIsNotKept() {
        assertThat(Growth.checks(List.of())).hasSize(4).noneMatch(Check::kept);
    }
}
