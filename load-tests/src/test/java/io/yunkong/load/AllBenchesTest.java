package io.yunkong.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.load.bars.Bar;
import io.yunkong.load.bars.Bench;
import io.yunkong.load.bars.BenchReport;
import io.yunkong.load.bars.Limit;
import io.yunkong.load.bars.Outcome;
import io.yunkong.load.bars.Outcomes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

final class AllBenchesTest {
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    /** Has one bar, to be 5 at most. */
    private record Fixed(String bar, double figure) implements Bench {
        @Override
        public List<Bar> bars() {
            return List.of(new Bar(bar, "of " + bar, Limit.atMost(5)));
        }

        @Override
        public BenchReport measure(PrintStream progress) throws IOException {
            if (Double.isNaN(figure)) {
                throw new IOException("no such process");
            }
            Outcomes outcomes = new Outcomes(List.of(Outcome.of(bars().getFirst(), figure)));
            return new BenchReport() {
                @Override
                public Outcomes outcomes() {
                    return outcomes;
                }

                @Override
                public String text() {
                    return "text of " + bar + "\n";
                }

                @Override
                public String markdown() {
                    return "page of " + bar + "\n";
                }

                @Override
                public String json() {
                    return "{\"figure\":" + figure + "}\n";
                }
            };
        }
    }

    private static BenchReport report(Bench... benches) throws InterruptedException {
        SequencedMap<String, Bench> byName = new LinkedHashMap<>();
        for (Bench bench : benches) {
            byName.put("bench" + byName.size(), bench);
        }
        return new AllBenches(byName).measure(NOWHERE);
    }

    @Test
    void theLastTableHasAllBarsByTheirNumbers() throws Exception {
        BenchReport report = report(new Fixed("codec", 1), new Fixed("P10", 2), new Fixed("P2", 3));
        assertThat(report.outcomes().all())
                .extracting(outcome -> outcome.bar().name())
                .containsExactly("P2", "P10", "codec");
        assertThat(report.text())
                .containsSubsequence(
                        "text of codec", "text of P10", "text of P2", "| P2 |", "| P10 |", "verdict: KEPT");
        assertThat(report.markdown()).containsSubsequence("page of codec", "# All bars", "| P2 |");
        assertThat(report.json())
                .startsWith("{\"bench0\":{\"figure\":1.0},\"bench1\":")
                .contains("\"bars\":[{\"bar\":\"P2\"", "\"verdict\":\"KEPT\"}");
    }

    @Test
    void aBenchThatFailsKeepsNoOtherFromBeingMeasured() throws Exception {
        BenchReport report = report(new Fixed("P1", Double.NaN), new Fixed("P2", 3));
        assertThat(report.outcomes().exitCode()).isEqualTo(1);
        assertThat(report.text())
                .contains("| P1 | of P1 | <= 5 | - | - | not measured |")
                .contains("| P2 | of P2 |");
    }

    @Test
    void aMissedBarOfAnyIsTheExitCode() throws Exception {
        assertThat(report(new Fixed("P1", Double.NaN), new Fixed("P2", 6), new Fixed("P3", 1))
                        .outcomes()
                        .exitCode())
                .isEqualTo(99);
    }

    @Test
    void everyBarOfTheProjectIsInIt() {
        SequencedMap<String, Bench> benches = AllBenchCommand.benches();
        assertThat(benches.values().stream()
                        .flatMap(bench -> bench.bars().stream())
                        .map(Bar::name))
                .contains(
                        "P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11", "P12", "P13", "P14",
                        "codec");
    }
}
