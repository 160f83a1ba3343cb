package io.yunkong.sim.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * What came of a scenario.
 *
 * @param raised every warning that was heard, in order of time
 * @param advised all advice that was heard, likewise
 * @param faults what is wrong with that, a sentence each; none = passed
 */
public record Outcome(Scenario scenario, List<Raised> raised, List<Advised> advised, List<String> faults) {
    public Outcome {
        raised = List.copyOf(raised);
        advised = List.copyOf(advised);
        faults = List.copyOf(faults);
    }

    public boolean passed() {
        return faults.isEmpty();
    }

    /** The same with more things that are wrong. */
    public Outcome with(List<String> wrong) {
        List<String> more = new ArrayList<>(faults);
        more.addAll(wrong);
        return new Outcome(scenario, raised, advised, more);
    }

    /** Compares what was heard with what the scenario expects. */
    static Outcome judge(Scenario scenario, List<Raised> raised, List<Advised> advised) {
        List<String> faults = new ArrayList<>();
        for (Scenario.Expectation expected : scenario.expected()) {
            raised.stream()
                    .filter(one -> one.fulfils(expected))
                    .findFirst()
                    .ifPresentOrElse(first -> check(expected, first, faults), () -> {
                        if (!expected.optional()) {
                            faults.add("not raised: " + text(expected));
                        }
                    });
        }
        for (Raised one : raised) {
            if (scenario.never().contains(one.application())
                    && scenario.expected().stream().noneMatch(one::fulfils)) {
                faults.add("false alarm: " + one + ", " + one.trace());
            }
        }
        judgeAdvice(scenario, advised, faults);
        return new Outcome(scenario, raised, advised, faults);
    }

    private static void judgeAdvice(Scenario scenario, List<Advised> advised, List<String> faults) {
        for (Scenario.AdviceExpectation expected : scenario.advised()) {
            advised.stream()
                    .filter(one -> one.fulfils(expected))
                    .findFirst()
                    .ifPresentOrElse(
                            first -> check(expected, first, faults),
                            () -> faults.add("not advised: " + text(expected)));
        }
        for (Advised one : advised) {
            if (one.application().equals(scenario.application())
                    && scenario.advised().stream().noneMatch(one::fulfils)) {
                faults.add("advice that nobody expects: " + one);
            }
        }
    }

    private static void check(Scenario.AdviceExpectation expected, Advised first, List<String> faults) {
        if (first.atS() < expected.fromS()) {
            faults.add("at another time: " + first.beside(expected.fromS()) + ", expected=" + text(expected));
        } else if (first.atS() > expected.toS()) {
            faults.add("at another time: " + first.beside(expected.toS()) + ", expected=" + text(expected));
        }
        if (!first.first().equals(expected.manoeuvre())) {
            faults.add("another manoeuvre: " + first + ", expected=" + text(expected));
        }
        boolean tooSlow = !Double.isNaN(expected.minMps()) && !(first.minMps() >= expected.minMps());
        boolean tooFast = !Double.isNaN(expected.maxMps()) && !(first.maxMps() <= expected.maxMps());
        if (tooSlow || tooFast) {
            faults.add(
                    "other speeds: " + first + ", expected=" + window(expected.minMps(), expected.maxMps()) + " m/s");
        }
        if (!Double.isNaN(expected.endedByS()) && !(first.endedAtS() <= expected.endedByS())) {
            faults.add("not withdrawn in time: " + first + ", ended_at_s="
                    + Digits.beside(expected.endedByS(), first.endedAtS()) + ", limit="
                    + Digits.all(expected.endedByS()));
        }
    }

    private static String text(Scenario.AdviceExpectation expected) {
        return expected.application() + " to " + expected.host() + ": " + expected.manoeuvre() + " in "
                + window(expected.fromS(), expected.toS()) + " s";
    }

    private static void check(Scenario.Expectation expected, Raised first, List<String> faults) {
        if (first.atS() < expected.fromS()) {
            faults.add("too early: " + first.beside(expected.fromS()) + ", expected=" + text(expected) + ", "
                    + first.trace());
        } else if (first.atS() > expected.toS()) {
            faults.add("too late: " + first.beside(expected.toS()) + ", expected=" + text(expected) + ", "
                    + first.trace());
        }
        if (first.severity() < expected.severityMin()) {
            faults.add("too mild: " + first + ", limit=" + Raised.severityName(expected.severityMin()) + ", "
                    + first.trace());
        }
        if (!Double.isNaN(expected.clearedByS()) && !(first.clearedAtS() <= expected.clearedByS())) {
            faults.add("not cleared in time: " + first + ", cleared_at_s="
                    + Digits.beside(expected.clearedByS(), first.clearedAtS()) + ", limit="
                    + Digits.all(expected.clearedByS()) + ", " + first.trace());
        }
        expected.clearReason()
                .filter(reason -> !first.clearReason().equals(reason))
                .ifPresent(reason -> faults.add("cleared for another reason: " + first + ", clear_reason="
                        + first.clearReason() + ", expected=" + reason + ", " + first.trace()));
    }

    private static String text(Scenario.Expectation expected) {
        return ScenarioReader.plain(expected.application()) + " to " + expected.host()
                + expected.counterpart().map(id -> " about " + id).orElse("") + " in "
                + window(expected.fromS(), expected.toS()) + " s";
    }

    private static String window(double from, double to) {
        return "[" + Digits.all(from) + ", " + Digits.all(to) + "]";
    }
}
