package io.yunkong.sim.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Advice as its host heard it, from the first message to its withdrawal.
 *
 * @param application as people call it: GLOSA …
 * @param host id of the actor that was advised
 * @param manoeuvres what it was told, one after the other, in lower case: slow_down …; one or more
 * @param minMps the speed band told first; NaN = none
 * @param maxMps likewise
 * @param atS when that came, seconds of the scenario
 * @param endedAtS when it was withdrawn; NaN = not while the scenario lasted
 */
public record Advised(
        String application,
        String host,
        List<String> manoeuvres,
        double minMps,
        double maxMps,
        double atS,
        double endedAtS) {
    public Advised {
        manoeuvres = List.copyOf(manoeuvres);
    }

    /** The manoeuvre that it was told first. */
    String first() {
        return manoeuvres.getFirst();
    }

    boolean fulfils(Scenario.AdviceExpectation expected) {
        return application.equals(expected.application()) && host.equals(expected.host());
    }

    /** The same, and it was told this then. */
    Advised then(String manoeuvre) {
        if (manoeuvres.getLast().equals(manoeuvre)) {
            return this;
        }
        List<String> more = new ArrayList<>(manoeuvres);
        more.add(manoeuvre);
        return new Advised(application, host, more, minMps, maxMps, atS, endedAtS);
    }

    Advised ended(double endAtS) {
        return new Advised(application, host, manoeuvres, minMps, maxMps, atS, endAtS);
    }

    /** With its time so exact that one sees on which side of the limit it is. */
    String beside(double limitS) {
        return text(Digits.beside(limitS, atS));
    }

    @Override
    public String toString() {
        return text(String.format(Locale.ROOT, "%.1f", atS));
    }

    private String text(String timeS) {
        String band = Double.isNaN(minMps) ? "" : " " + Digits.all(minMps) + " to " + Digits.all(maxMps) + " m/s";
        String then =
                manoeuvres.size() == 1 ? "" : ", then " + String.join(", ", manoeuvres.subList(1, manoeuvres.size()));
        return application + " to " + host + ": " + first() + band + " at " + timeS + " s" + then;
    }
}
