package io.yunkong.load.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MapReportTest {
    private static MapReport report(double objectNs, double fewNs, double manyNs) {
        MapFigure objects = MapFigure.of("object", 2_000, new double[] {objectNs}, 1_700);
        MapFigure few = MapFigure.of("BSM", 1_000, new double[] {fewNs}, 1_700);
        MapFigure many = MapFigure.of("BSM", 100_000, new double[] {manyNs}, 1_700);
        return new MapReport("here", List.of(few, many, objects), objects, few, many);
    }

    @Test
    void aFigureIsTheMedianOfItsPartsWhateverTheirOrder() {
        MapFigure figure = MapFigure.of("BSM", 1_000, new double[] {900, 400, 500, 450, 550}, 0);
        assertThat(figure.ns()).isEqualTo(500);
        assertThat(figure.spread()).isEqualTo(1);
        assertThat(figure.perSecond()).isEqualTo(2e6);
    }

    @Test
    void barsAreKeptUpToTheirLimitAndMissedBeyond() {
        assertThat(report(1e9 / 150_000, 1_000, 1_500).outcomes().exitCode()).isZero();
        assertThat(report(1e9 / 149_999, 1_000, 1_500).outcomes().exitCode()).isEqualTo(99);
        assertThat(report(1e9 / 150_000, 1_000, 1_501).outcomes().exitCode()).isEqualTo(99);
    }

    @Test
    void tableAndJsonTellFiguresBarsAndVerdict() {
        MapReport report = report(4_000, 5_000, 6_000);
        assertThat(report.text())
                .contains(
                        "| >= 150,000 | 400,000 | 250,000 | kept |", "| <= 1.5 | 1.2 | 1.20 | kept |", "verdict: KEPT")
                .contains("| BSM ");
        assertThat(report.json())
                .startsWith("{\"figures\":[{\"what\":\"BSM\",\"road_users\":1000,\"ns_per_op\":5000.0,")
                .contains("\"figure\":250000.0", "\"verdict\":\"KEPT\"}");
        assertThat(report(4_000, 1_000, 2_000).text()).contains("missed", "verdict: BAR_MISSED");
    }
}
