package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ZoneParametersTest {
    private static final Path HOME = Path.of(System.getProperty("v2x.home", ".."));

    @TempDir
    Path folder = Path.of("");

    private void copyZone() throws IOException {
        try (Stream<Path> files = Files.list(HOME.resolve("zones/deqing"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void thePageInTheDocumentationIsFresh() throws IOException {
        Console run = Console.run("zone", "parameters", "--markdown");
        assertThat(run.exitCode()).isZero();
        assertThat(Files.readString(HOME.resolve("docs/parameters.md")))
                .as("docs/parameters.md is stale: run ./v2x zone parameters --markdown > docs/parameters.md")
                .isEqualTo(run.out());
    }

    @Test
    void tellsWhatIsInForceAndWhatTheZoneSets() throws IOException {
        copyZone();
        Files.writeString(folder.resolve("parameters.yaml"), "fcw:\n  time_to_collision_max_s: 3.1\n");
        Console run = Console.run("zone", "parameters", folder.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .contains(
                        "fcw       time_to_collision_max_s              3.1 s    in (0, 4]       set by the zone, standard 2.7",
                        "lifecycle raise_evaluations                      3      in [1, 20]");
        assertThat(run.out()).startsWith("zone deqing, version ");

        Console standard = Console.run("zone", "parameters");
        assertThat(standard.out().lines())
                .hasSameSizeAs(run.out().lines().skip(1).toList())
                .contains("fcw       time_to_collision_max_s              2.7 s    in (0, 4]");
    }

    @Test
    void anApplicationIsToldAloneWithOrWithoutAZone() throws IOException {
        copyZone();
        Files.writeString(folder.resolve("parameters.yaml"), "fcw:\n  time_to_collision_max_s: 3.1\n");
        Console standard = Console.run("zone", "parameters", "FCW");
        assertThat(standard.exitCode()).as(standard.err()).isZero();
        assertThat(standard.out().lines())
                .contains("fcw       time_to_collision_max_s              2.7 s    in (0, 4]")
                .allMatch(line -> line.startsWith("fcw "));

        Console zone = Console.run("zone", "parameters", folder.toString(), "fcw");
        assertThat(zone.out()).startsWith("zone deqing, version ");
        assertThat(zone.out().lines().skip(1))
                .hasSameSizeAs(standard.out().lines().toList())
                .allMatch(line -> line.startsWith("fcw "));
        assertThat(Console.run("zone", "parameters", "lifecycle").out().lines())
                .allMatch(line -> line.startsWith("lifecycle "));
    }

    @Test
    void whoeverNamesNeitherZoneNorApplicationIsToldTheNearestAndAll() {
        Console run = Console.run("zone", "parameters", "fwc");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("no such zone or application: argument=fwc, nearest=[")
                .containsPattern("nearest=\\[[^]]*fcw[^]]*], applications=\\[.*icw.*lifecycle.*]")
                .contains("zones=[deqing, longzi-lake]; or give a folder");
        assertThat(Console.run("zone", "parameters", "deqin").err()).contains("argument=deqin, nearest=[deqing, ");
        assertThat(Console.run("zone", "parameters", "deqing", "vruc").err())
                .contains("no such application: application=vruc, nearest=[vrucw, ", "applications=[");
        assertThat(Console.run("zone", "parameters", folder.toString()).err())
                .contains("missing=zone.yaml, known=[deqing, longzi-lake]; nothing read");
        assertThat(Console.run("zone", "parameters", "fcw", "--markdown").err())
                .contains("argument=fcw, limit=none with --markdown; nothing told");
    }

    @Test
    void aValueThatCannotBeSetIsRefusedWithFileAndLine() throws IOException {
        copyZone();
        Path file = folder.resolve("parameters.yaml");
        Files.writeString(file, "fcw:\n  hysteresis_s: 0.5\n  time_to_collision_max_s: 31\n");
        for (String command : new String[] {"validate", "parameters"}) {
            Console run = Console.run("zone", command, folder.toString());
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .contains(file
                            + ":3: parameter out of range: time_to_collision_max_s=31, limit=(0, 4]; zone refused");
        }
        Files.writeString(file, "fcw:\n  hysteresis_s: 0.5\n  time_to_collision_imminent_s: 3\n");
        assertThat(Console.run("zone", "validate", folder.toString()).err())
                .contains(file + ":3: parameter beyond another: time_to_collision_imminent_s=3,"
                        + " limit=time_to_collision_max_s=2.7; zone refused");
        Console edge = Console.run("edge", "--id", "edge-1", "--zone", folder.toString());
        assertThat(edge.exitCode()).isEqualTo(1);
        assertThat(edge.err()).contains(file + ":3: ");
    }
}
