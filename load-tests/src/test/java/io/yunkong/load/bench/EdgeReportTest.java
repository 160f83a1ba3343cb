package io.yunkong.load.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.load.bench.EdgeBench.Measured;
import io.yunkong.load.bench.EdgeBench.Round;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EdgeReportTest {
    private static Trial trial(double p99Us, double generatorCores) {
        Figures none = new Figures(Map.of("cpu_ns", 0.0, "allocated_bytes", 0.0));
        Figures used = new Figures(Map.of("cpu_ns", 4e8, "allocated_bytes", 8e6));
        Figures generator = new Figures(Map.of(
                "sent",
                80_000.0,
                "asked",
                800.0,
                "answered",
                800.0,
                "lost",
                0.0,
                "p50_us",
                p99Us / 3,
                "p99_us",
                p99Us,
                "p999_us",
                p99Us * 2,
                "max_us",
                p99Us * 3,
                "cpu_ns",
                generatorCores * 4e9));
        return new Trial(20_000, 4, generator, none, used, 0.1, 100e6);
    }

    private static Measured measured(int knee, double p99Us) {
        return new Measured(knee, trial(p99Us, 0.8), trial(p99Us, 0.5));
    }

    @Test
    void ratiosAreTakenWithinARoundAndTheirMedianCounts() {
        EdgeReport report = new EdgeReport(List.of(
                new Round(measured(100_000, 500), measured(80_000, 600)),
                new Round(measured(50_000, 2_000), measured(38_000, 2_000)),
                new Round(measured(120_000, 300), measured(60_000, 900))));
        assertThat(report.rateRatio()).isEqualTo(0.76);
        assertThat(report.p99Ratio()).isEqualTo(1.2);
        assertThat(report.isKept()).isTrue();
        assertThat(report.text())
                .contains("| edge | 60,000 | 300 / 900 / 1,800 / 2,700 | 5.00 | 100 | 100 |")
                .contains("| P1 highest rate, edge / raw Netty | >= 0.70 | 0.88 | 0.76 | kept |")
                .contains("verdict: KEPT");
    }

    @Test
    void aRatioBeyondItsBarIsMissed() {
        EdgeReport slow = new EdgeReport(List.of(new Round(measured(100_000, 500), measured(60_000, 600))));
        assertThat(slow.isKept()).isFalse();
        assertThat(slow.text()).contains("0.60 | missed |").contains("verdict: BAR_MISSED");
    }

    @Test
    void aRateThatTheGeneratorHeldUpIsSaidToBe() {
        Measured echo = new Measured(100_000, trial(500, 0.95), trial(500, 0.5));
        EdgeReport report = new EdgeReport(List.of(new Round(echo, measured(80_000, 500))));
        assertThat(report.text()).contains("P1 highest rate, edge / raw Netty (held up by the generator)");
    }
}
