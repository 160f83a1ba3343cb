package io.yunkong.cloud.tile;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.warn.ParameterChange;
import org.junit.jupiter.api.Test;

class ParameterHistoryTest {
    private static ParameterChange change(int number) {
        return new ParameterChange("strip", "fcw", "hysteresis_s", "s", number, number + 1, "a", "b");
    }

    @Test
    void keepsTheLastChangesNewestFirstAndCountsAll() {
        ParameterHistory history = new ParameterHistory();
        assertThat(history.latest()).isEmpty();
        for (int i = 0; i < ParameterHistory.CHANGES_MAX + 3; i++) {
            history.record(1_000 + i, change(i));
        }
        assertThat(history.latest())
                .hasSize(ParameterHistory.CHANGES_MAX)
                .startsWith(
                        new ParameterHistory.Entry(1_102, change(102)), new ParameterHistory.Entry(1_101, change(101)))
                .endsWith(new ParameterHistory.Entry(1_003, change(3)));
        assertThat(history.total()).isEqualTo(ParameterHistory.CHANGES_MAX + 3);
    }
}
