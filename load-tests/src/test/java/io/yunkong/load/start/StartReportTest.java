package io.yunkong.load.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StartReportTest {
    private static StartReport report(List<Double> edge) {
        return new StartReport("here", Map.of(Node.EDGE, edge, Node.CLOUD, List.of(2.5, 2.25)));
    }

    @Test
    void theMedianCountsAgainstTheBar() {
        StartReport kept = report(List.of(9.0, 1.25, 1.5));
        assertThat(kept.median(Node.EDGE)).isEqualTo(1.5);
        assertThat(kept.median(Node.CLOUD)).isEqualTo(2.375);
        assertThat(kept.outcomes().exitCode()).isZero();
        assertThat(kept.text())
                .contains("| edge | 1.50 | 1.25 | 9.00 |", "edge, s | <= 1.5 | 0.7 | 1.50 | kept |")
                .endsWith("verdict: KEPT" + System.lineSeparator());
    }

    @Test
    void aMissedBarIsToldInTextAndJson() {
        StartReport missed = report(List.of(1.5, 1.75, 1.75));
        assertThat(missed.outcomes().exitCode()).isEqualTo(99);
        assertThat(missed.text()).contains("| 1.75 | missed |").contains("verdict: BAR_MISSED");
        assertThat(missed.json())
                .startsWith("{\"edge\":{\"median_s\":1.75,\"min_s\":1.5,\"max_s\":1.75},\"cloud\":{")
                .contains("\"figure\":1.75,\"verdict\":\"missed\"}", "\"verdict\":\"BAR_MISSED\"}");
    }
}
