package io.yunkong.load.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class FiguresTest {
    @Test
    void aLineIsReadBackAsItWasWritten() throws Exception {
        Figures figures = new Figures(Map.of("sent", 12_000.0, "p99_us", 312.5, "cpu_ns", 8.123456789e12));
        Figures read = Figures.parse(figures.line());
        assertThat(read.get("sent")).isEqualTo(12_000);
        assertThat(read.get("p99_us")).isEqualTo(312.5);
        assertThat(read.get("cpu_ns")).isEqualTo(8_123_456_789_000.0);
    }

    @Test
    void whatIsNoFigureIsRefused() {
        assertThatIOException().isThrownBy(() -> Figures.parse("no figures")).withMessageContaining("line=no figures");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Figures(Map.of("a", 1.0)).get("b"))
                .withMessageContaining("name=b");
    }
}
