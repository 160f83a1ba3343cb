package io.yunkong.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class LoadCommandTest {
    private static final int USAGE = 2;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void zonesAreBesideTheModule() {
        System.setProperty("v2x.home", "..");
    }

    @AfterEach
    void forget() {
        System.clearProperty("v2x.home");
    }

    private int run(String... args) {
        CommandLine command = LoadCommand.commandLine();
        return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    sturm                                       | no such load test: name=sturm, known=steady, morning-peak, bus-line-day, storm, rogue-devices, soak; not started
                    steady --budget p99=fast                    | not a budget: value=p99=fast, expected such as p99=20ms, heartbeat.p99.9=50ms or away.max=3000ms; not started
                    steady --budget away.max=9ms                | message class not in this load test: class=away, known=connect, heartbeat, warning, console-connect, console-first, console-gap, console-age, api-zone, api-objects, api-warnings, api-metrics; not started
                    steady --duration soon                      | not a duration: value=soon, expected such as 30s or 2m; not started
                    steady --duration 1s                        | duration too short: value=1s, limit=5s; not started
                    soak --duration 20s                         | duration too short: value=20s, limit=60s; not started
                    steady --slack 0                            | slack out of range: slack=0, limit=1..100; not started
                    steady --vehicles 1                         | vehicles out of range: vehicles=1, limit=2..924 (each has its stretch of road); not started
                    steady --vehicles 100000                    | vehicles out of range: vehicles=100000, limit=2..924 (each has its stretch of road); not started
                    rogue-devices --vehicles 10                 | vehicles out of range: vehicles=10, limit=11..908 (each has its stretch of road); not started
                    steady --edge nowhere                       | not an address: value=nowhere, expected HOST:PORT; not started
                    steady --edge 127.0.0.1:70000               | not an address: value=127.0.0.1:70000, expected HOST:PORT; not started
                    steady --http 127.0.0.1:8080                | --http without --edge: value=127.0.0.1:8080; not started
                    """)
    void refusesBeforeAnythingIsStarted(String line, String reason) {
        assertThat(run(line.split(" "))).isEqualTo(USAGE);
        assertThat(err.toString().strip()).isEqualTo("v2x load: " + reason);
    }

    @Test
    void withoutANameTellsWhichLoadTestsThereAre() {
        assertThat(run()).isEqualTo(USAGE);
        for (LoadTest test : LoadTest.values()) {
            assertThat(err.toString()).contains(test.key() + " ", test.line());
        }
    }

    @Test
    void listTellsEveryLoadTestWithItsBudgets() {
        assertThat(run("list")).isZero();
        for (LoadTest test : LoadTest.values()) {
            assertThat(out.toString()).contains(test.key() + " ", test.line());
        }
        assertThat(out.toString()).contains("advice.p99=100ms", "away.max=3000ms");
    }
}
