package io.yunkong.sim.scenario;

import java.util.Locale;

/**
 * Advice as its host heard it, from the first message to its withdrawal.
 *
 * @param application as people call it: GLOSA …
 * @param host id of the actor that was advised
 * @param manoeuvre what it was told first, in lower case: slow_down …
 * @param minMps the speed band told first; NaN = none
 * @param maxMps likewise
 * @param atS when that came, seconds of the scenario
 * @param endedAtS when it was withdrawn; NaN = not while the scenario lasted
 */
public record Advised(
        String application, String host, String manoeuvre, double minMps, double maxMps, double atS, double endedAtS) {
    boolean fulfils(Scenario.AdviceExpectation expected) {
        return application.equals(expected.application()) && host.equals(expected.host());
    }

    Advised ended(double endAtS) {
        return new Advised(application, host, manoeuvre, minMps, maxMps, atS, endAtS);
    }

    @Override
    public String toString() {
        String band = Double.isNaN(minMps) ? "" : String.format(Locale.ROOT, " %.1f to %.1f m/s", minMps, maxMps);
        return String.format(Locale.ROOT, "%s to %s: %s%s at %.1f s", application, host, manoeuvre, band, atS);
    }
}
