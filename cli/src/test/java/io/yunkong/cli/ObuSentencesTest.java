package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.sim.client.Percentiles;
import io.yunkong.sim.obu.ObuEvent;
import io.yunkong.sim.obu.ObuReport;
import io.yunkong.sim.obu.Recommendation;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObuSentencesTest {
    private static final long NOW_US = 1_800_000_000_000_000L;

    private final ObuSentences english = new ObuSentences(Language.ENGLISH);
    private final ObuSentences chinese = new ObuSentences(Language.CHINESE);

    private static Recommendation advice(
            String manoeuvre, double minKmh, double maxKmh, double inS, boolean withdrawn) {
        return new Recommendation(
                "edge-1-a1",
                "GLOSA",
                manoeuvre,
                minKmh / 3.6,
                maxKmh / 3.6,
                NOW_US + Math.round(inS * 1e6),
                "",
                withdrawn,
                "edge-1",
                NOW_US,
                withdrawn ? NOW_US : NOW_US + 1_500_000);
    }

    private static Recommendation priority(String manoeuvre, boolean withdrawn) {
        return new Recommendation(
                "rsc-1",
                "SIGNAL_PRIORITY",
                manoeuvre,
                Double.NaN,
                Double.NaN,
                0,
                "roadside coordination: unit=rsu-c",
                withdrawn,
                "edge-1",
                NOW_US,
                withdrawn ? NOW_US : NOW_US + 2_000_000);
    }

    private static String say(ObuSentences tongue, Recommendation advice) {
        String sentence = tongue.event(new ObuEvent.Advised(advice));
        return sentence.isEmpty() ? "" : sentence.substring("HH:mm:ss  ".length());
    }

    @Test
    void saysWhatToDoAndWhenTheStopLineIsReached() {
        Recommendation slower = advice("slow_down", 20, 31, 23.4, false);
        assertThat(say(english, slower))
                .isEqualTo("Green light speed advice: slow down, 20 to 31 km/h; at the stop line in 23 s, on green");
        assertThat(say(chinese, slower)).isEqualTo("绿灯车速引导：减速，20 至 31 公里/小时；23 秒后绿灯到达停车线");
        Recommendation stop = advice("stop", Double.NaN, Double.NaN, 41, false);
        assertThat(say(english, stop)).isEqualTo("Green light speed advice: stop; green in about 41 s");
        assertThat(say(chinese, stop)).isEqualTo("绿灯车速引导：停车；约 41 秒后绿灯");
    }

    @Test
    void theSummaryCountsAdviceByItsApplication() {
        ObuReport report = new ObuReport(
                60,
                600,
                600,
                Map.of(),
                600,
                0,
                Map.of(),
                Map.of(),
                Map.of("FCW/raised", 1L),
                Map.of("GLOSA", 14L),
                15,
                0,
                0,
                0,
                0,
                1,
                0,
                0,
                Map.of(),
                0,
                new Percentiles(0, 0, 0, 0, 0),
                0,
                "");
        assertThat(english.summary(report).lines())
                .contains("  warnings {FCW/raised=1}, acknowledged 15, too late 0, missed 0", "  advice {GLOSA=14}");
        assertThat(chinese.summary(report).lines()).contains("  建议 {GLOSA=14}");
    }

    @Test
    void saysWhatIsAdvisedByTheSignalAndWhatForItSideBySide() {
        assertThat(say(english, priority("slow_down", false))).isEqualTo("Priority at the signal: slow down");
        assertThat(say(chinese, priority("slow_down", false))).isEqualTo("信号优先：减速");
        assertThat(say(english, advice("slow_down", 20, 31, 23.4, false))).isNotEmpty();
        assertThat(say(english, priority("slow_down", false))).isEmpty();
        assertThat(say(english, advice("slow_down", 20, 31, 22.9, false))).isEmpty();
        assertThat(say(english, priority("keep_speed", false))).isEqualTo("Priority at the signal: keep your speed");
        assertThat(say(english, priority("keep_speed", true))).isEqualTo("Priority at the signal is withdrawn");
    }

    @Test
    void saysItAgainOnlyWhenADriverHasToDoSomethingElse() {
        assertThat(say(english, advice("slow_down", 20, 31, 23.4, false))).isNotEmpty();
        assertThat(say(english, advice("slow_down", 20, 33, 22.9, false))).isEmpty();
        assertThat(say(english, advice("keep_speed", 20, 33, 22.4, false))).contains("keep your speed");
        assertThat(say(english, advice("keep_speed", 20, 36, 22.2, false))).isEmpty();
        assertThat(say(english, advice("keep_speed", 20, 39, 22.0, false)))
                .as("little by little")
                .contains("20 to 39 km/h");
        assertThat(say(english, advice("keep_speed", 20, 45, 21.9, false))).contains("20 to 45 km/h");
        assertThat(say(english, advice("keep_speed", 20, 45, 21.4, true)))
                .isEqualTo("Green light speed advice is withdrawn");
    }
}
