package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log tells at the levels that commands set. */
final class DemoLogTest {
    /** Says what becomes of a change of a zone's files; not visible here. */
    private static final String TELLER = "io.yunkong.cloud.ZoneKeeper";

    /** Commands that other tests of this process have run may have set them. */
    @BeforeEach
    void noCommandHasSetAnyLevel() {
        System.clearProperty("V2X_LOG_LEVEL");
        System.clearProperty("V2X_ZONE_LOG_LEVEL");
    }

    private static Level level(Map<String, String> levels, String logger) throws Exception {
        LoggerContext context = new LoggerContext();
        levels.forEach(context::putProperty);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Objects.requireNonNull(DemoLogTest.class.getResource("/logback.xml")));
        return context.getLogger(logger).getEffectiveLevel();
    }

    @Test
    void theDemoTellsOnceWhatBecomesOfAChangeOfParameters() throws Exception {
        Map<String, String> demo = Map.of("V2X_LOG_LEVEL", "ERROR", "V2X_ZONE_LOG_LEVEL", "INFO");
        assertThat(level(demo, Class.forName(TELLER).getName())).isEqualTo(Level.INFO);
        assertThat(level(demo, "io.yunkong.edge.ZoneKeeper"))
                .as("says the same")
                .isEqualTo(Level.ERROR);
    }

    @Test
    void otherwiseTheLevelOfAllDecides() throws Exception {
        assertThat(level(Map.of(), TELLER)).isEqualTo(Level.INFO);
        assertThat(level(Map.of("V2X_LOG_LEVEL", "ERROR"), TELLER)).isEqualTo(Level.ERROR);
    }
}
