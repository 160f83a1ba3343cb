package io.yunkong.load.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BudgetsTest {
    @ParameterizedTest
    @CsvSource({
        "p99=20ms, WARNING, 99, 20, warning.p99=20ms",
        "warning.p99=20ms, WARNING, 99, 20, warning.p99=20ms",
        "heartbeat.p99.9=50ms, HEARTBEAT, 99.9, 50, heartbeat.p99.9=50ms",
        "away.max=3000ms, AWAY, 100, 3000, away.max=3000ms",
        "api-objects.p50=0ms, API_OBJECTS, 50, 0, api-objects.p50=0ms",
    })
    void readsABudget(String text, MessageClass of, double percentile, int limitMs, String written) {
        Budget budget = Budget.parse(text);
        assertThat(budget).isEqualTo(new Budget(of, new Rank(percentile), limitMs));
        assertThat(budget).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "p99", "p99=20", "p99=20s", "p100=20ms", "99=20ms", "p99=-1ms", "p99=1.5ms", "p99=1000000ms"
            })
    void refusesWhatIsNoBudget(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Budget.parse(text))
                .withMessage("not a budget: value=" + text
                        + ", expected such as p99=20ms, heartbeat.p99.9=50ms or away.max=3000ms; not started");
    }

    @Test
    void refusesAPercentileOfZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Budget.parse("p0=20ms"))
                .withMessage("percentile out of range: percentile=0.0, limit=(0, 100]; not started");
    }

    @Test
    void refusesAClassThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Budget.parse("horn.p99=20ms"))
                .withMessageStartingWith("no such message class: class=horn, known=connect, resume, away, heartbeat");
    }

    @Test
    void refusesAClassThatDoesNotOccur() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Budgets.of("p99=50ms", "connect.p99=9ms").with(List.of("away.max=1ms")))
                .withMessage("message class not in this load test: class=away, known=connect, warning; not started");
    }

    @Test
    void aWantedBudgetReplacesThatOfTheSameRankAndStandsBesideOthers() {
        Budgets budgets = Budgets.of("p99=50ms", "connect.p99=9ms").with(List.of("p99=20ms", "max=70ms"));
        assertThat(budgets.of(MessageClass.WARNING)).hasToString("[warning.p99=20ms, warning.max=70ms]");
        assertThat(budgets.of(MessageClass.CONNECT)).hasToString("[connect.p99=9ms]");
    }

    @Test
    void slackWidensEveryLimit() {
        assertThat(Budgets.of("p99=50ms", "connect.max=9ms").times(10).all())
                .hasToString("[warning.p99=500ms, connect.max=90ms]");
    }

    @Test
    void whatIsNotMeasuredIsLeftOut() {
        assertThat(Budgets.of("p99=50ms", "api-zone.p99=9ms", "console-gap.p99=9ms")
                        .only(known -> !known.overHttp())
                        .all())
                .hasToString("[warning.p99=50ms]");
    }
}
