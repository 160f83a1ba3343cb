package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demo says beside its summary. */
final class DemoCommandTest {
    @TempDir
    Path folder = Path.of("");

    private Path copyOfDeqing() throws IOException {
        Path zone = Files.createDirectory(folder.resolve("mine"));
        try (Stream<Path> files = Files.list(Zones.shipped().resolve("deqing"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, zone.resolve(file.getFileName()));
            }
        }
        return zone;
    }

    @Test
    void aScriptIsToldTheAddressAndWhatBecomesOfAChangeOfParameters() throws Exception {
        Path zone = copyOfDeqing();
        Path parameters = zone.resolve("parameters.yaml");
        try (CommandProcess demo =
                CommandProcess.start(folder, "demo", "--json", "--vehicles", "10", "--zone", zone.toString())) {
            demo.awaitErr("  console  http://127.0.0.1:");
            Files.writeString(parameters, "fcw:\n  time_to_collision_max_s: 3.1\n");
            demo.awaitErr("parameter changed: zone=deqing, group=fcw, name=time_to_collision_max_s, old=2.7, new=3.1,"
                    + " unit=s,");
            Files.writeString(parameters, "fcw:\n  time_to_collision_max_s: 31\n");
            demo.awaitErr("parameter out of range: time_to_collision_max_s=31, ");
            demo.stop();
            assertThat(demo.err()).containsOnlyOnce("parameter changed").containsOnlyOnce("zone not activated");
            assertThat(demo.out().lines())
                    .singleElement()
                    .asString()
                    .startsWith("{\"zone\":\"deqing\",")
                    .endsWith("}");
        }
    }

    @Test
    void headlessPrintsTheAddressOfConsoleAndApiBeforeTheSummary() {
        Console demo = Console.run("demo", "--headless", "--for", "1s", "--vehicles", "10", "--zone", "deqing");

        assertThat(demo.out())
                .startsWith("  console  http://127.0.0.1:")
                .contains("demo ended after ")
                .doesNotContain("Yunkong demo");
        assertThat(demo.err()).isEmpty();
    }
}
