package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.road.ZoneFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    void playsFilesThroughTheWholePlatformEachInItsOwnZone() {
        // a file among the scenarios of a zone is played there, and so is a name beside it
        String crossing =
                DEQING.resolve("scenarios").resolve("icw-crossing-cars.yaml").toString();
        String lake = Path.of("..", "zones", "longzi-lake", "scenarios", "fcw-standing-car.yaml")
                .toString();
        Console run = Console.run("scenario", "run", "--json", crossing, lake, "icw-oncoming");
        // which means nothing, as the command says itself: the machine stood still in each of its takes
        for (int again = 0; again < 3 && run.out().contains("not sent: "); again++) {
            run = Console.run("scenario", "run", "--json", crossing, lake, "icw-oncoming");
        }

        assertThat(run.out().lines().toList())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("{\"scenario\":\"icw-crossing-cars\",\"passed\":true,\"seed\":2,")
                        .contains("\"application\":\"ICW\"", "\"host\":\"host\"", "\"latency_ms\":")
                        .containsPattern("\"warning_id\":\"(edge|cloud)-1")
                        .containsPattern("\"severity\":\"(caution|warning|imminent)\",\"origin\":\"(edge|cloud)\""))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("{\"scenario\":\"icw-oncoming\",\"passed\":true,")
                        .contains("\"raised\":[]"))
                .anySatisfy(line -> assertThat(line).startsWith("{\"zone\":\"deqing\",\"played\":2,\"passed\":2,"))
                .anySatisfy(line -> assertThat(line).startsWith("{\"scenario\":\"fcw-standing-car\",\"passed\":true,"))
                .allMatch(line -> line.startsWith("{") && line.endsWith("}"))
                .last()
                .asString()
                .startsWith("{\"zone\":\"longzi-lake\",\"played\":1,\"passed\":1,");
        assertThat(run.err().lines())
                .hasSize(2)
                .anyMatch(line -> line.matches("playing: zone=deqing scenarios=2 rounds=\\d expected_s=\\d+"))
                .anyMatch(line -> line.matches("playing: zone=longzi-lake scenarios=1 rounds=1 expected_s=\\d+"));
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void aWarningOutsideItsWindowIsNamedAndCanBeExplainedWhileTheNodesAreKept() throws Exception {
        Path late = folder.resolve("icw-crossing-cars.yaml");
        Files.writeString(
                late,
                Files.readString(DEQING.resolve("scenarios").resolve("icw-crossing-cars.yaml"))
                        .replace("from_s: 4.1, to_s: 6.0", "from_s: 3.05, to_s: 3.15"));
        try (CommandProcess run =
                CommandProcess.start(folder, "scenario", "run", "--keep", "--zone", "deqing", late.toString())) {
            run.awaitErr("kept until Ctrl-C: ");
            Matcher fault = Pattern.compile(
                            "too late: ICW to host about crossing at \\d\\.\\d+ s, expected=ICW to host"
                                    + " about crossing in \\[3\\.05, 3\\.15] s, warning=(\\S+), severity=\\w+, origin=(edge|cloud)")
                    .matcher(run.out());
            assertThat(run.out()).contains("FAIL icw-crossing-cars ");
            assertThat(fault.find()).as(run.out()).isTrue();
            String http = run.err().substring(run.err().indexOf("--http ") + 7).strip();
            Console explained = Console.run("warnings", "explain", fault.group(1), "--http", http, "--lang", "en");
            assertThat(explained.out()).as(explained.err()).contains("(ICW)");
            run.stop();
        }
    }

    @Test
    void nodesOfOneZoneOnlyAreKept() {
        String[] files = {"deqing/scenarios/icw-oncoming.yaml", "longzi-lake/scenarios/fcw-standing-car.yaml"};
        Console run = Console.run(
                "scenario",
                "run",
                "--keep",
                Path.of("..", "zones", files[0]).toString(),
                Path.of("..", "zones", files[1]).toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("too many zones to keep: zones=2, limit=1; nothing played");
    }
}
