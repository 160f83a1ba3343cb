package io.yunkong.load.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StartReportTest {
    private static StartReport report(List<Double> edge) {
        return new StartReport(Map.of(Node.EDGE, edge, Node.CLOUD, List.of(2.5, 2.25)));
    }

    @Test
    void theMedianCountsAgainstTheBar() {
        StartReport kept = report(List.of(9.0, 1.25, 1.5));
        assertThat(kept.median(Node.EDGE)).isEqualTo(1.5);
        assertThat(kept.median(Node.CLOUD)).isEqualTo(2.375);
        assertThat(kept.isKept()).isTrue();
        assertThat(kept.text())
                .contains("| edge | <= 1.5 | 0.7 | 1.50 | 1.25 | 9.00 | kept |")
                .endsWith("verdict: KEPT" + System.lineSeparator());
    }

    @Test
    void aMissedBarIsToldInTextAndJson() {
        StartReport missed = report(List.of(1.5, 1.75, 1.75));
        assertThat(missed.isKept()).isFalse();
        assertThat(missed.text()).contains("| 1.75 | 1.50 | 1.75 | missed |").contains("verdict: BAR_MISSED");
        assertThat(missed.json())
                .isEqualTo(
                        "{\"edge\": {\"median_s\": 1.750, \"min_s\": 1.500, \"max_s\": 1.750, \"must_s\": 1.5, \"aim_s\": 0.7,"
                                + " \"kept\": false}, \"cloud\": {\"median_s\": 2.375, \"min_s\": 2.250, \"max_s\": 2.500, \"must_s\": 3.0,"
                                + " \"aim_s\": 1.5, \"kept\": true}, \"kept\": false}");
    }
}
