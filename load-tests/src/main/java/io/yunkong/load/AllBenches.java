package io.yunkong.load;

import io.yunkong.load.bars.Bench;
import io.yunkong.load.bars.BenchReport;
import io.yunkong.load.bars.JsonText;
import io.yunkong.load.bars.Measuring;
import io.yunkong.load.bars.Outcome;
import io.yunkong.load.bars.Outcome.Verdict;
import io.yunkong.load.bars.Outcomes;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.StringJoiner;

/**
 * Benches one after the other, and one table of all their bars.
 *
 * @param benches by their names, in their order
 */
record AllBenches(SequencedMap<String, Bench> benches) implements Measuring {
    /** P2 comes before P10, and what has no number last. */
    private static final Comparator<Outcome> BY_NUMBER =
            Comparator.comparingInt(outcome -> number(outcome.bar().name()));

    private static int number(String bar) {
        String digits = bar.replaceAll("\\D", "");
        return digits.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    /** A bench that fails does not keep the others from being made; its bars are not measured. */
    @Override
    public BenchReport measure(PrintStream progress) throws InterruptedException {
        SequencedMap<String, BenchReport> reports = new LinkedHashMap<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (Map.Entry<String, Bench> bench : benches.entrySet()) {
            try {
                BenchReport report = bench.getValue().measure(progress);
                reports.put(bench.getKey(), report);
                outcomes.addAll(report.outcomes().all());
            } catch (IOException e) {
                System.err.println(
                        "v2x bench: failed: bench=" + bench.getKey() + ", reason=" + e.getMessage() + "; not measured");
                bench.getValue().bars().forEach(bar -> outcomes.add(Outcome.without(bar, Verdict.VOID)));
            }
        }
        outcomes.sort(BY_NUMBER);
        return new Report(reports, new Outcomes(outcomes));
    }

    /** Theirs, and all bars. */
    private record Report(SequencedMap<String, BenchReport> reports, Outcomes outcomes) implements BenchReport {
        @Override
        public String text() {
            StringJoiner parts = new StringJoiner("\n");
            reports.forEach((name, report) -> parts.add("bench " + name + ":\n").add(report.text()));
            return parts.add("all bars:\n").add(bars()).toString();
        }

        @Override
        public String markdown() {
            StringJoiner parts = new StringJoiner("\n");
            reports.values().forEach(report -> parts.add(report.markdown()));
            return parts.add("# All bars\n").add(bars()).toString();
        }

        private String bars() {
            return outcomes.table() + outcomes.verdictLine() + "\n";
        }

        @Override
        public String json() {
            return JsonText.of(json -> {
                for (Map.Entry<String, BenchReport> report : reports.entrySet()) {
                    json.writeFieldName(report.getKey());
                    json.writeRawValue(report.getValue().json().strip());
                }
                outcomes.write(json);
            });
        }
    }
}
