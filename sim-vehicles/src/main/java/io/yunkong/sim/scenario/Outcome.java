package io.yunkong.sim.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What came of a scenario.
 *
 * @param raised every warning that was heard, in order of time
 * @param faults what is wrong with that, a sentence each; none = passed
 */
public record Outcome(Scenario scenario, List<Raised> raised, List<String> faults) {
    public Outcome {
        raised = List.copyOf(raised);
        faults = List.copyOf(faults);
    }

    public boolean passed() {
        return faults.isEmpty();
    }

    /** The same with more things that are wrong. */
    public Outcome with(List<String> wrong) {
        List<String> more = new ArrayList<>(faults);
        more.addAll(wrong);
        return new Outcome(scenario, raised, more);
    }

    /** Compares what was heard with what the scenario expects. */
    static Outcome judge(Scenario scenario, List<Raised> raised) {
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
        return new Outcome(scenario, raised, faults);
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
