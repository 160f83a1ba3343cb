package io.yunkong.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.load.budget.Budgets;
import io.yunkong.load.budget.Check;
import io.yunkong.load.gatling.ClassFigures;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SummaryTest {
    @Test
    void tellsEveryClassBesideItsBudgets() {
        List<ClassFigures> figures = List.of(
                new ClassFigures("warning", 1200, 0, percentile -> percentile / 2),
                new ClassFigures("connect", 7, 2, percentile -> percentile));

        assertThat(Summary.classes(figures, Budgets.of("p99=50ms", "max=49ms", "advice.p99=9ms"))
                        .lines())
                .containsExactly(
                        "class    count  failed  p50  p99  p99.9  max  budget             verdict",
                        "connect      7       2   50   99    100  100  -                  -",
                        "warning   1200       0   25   50     50   50  p99=50ms max=49ms  MISSED",
                        "advice       0       0    -    -      -    -  p99=9ms            MISSED");
    }

    @Test
    void tellsWhatElseWasLookedAt() {
        assertThat(Summary.checks(List.of(new Check("uplink", "sent=1 received=1", "equal", true)))
                        .lines())
                .containsExactly(
                        "looked at  found              wanted  verdict", "uplink     sent=1 received=1  equal   kept");
    }

    @Test
    void tellsTheFiveMostFrequentFailures() {
        assertThat(Summary.failures(List.of("9 x a", "8 x b", "7 x c", "6 x d", "5 x e", "4 x f"))
                        .lines())
                .hasSize(5)
                .startsWith("failed: 9 x a");
    }
}
