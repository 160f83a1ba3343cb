package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.road.ZoneFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenarios from the command line, the last one through edge, cloud and sockets. */
final class ScenarioCommandTest {
    private static final Path DEQING = Path.of("..", "zones", "deqing");

    @TempDir
    Path folder = Path.of("");

    @Test
    void listNamesApplicationKindAndTitle() {
        Console list = Console.run("scenario", "list", "--zone", "deqing");

        assertThat(list.exitCode()).isZero();
        assertThat(list.out()).containsPattern("fcw-standing-truck +FCW +fires +10.0 s +A truck stands ahead");
    }

    @Test
    void wantsEitherNamesOrAll() {
        assertThat(Console.run("scenario", "run").exitCode()).isEqualTo(2);
        assertThat(Console.run("scenario", "run", "--all", "fcw-standing-truck").exitCode())
                .isEqualTo(2);
        Console unknown = Console.run("scenario", "run", "--zone", "deqing", "no-such");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("no such scenario: scenario=no-such").doesNotContain("known=");
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearestThree() {
        Console unknown = Console.run("scenario", "run", "--zone", "deqing", "icw-crosing-cars");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err())
                .contains("no such scenario: scenario=icw-crosing-cars, zone=deqing, nearest=[icw-crossing-cars, ")
                .containsPattern("nearest=\\[[^,]+, [^,]+, [^,]+]; see v2x scenario list --zone deqing");
        assertThat(Console.run("scenario", "run", "--zone", "deqing", "slw").err())
                .contains("nearest=[slw-speeds-up, slw-sign-lowers, ");
    }

    @Test
    void aFileOfAnotherFolderIsReadInTheZoneThatIsAskedFor() throws Exception {
        Path mine = folder.resolve("mine.yaml");
        Files.writeString(mine, "name: mine\nwhat: 1\n");
        Console refused = Console.run("scenario", "run", "--zone", "deqing", mine.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("mine.yaml:2: unknown key: key=what", "; scenario refused");
        Console none =
                Console.run("scenario", "run", folder.resolve("none.yaml").toString());
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("no such file: file=", "none.yaml; nothing played");
    }

    @Test
    void aFileWithAMistakeIsRefusedWithItsLine() throws Exception {
        Path zone = folder.resolve("deqing");
        ZoneFolder.write(zone, ZoneFolder.files(DEQING));
        Files.createDirectory(zone.resolve("scenarios"));
        Files.writeString(zone.resolve("scenarios").resolve("bad.yaml"), "name: bad\nwhat: 1\n");

        Console list = Console.run("scenario", "list", "--zone", zone.toString());
        ZoneFolder.write(zone, ZoneFolder.files(DEQING));

        assertThat(list.exitCode()).isEqualTo(1);
        assertThat(list.err()).contains("bad.yaml:2: unknown key: key=what", "; scenario refused");
        assertThat(zone.resolve("scenarios").resolve("bad.yaml"))
                .as("stays when the zone is imported again")
                .exists();
    }

    @Test
    void playsThroughTheWholePlatform() {
        // a file among the scenarios of a zone is played there
        String file =
                DEQING.resolve("scenarios").resolve("icw-crossing-cars.yaml").toString();
        Console run = Console.run("scenario", "run", "--json", file, "icw-oncoming");
        // which means nothing, as the command says itself: the machine stood still in each of its takes
        for (int again = 0; again < 3 && run.out().contains("not sent: "); again++) {
            run = Console.run("scenario", "run", "--json", file, "icw-oncoming");
        }

        assertThat(run.out().lines().toList())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("{\"scenario\":\"icw-crossing-cars\",\"passed\":true,\"seed\":2,")
                        .contains("\"application\":\"ICW\"", "\"host\":\"host\"", "\"latency_ms\":"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("{\"scenario\":\"icw-oncoming\",\"passed\":true,")
                        .contains("\"raised\":[]"))
                .last()
                .asString()
                .startsWith("{\"zone\":\"deqing\",\"played\":2,\"passed\":2,");
        assertThat(run.exitCode()).isZero();
    }
}
