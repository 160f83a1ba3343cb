package io.yunkong.load.bench;

import static io.yunkong.load.bench.Contender.BROKER;
import static io.yunkong.load.bench.Contender.CLOUD;
import static io.yunkong.load.bench.Contender.ECHO;
import static io.yunkong.load.bench.Contender.EDGE;
import static io.yunkong.load.bench.Contender.TWO_LOOPS;
import static io.yunkong.load.bench.Trials.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.yunkong.load.bars.Outcome.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EdgeReportTest {
    private static EdgeReport report(Set<EdgeBar> bars, Round... rounds) {
        EdgeBench.Settings settings =
                new EdgeBench.Settings(bars, rounds.length, 4, 18_000, 0.5, List.of("chrt", "-r", "10"));
        return new EdgeReport(Setup.of(settings, Instant.parse("2026-11-22T10:00:00Z")), bars, List.of(rounds));
    }

    private static Verdict verdict(EdgeReport report, EdgeBar bar) {
        return report.outcomes().all().stream()
                .filter(outcome -> outcome.bar().equals(bar.bar()))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    private static Round round(int echoKnee, double echoP99Us, int edgeKnee, double edgeP99Us) {
        return Trials.round(
                Map.of(ECHO, echoKnee, EDGE, edgeKnee),
                trial(ECHO, Purpose.HALF_OF_NETTY, echoKnee / 2, echoP99Us),
                trial(EDGE, Purpose.HALF_OF_NETTY, echoKnee / 2, edgeP99Us));
    }

    @Test
    void ratiosAreTakenWithinARoundAndTheirMedianCounts() {
        EdgeReport report = report(
                Set.of(EdgeBar.P1, EdgeBar.P2),
                round(100_000, 500, 80_000, 600),
                round(50_000, 2_000, 38_000, 2_000),
                round(120_000, 300, 60_000, 900));
        assertThat(verdict(report, EdgeBar.P1)).isEqualTo(Verdict.KEPT);
        assertThat(report.text())
                .contains("| edge | 60,000 |")
                .contains(
                        "| at half of raw Netty's highest rate | edge | 50,000 | 300 / 900 / 1,800 / 2,700 | 5.00 | 10.00 | 100 | 3 x 4.2 | 100 | 0.10 |")
                .contains("| P1 | highest rate, edge / raw Netty | >= 0.7 | 0.88 | 0.76 | kept |")
                .contains(
                        "| P2 | p99 at half of raw Netty's highest rate, edge / raw Netty | <= 1.4 | 1.15 | 1.20 | kept |")
                .contains("verdict: KEPT");
    }

    @Test
    void aRatioBeyondItsBarIsMissed() {
        EdgeReport slow = report(Set.of(EdgeBar.P1), round(100_000, 500, 60_000, 600));
        assertThat(slow.outcomes().has(Verdict.MISSED)).isTrue();
        assertThat(slow.text()).contains("| 0.60 | missed |").contains("verdict: BAR_MISSED");
    }

    @Test
    void aRateThatTheGeneratorHeldUpIsSaidToBe() {
        Trial full = trial(ECHO, Purpose.SEARCH, 100_000, Map.of("cpu_ns", 3.8e9), 0.1);
        Round round = new Round(Map.of(ECHO, 100_000), List.of(full));
        assertThat(report(Set.of(EdgeBar.P1), round).text()).contains("| 100,000 (held up by the generator) |");
    }

    @Test
    void aVoidTrialCountsForNothingAndIsToldOf() {
        Trial disturbed = trial(EDGE, Purpose.HALF_OF_NETTY, 50_000, Map.of("p99_us", 1.0), 0.9);
        EdgeReport report = report(
                Set.of(EdgeBar.P2), Trials.round(Map.of(), trial(ECHO, Purpose.HALF_OF_NETTY, 50_000, 500), disturbed));
        assertThat(verdict(report, EdgeBar.P2)).isEqualTo(Verdict.VOID);
        assertThat(report.text())
                .contains("| - | not measured |")
                .contains("tried again): 1")
                .contains("verdict: NOT_MEASURED");
    }

    @Test
    void whatTakesABrokerIsLeftOutWhereThereIsNone() {
        assumeThat(BROKER.isHere()).isFalse();
        EdgeReport report = report(Set.of(EdgeBar.P3), Trials.round(Map.of(EDGE, 40_000)));
        assertThat(report.text())
                .contains("| - | not measured: not on this machine |")
                .contains("verdict: KEPT");
    }

    @Test
    void warningsAreJudgedByTheirLatencyItself() {
        Trial warned =
                trial(TWO_LOOPS, Purpose.WARNINGS, 50_000, Map.of("warnings", 4_000.0, "warned_p999_us", 4_250.0), 0.1);
        EdgeReport report = report(Set.of(EdgeBar.P8, EdgeBar.P14), Trials.round(Map.of(), warned));
        assertThat(verdict(report, EdgeBar.P8)).isEqualTo(Verdict.KEPT);
        assertThat(verdict(report, EdgeBar.P14)).as("no such trial").isEqualTo(Verdict.VOID);
        assertThat(report.text())
                .contains("5,000 vehicles, two event loops, ms | <= 5 | 1.5 | 4.25 | kept |")
                .contains("| vehicles that are warned | edge, two event loops | 4,000 |");
    }

    @Test
    void whatIsAllocatedForAMessageIsThatOfTheEventLoops() {
        EdgeReport report =
                report(Set.of(EdgeBar.P11), Trials.round(Map.of(), trial(EDGE, Purpose.STEADY, 20_000, 500)));
        assertThat(verdict(report, EdgeBar.P11)).isEqualTo(Verdict.MISSED);
        assertThat(report.text()).contains("| <= 64 | 0 | 80.00 | missed |");
    }

    @Test
    void warningsThroughTheCloudAreJudgedByTheirLatencyToo() {
        Trial warned =
                trial(CLOUD, Purpose.THROUGH_CLOUD, 20_000, Map.of("warnings", 2_000.0, "warned_p99_us", 6_100.0), 0.1);
        EdgeReport report = report(Set.of(EdgeBar.P9), Trials.round(Map.of(), warned));
        assertThat(verdict(report, EdgeBar.P9)).isEqualTo(Verdict.MISSED);
        assertThat(report.text())
                .contains("2,000 vehicles, ms | <= 5 | 1.5 | 6.10 | missed |")
                .contains("| warned through the cloud | two edges + cloud | 2,000 |");
    }

    @Test
    void aPageSaysWhereAndHowWasMeasured() {
        assertThat(report(Set.of(EdgeBar.P2, EdgeBar.P1), round(100_000, 500, 80_000, 600))
                        .markdown())
                .startsWith("# Edge bench\n\n- at: 2026-11-22T10:00:00Z\n")
                .contains("- scheduling: real_time\n")
                .contains(
                        "- command: `./v2x bench edge --only P1,P2 --rounds 1 --seconds 4 --vehicles-max 18000 --foreign-max 0.50`");
    }

    @Test
    void asJsonItHoldsEveryTrialAndEveryRoundsRatio() throws Exception {
        Round round = round(100_000, 500, 80_000, 600);
        String json = EdgeReportJson.of(report(Set.of(EdgeBar.P1), round, Trials.round(Map.of())));
        int trials = 0;
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME
                        && parser.currentName().equals("rate_per_s")) {
                    trials++;
                }
            }
        }
        assertThat(trials).isEqualTo(round.trials().size());
        assertThat(json)
                .contains("\"highest_rates\" : {")
                .contains("\"contender\" : \"echo\"")
                .contains("\"p999_us\" : 1200.0")
                .containsPattern("\"bars\" : \\{\\s*\"P1\" : 0\\.8\\s*\\}")
                .containsPattern("\"bars\" : \\{\\s*\\}")
                .contains("\"verdict\" : \"kept\"");
    }
}
