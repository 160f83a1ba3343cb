package io.yunkong.sim.scenario;

import io.yunkong.wire.WarningApplication;
import java.util.Locale;

/**
 * A warning as its host heard it, from raise to clear.
 *
 * @param host id of the actor that was warned
 * @param counterpart id of the actor, or the kind of place, it was warned of; empty = of nobody of the scenario
 * @param severity the highest it reached, in the order of the numbers
 * @param atS when it came, seconds of the scenario
 * @param clearedAtS when its end came; NaN = not while the scenario lasted
 * @param clearReason why it ended; empty = it did not
 * @param latencyMs from the measurement that triggered it to its arrival
 */
public record Raised(
        WarningApplication application,
        String host,
        String counterpart,
        int severity,
        double atS,
        double clearedAtS,
        String clearReason,
        double latencyMs) {
    boolean fulfils(Scenario.Expectation expected) {
        return application == expected.application()
                && host.equals(expected.host())
                && (expected.counterpart().isEmpty()
                        || expected.counterpart().get().equals(counterpart));
    }

    /** FCW, ICW … */
    public String name() {
        return ScenarioReader.plain(application);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s to %s about %s at %.1f s",
                name(),
                host,
                counterpart.isEmpty() ? "nobody here" : counterpart,
                atS);
    }
}
