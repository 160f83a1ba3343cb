package io.yunkong.sim.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
                faults.add("false alarm: " + one);
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
        if (first.atS() < expected.fromS() || first.atS() > expected.toS()) {
            faults.add("at another time: " + first + ", expected=" + text(expected));
        }
        if (!first.first().equals(expected.manoeuvre())) {
            faults.add("another manoeuvre: " + first + ", expected=" + text(expected));
        }
        boolean tooSlow = !Double.isNaN(expected.minMps()) && !(first.minMps() >= expected.minMps());
        boolean tooFast = !Double.isNaN(expected.maxMps()) && !(first.maxMps() <= expected.maxMps());
        if (tooSlow || tooFast) {
            faults.add(String.format(
                    Locale.ROOT,
                    "other speeds: %s, expected=[%.1f, %.1f] m/s",
                    first,
                    expected.minMps(),
                    expected.maxMps()));
        }
        if (!Double.isNaN(expected.endedByS()) && !(first.endedAtS() <= expected.endedByS())) {
            faults.add(String.format(
                    Locale.ROOT,
                    "not withdrawn in time: %s, ended_at_s=%.1f, limit=%.1f",
                    first,
                    first.endedAtS(),
                    expected.endedByS()));
        }
    }

    private static String text(Scenario.AdviceExpectation expected) {
        return String.format(
                Locale.ROOT,
                "%s to %s: %s in [%.1f, %.1f] s",
                expected.application(),
                expected.host(),
                expected.manoeuvre(),
                expected.fromS(),
                expected.toS());
    }

    private static void check(Scenario.Expectation expected, Raised first, List<String> faults) {
        if (first.atS() < expected.fromS()) {
            faults.add("too early: " + first + ", expected=" + text(expected));
        } else if (first.atS() > expected.toS()) {
            faults.add("too late: " + first + ", expected=" + text(expected));
        }
        if (first.severity() < expected.severityMin()) {
            faults.add("too mild: " + first + ", severity=" + first.severity() + ", limit=" + expected.severityMin());
        }
        if (!Double.isNaN(expected.clearedByS()) && !(first.clearedAtS() <= expected.clearedByS())) {
            faults.add(String.format(
                    Locale.ROOT,
                    "not cleared in time: %s, cleared_at_s=%.1f, limit=%.1f",
                    first,
                    first.clearedAtS(),
                    expected.clearedByS()));
        }
        expected.clearReason()
                .filter(reason -> !first.clearReason().equals(reason))
                .ifPresent(reason -> faults.add("cleared for another reason: " + first + ", clear_reason="
                        + first.clearReason() + ", expected=" + reason));
    }

    private static String text(Scenario.Expectation expected) {
        return String.format(
                Locale.ROOT,
                "%s to %s%s in [%.1f, %.1f] s",
                ScenarioReader.plain(expected.application()),
                expected.host(),
                expected.counterpart().map(id -> " about " + id).orElse(""),
                expected.fromS(),
                expected.toS());
    }
}
