package io.yunkong.load;

import io.yunkong.load.budget.Budgets;

/** The budgets of every load test, if nobody says otherwise. */
final class StandardBudgets {
    private static final Budgets ALL = Budgets.of(
            "connect.p99=100ms",
            "heartbeat.p99=50ms",
            "warning.p99=50ms",
            "console-connect.max=1000ms",
            "console-first.max=1000ms",
            "console-gap.p99=300ms",
            "console-age.p99=500ms",
            "api-zone.p99=100ms",
            "api-objects.p99=100ms",
            "api-warnings.p99=100ms",
            "api-metrics.p99=100ms");

    private StandardBudgets() {}

    static Budgets of(LoadTest test) {
        return ALL.and(
                switch (test) {
                    case STEADY, MORNING_PEAK, ROGUE_DEVICES, SOAK -> Budgets.of();
                    case BUS_LINE_DAY -> Budgets.of("advice.p99=100ms");
                    case STORM -> Budgets.of("resume.p99=500ms", "away.max=3000ms");
                });
    }
}
