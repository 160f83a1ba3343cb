package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The offline door on the command line: what it prints and writes, and how each kind of bad input is told. */
final class ReplayCommandTest {
    private static final Path HOME = Path.of(System.getProperty("v2x.home", ".."));
    private static final Path NETWORK = HOME.resolve("dynamic-map/src/test/resources/network/bend.net.xml");
    private static final Path EXAMPLE = HOME.resolve("docs/examples/closing-in.ndjson.gz");

    @TempDir
    Path folder = Path.of("");

    private Console replay(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "replay";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Console.run(all);
    }

    @Test
    void theShippedExampleGivesItsWarningAndTwoRunsTheSameBytes() throws IOException {
        Path[] tracks = {folder.resolve("1.tracks"), folder.resolve("2.tracks")};
        Path[] warnings = {folder.resolve("1.warnings"), folder.resolve("2.warnings")};
        for (int i = 0; i < 2; i++) {
            Console run = replay(
                    "--map",
                    "longzi-lake",
                    "--observations",
                    EXAMPLE.toString(),
                    "--json",
                    "--tracks",
                    tracks[i].toString(),
                    "--warnings",
                    warnings[i].toString());
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out().strip())
                    .doesNotContain("\n")
                    .matches(
                            "\\{\"lines\":240,\"detections\":400,\"recorded_s\":[0-9.]+,\"seconds\":[0-9.]+,\"detections_per_s\":\\d+"
                                    + ",\"peak_heap_bytes\":\\d+,\"tracks\":\\d+,\"warnings\":\\{\"FCW\":1}"
                                    + ",\"measurements_rejected\":\\{.*},\"refused\":\\{}}");
        }
        assertThat(tracks[0]).hasSameBinaryContentAs(tracks[1]);
        assertThat(warnings[0]).hasSameBinaryContentAs(warnings[1]);
        assertThat(Files.readString(warnings[0])).contains("\"ego\":\"686f737443415231\",\"type\":\"FCW\"");
    }

    @Test
    void playedAgainItTellsEachTimeAndWritesTheSameBytes() throws IOException {
        Path once = folder.resolve("once.tracks");
        Path often = folder.resolve("often.tracks");
        String[] play = {
            "--map", "longzi-lake", "--observations", EXAMPLE.toString(), "--json", "--tracks", once.toString()
        };
        replay(play);

        play[play.length - 1] = often.toString();
        Console run = replay(
                Stream.concat(Stream.of(play), Stream.of("--repeat", "3")).toArray(String[]::new));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("\"detections_per_s\":\\d+,\"detections_per_s_again\":\\[\\d+,\\d+]");
        assertThat(once).hasSameBinaryContentAs(often);
    }

    @Test
    void aNumberOfTimesOutOfRangeIsRefused() {
        Console run = replay("--map", "longzi-lake", "--observations", EXAMPLE.toString(), "--repeat", "0");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("repeat out of range: repeat=0, limit=1..100; nothing played");
    }

    @Test
    void aPackedNetworkAndALooseRecordingDoAsWell() throws IOException {
        Path network = folder.resolve("bend.net.xml.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(network))) {
            Files.copy(NETWORK, out);
        }
        Path recording = Files.writeString(
                folder.resolve("obs.ndjson"),
                "{\"rx\":0.1,\"k\":\"bsm\",\"t\":0.05,\"id\":\"AB\",\"n\":1,\"lat\":34.8,\"lon\":113.7995,\"hdg\":90,\"spd\":5,\"acc\":0"
                        + ",\"len\":4.6,\"wid\":1.8,\"cls\":\"car\"}\nnonsense\n"
                        + "x".repeat(3 << 20) + "\n\n[1]");

        Console run = replay("--map", network.toString(), "--observations", recording.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches(
                                        "replay: detections=1 seconds=[0-9.]+ detections_per_s=\\d+ peak_heap_mb=[0-9.]+ tracks=1 warnings=0"),
                        line -> assertThat(line).isEqualTo("refused: reason=not_json count=2 first_line=2"),
                        line -> assertThat(line).isEqualTo("refused: reason=line_too_long count=1 first_line=3"));
    }

    @Test
    void recordedSignalsAreTakenAndCountedAndWhatCannotBeReadIsTold() throws IOException {
        Path signals = Files.writeString(
                folder.resolve("signals.csv"),
                "t,tls,phase,state\n0.0,c,0,gGggGGgrrrrrrrgGggGGgrrrrrrrrGrG\n4.0,nowhere,1,rr\n5.0,c,1,gGggGGgrrrrrrrgGggGGgrrrrrrrrrrr\n");
        Path[] warnings = {folder.resolve("with.warnings"), folder.resolve("without.warnings")};
        Console with = replay(
                "--map",
                "longzi-lake",
                "--observations",
                EXAMPLE.toString(),
                "--signals",
                signals.toString(),
                "--warnings",
                warnings[0].toString(),
                "--json");
        Console without = replay(
                "--map",
                "longzi-lake",
                "--observations",
                EXAMPLE.toString(),
                "--warnings",
                warnings[1].toString(),
                "--json");

        assertThat(with.exitCode()).as(with.err()).isZero();
        assertThat(with.out())
                .containsPattern(
                        "\"signals\":\\{\"rows\":2,\"reports\":\\d+,\"rejected\":\\{},\"refused\":\\{\"unknown_signal_controller\":\\{\"count\":1,\"first_line\":3}}}");
        assertThat(without.out()).doesNotContain("signals");
        assertThat(warnings[0]).as("nothing is decided by signals yet").hasSameBinaryContentAs(warnings[1]);
    }

    @Test
    void signalsThatCannotBeReadFail() throws IOException {
        Path foreign = Files.writeString(folder.resolve("foreign.csv"), "t,tls,phase,state\n0.0,x,0,rr\n");
        assertRefused(
                replay("--map", "longzi-lake", "--observations", EXAMPLE.toString(), "--signals", "nowhere.csv"),
                ExitCode.USAGE,
                "no such file: file=nowhere.csv; nothing played");
        assertRefused(
                replay("--map", "longzi-lake", "--observations", EXAMPLE.toString(), "--signals", foreign.toString()),
                ExitCode.FAILURE,
                "no signal state could be taken: file=" + foreign
                        + ", unknown_signal_controller=1 (first in line 2); nothing played");
    }

    @Test
    void theMapOfAnotherPlaceFails() {
        assertRefused(
                replay("--map", "deqing", "--observations", EXAMPLE.toString()),
                ExitCode.FAILURE,
                "no measurement could be used: map=deqing, file=" + EXAMPLE
                        + ", rejected={outside_zone=400}; is it the map of this recording?");
    }

    @Test
    void wrongUsageIsToldInOneLine() {
        assertRefused(replay("--map", "longzi-lake"), ExitCode.USAGE, "Missing required option: '--observations=FILE'");
        assertRefused(
                replay("--map", "longzi-lake", "--observations", "nowhere.gz"),
                ExitCode.USAGE,
                "no such file: file=nowhere.gz; nothing played");
        assertRefused(
                replay("--map", "no.net.xml", "--observations", EXAMPLE.toString()),
                ExitCode.USAGE,
                "no such file: file=no.net.xml; nothing read");
        assertRefused(
                replay("--map", EXAMPLE.toString(), "--observations", EXAMPLE.toString()),
                ExitCode.USAGE,
                "not a map: file=" + EXAMPLE);
        assertRefused(
                replay(
                        "--map",
                        "longzi-lake",
                        "--observations",
                        EXAMPLE.toString(),
                        "--tracks",
                        "x",
                        "--warnings",
                        "x"),
                ExitCode.USAGE,
                "one file for two results: file=x; nothing written");
    }

    @Test
    void whatCannotBeReadOrWrittenFails() throws IOException {
        byte[] whole = Files.readAllBytes(EXAMPLE);
        Path cut = Files.write(folder.resolve("cut.gz"), java.util.Arrays.copyOf(whole, whole.length / 2));
        Path empty = Files.writeString(folder.resolve("nothing.ndjson"), "nonsense\n");
        Path lost = Files.writeString(
                folder.resolve("lost.net.xml"),
                Files.readString(NETWORK, StandardCharsets.UTF_8)
                        .replaceFirst("projParameter=\"[^\"]*\"", "projParameter=\"!\""));

        assertRefused(
                replay("--map", "longzi-lake", "--observations", cut.toString()),
                ExitCode.FAILURE,
                "file not readable: file=" + cut + ", reason=packed file broken");
        assertRefused(
                replay("--map", "longzi-lake", "--observations", empty.toString()),
                ExitCode.FAILURE,
                "no line could be taken: file=" + empty + ", lines=1, not_json=1 (first in line 1)");
        assertRefused(
                replay("--map", lost.toString(), "--observations", EXAMPLE.toString()),
                ExitCode.FAILURE,
                lost
                        + ":4: no projection: the map does not tell where on the earth it lies, projection=!; map refused");
        assertRefused(
                replay(
                        "--map",
                        "longzi-lake",
                        "--observations",
                        EXAMPLE.toString(),
                        "--tracks",
                        folder + "/no/such/folder"),
                ExitCode.FAILURE,
                "file cannot be written: file=" + folder + "/no/such/folder; nothing played");
    }

    private static void assertRefused(Console run, int exitCode, String reason) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        assertThat(run.err()).startsWith("v2x: " + reason);
        assertThat(run.err().strip().lines()).hasSize(1);
    }
}
