package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.yunkong.edge.EdgeConfig;
import io.yunkong.edge.EdgeNode;
import io.yunkong.sim.client.Percentiles;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

/** The command line as scripts and people meet it: help, errors of one line, exit codes. */
final class V2xTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void helpNamesEveryCommandTheExitCodesAndTheCompletion() {
        Console help = Console.run("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .contains(
                        "demo",
                        "edge",
                        "cloud",
                        "sim",
                        "obu",
                        "scenario",
                        "zone",
                        "codec",
                        "pki",
                        "device",
                        "warnings",
                        "v2x load",
                        "Exit codes",
                        "generate-completion");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "edge",
                "cloud",
                "sim",
                "obu connect",
                "obu doctor",
                "scenario run",
                "scenario list",
                "zone validate",
                "zone parameters",
                "zone import",
                "zone export",
                "codec decode",
                "codec encode",
                "codec verify",
                "pki init",
                "pki server",
                "pki show",
                "pki serve",
                "device add",
                "device code",
                "device list",
                "device revoke",
                "obu enrol",
                "obu renew",
                "warnings tail",
                "warnings show",
                "warnings explain"
            })
    void helpOfACommandExplainsEveryFlag(String command) {
        var parsed = V2x.leaf(
                V2x.commandLine(ConfigDefaults.of(List.of(), Map.of())).parseArgs((command + " --help").split(" ")));
        Console help = Console.run((command + " --help").split(" "));
        assertThat(help.exitCode()).isZero();
        for (OptionSpec option : parsed.commandSpec().options()) {
            assertThat(option.description()).as(option.longestName()).isNotEmpty();
            assertThat(help.out()).contains(option.longestName());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fly",
                "demo --vehicels 60",
                "demo --vehicles many",
                "demo --vehicles 5 --http 127.0.0.1:0",
                "demo --for 30",
                "sim --edge nowhere",
                "sim --speed 0",
                "sim --equipped-share 2",
                "sim --observations no-such-file.ndjson.gz",
                "edge --tcp 127.0.0.1:70000",
                "edge --event-loops 0 --tcp 127.0.0.1:0",
                "edge --id under_score --tcp 127.0.0.1:0",
                "cloud --http 0.0.0.0:8080",
                "cloud --member 0.0.0.0:5701",
                "cloud --id a-name-that-is-too-long",
                "cloud --zone atlantis",
                "zone validate",
                "zone validate atlantis",
                "zone validate src",
                "zone parameters atlantis",
                "zone parameters longzi-lake --markdown",
                "zone export longzi-lake",
                "zone export longzi-lake --format dwg",
                "zone export atlantis --format map",
                "pki server --name edge-1",
                "device add bus-01 --zone longzi-lake",
                "device add bus-01 --kind tram --zone longzi-lake --dir none",
                "device add bus-01 --kind onboard-unit --zone longzi-lake --code-valid soon",
                "obu enrol",
                "obu renew",
                "edge --config no-such-file.yaml",
                "obu",
                "obu connect --nmea x.nmea",
                "obu connect --id bus-01",
                "obu connect --id bus-01 --nmea - --jsonl -",
                "obu connect --id bus-01 --nmea no-such-file.nmea",
                "obu connect --id bus-01 --nmea - --lang fr",
                "obu connect --id bus/01 --nmea -",
                "obu connect --id bus-01 --nmea - --station xyz",
                "obu connect --id bus-01 --nmea - --kind roadside-unit",
                "obu connect --id bus-01 --nmea - --edge nowhere",
                "obu doctor --id bus-01 --length-m 99",
                "warnings",
                "warnings show",
                "warnings explain",
                "warnings explain x --lang fr",
                "warnings tail --since yesterday",
                "warnings tail --http nowhere:port",
                "edge --config",
                "edge --udp-downlink rsi,voice"
            })
    void wrongUsageIsExitCodeTwoWithOneLine(String arguments) {
        Console wrong = Console.run(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        assertThat(wrong.exitCode()).as(wrong.err()).isEqualTo(ExitCode.USAGE);
        assertThat(wrong.err()).startsWith("v2x: ").satisfies(V2xTest::isOneLine);
        assertThat(wrong.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            deom                  | no such command: deom, did you mean demo; see v2x --help
            demo --vehicels 60    | no such option: --vehicels, did you mean --vehicles; see v2x demo --help
            codec                 | which command? there are decode, encode, verify; see v2x codec --help
            codec decdoe          | no such command: decdoe, did you mean decode; see v2x codec --help
            sim --seed x          | Invalid value for option '--seed': 'x' is not a whole number; see v2x sim --help
            sim --vehicles 3e9    | Invalid value for option '--vehicles': '3e9' is not a whole number; see v2x sim --help
            sim --vehicles 3000000000 | Invalid value for option '--vehicles': '3000000000' is out of range, limit=-2147483648..2147483647; see v2x sim --help
            sim --speed fast      | Invalid value for option '--speed': 'fast' is not a number; see v2x sim --help
            demo --vehicles 5     | out of range: vehicles=5, limit=10..20000; refused
            """)
    void wrongUsageSaysWhatWasMeant(String arguments, String reason) {
        assertThat(Console.run(arguments.split(" ")).err().strip()).isEqualTo("v2x: " + reason);
    }

    @Test
    void withoutACommandAllAreListed() {
        assertThat(Console.run().err())
                .startsWith(
                        "v2x: which command? there are demo, edge, cloud, sim, scenario, zone, replay, codec, pki, device, obu, warnings, ")
                .contains("load, bench; see v2x --help");
    }

    @Test
    void summariesTellGuestsApartAndGiveNoTimeOfNothing() {
        assertThat(DemoSummary.uplink(215_578, 216_461))
                .isEqualTo("  uplink     sent 215,578 + guests 883  received 216,461");
        assertThat(DemoSummary.uplink(10, 10)).isEqualTo("  uplink     sent 10  received 10");
        assertThat(SimCommand.p99(new Percentiles(0, 0, 0, 0, 0))).isEqualTo("none");
        assertThat(SimCommand.p99(new Percentiles(3, 1, 4.125, 5, 5))).isEqualTo("4.13");
    }

    @Test
    void publicAddressIsRefusedByName() {
        assertThat(Console.run("cloud", "--http", "0.0.0.0:8080").err()).contains("http=", "0.0.0.0", "private");
    }

    @ParameterizedTest
    @ValueSource(strings = {"longzi-lake", "./longzi-lake"})
    void aZoneGivenTwiceIsRefusedByName(String again) {
        Console refused = Console.run(
                "cloud", "--zone", "longzi-lake," + again, "--http", "127.0.0.1:0", "--link", "127.0.0.1:0");

        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err().strip()).isEqualTo("v2x: zone given twice: zone=longzi-lake; not started");
    }

    @Test
    void unknownKeyInAConfigIsRefusedWithFileAndLine() throws IOException {
        Path file = Files.writeString(folder.resolve("edge.yaml"), "id: edge-7\n\n# a comment\nzones: longzi-lake\n");
        Console refused = Console.run("edge", "--config", file.toString());
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains(file + ":4: unknown key: key=zones").satisfies(V2xTest::isOneLine);
    }

    @Test
    void theConfigMayBeNamedInTheEnvironment() throws IOException {
        Path file = Files.writeString(folder.resolve("edge.yaml"), "zones: longzi-lake\n");
        Console refused = Console.with(Map.of("V2X_CONFIG", file.toString()), "edge");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains(file + ":1: unknown key: key=zones");
    }

    @Test
    void aSwarmOfAnotherZoneIsToldThatNobodyIsLetIn() throws Exception {
        EdgeConfig config = EdgeConfig.standard(
                "edge-1", new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty(), List.of());
        try (EdgeNode edge = EdgeNode.start(config, Zones.read("longzi-lake"), InstantSource.system())) {
            Console refused = Console.run(
                    "sim", "--zone", "deqing", "--vehicles", "10", "--edge", Text.address(edge.tcpAddress()));
            assertThat(refused.exitCode()).as(refused.err()).isEqualTo(ExitCode.REFUSED);
            assertThat(refused.err())
                    .contains("edge lets nobody in", "UNKNOWN_ZONE")
                    .satisfies(V2xTest::isOneLine);
        }
    }

    @Test
    void configThatIsNotYamlIsRefusedInOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("edge.yaml"), "id: [edge-7\nzone: x: y\n");
        Console refused = Console.run("edge", "--config", file.toString());
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains(file + ":2: not YAML").satisfies(V2xTest::isOneLine);
    }

    @Test
    void flagGoesBeforeEnvironmentBeforeFile() throws IOException {
        Path file = Files.writeString(folder.resolve("sim.yaml"), "zone: from-the-file\n");
        Map<String, String> environment = Map.of("V2X_ZONE", "from-the-environment");
        String config = "--config=" + file;
        assertThat(Console.with(environment, "sim", config, "--zone", "from-the-flag")
                        .err())
                .contains("zone=from-the-flag");
        assertThat(Console.with(environment, "sim", config).err()).contains("zone=from-the-environment");
        assertThat(Console.run("sim", config).err()).contains("zone=from-the-file");
    }

    @Test
    void nobodyListeningIsExitCodeThree() {
        Console alone = Console.run("sim", "--edge", "127.0.0.1:1");
        assertThat(alone.exitCode()).isEqualTo(ExitCode.CANNOT_CONNECT);
        assertThat(alone.err()).contains("127.0.0.1:1").satisfies(V2xTest::isOneLine);
    }

    @Test
    void recordingThatCannotBePlayedIsExitCodeOneWithFileLineAndReason() throws IOException {
        Path file = folder.resolve("bad.ndjson.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(("{\"rx\":0.1,\"k\":\"bsm\",\"t\":0,\"id\":\"1A\",\"n\":1,\"lat\":34.8,\"lon\":113.8,\"hdg\":1"
                            + ",\"spd\":1,\"len\":4.6,\"wid\":1.9,\"cls\":\"tram\"}\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        try (ServerSocket silentEdge = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + silentEdge.getLocalPort();
            Console bad = Console.run("sim", "--edge", address, "--observations", file.toString());
            assertThat(bad.exitCode()).isEqualTo(ExitCode.FAILURE);
            assertThat(bad.err())
                    .contains("bad.ndjson.gz:1: unknown class: cls=tram")
                    .satisfies(V2xTest::isOneLine);
        }
    }

    @Test
    void portInUseIsExitCodeOneWithOneLineThatNamesIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            for (List<String> command : List.of(
                    List.of("edge", "--tcp", address),
                    List.of("cloud", "--http", address, "--link", "127.0.0.1:0"),
                    List.of("cloud", "--http", "127.0.0.1:0", "--link", address),
                    List.of("cloud", "--http", "127.0.0.1:0", "--link", "127.0.0.1:0", "--member", address),
                    List.of("demo", "--for", "1s", "--http", address))) {
                Console second = Console.run(command.toArray(String[]::new));
                assertThat(second.exitCode()).as(command + second.err()).isEqualTo(ExitCode.FAILURE);
                assertThat(second.err()).contains(address).satisfies(V2xTest::isOneLine);
            }
        }
    }

    @Test
    void brokenZoneIsExitCodeOneWithFileLineAndReason() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("v2x.home"), "zones", "longzi-lake"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Path lanes = folder.resolve("lanes.geojson");
        List<String> lines = Files.readAllLines(lanes);
        int line = 0;
        while (!lines.get(line).contains("\"width_m\"")) {
            line++;
        }
        lines.set(line, lines.get(line).replace("\"width_m\"", "\"width_cm\""));
        Files.write(lanes, lines);

        Console broken = Console.run("zone", "validate", folder.toString());

        assertThat(broken.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(broken.err())
                .contains("lanes.geojson:" + (line + 1) + ": ", "width_cm")
                .satisfies(V2xTest::isOneLine);
    }

    @ParameterizedTest
    @ValueSource(strings = {"longzi-lake", "deqing"})
    void shippedZonesAreGoodAndTheirJsonParses(String zone) throws IOException {
        Console good = Console.run("zone", "validate", zone, "--json");
        assertThat(good.exitCode()).isZero();
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(good.out())) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, parser.getText());
                parser.skipChildren();
            }
        }
        assertThat(fields)
                .containsEntry("zone", zone)
                .containsOnlyKeys(
                        "zone", "version", "lanes", "signals", "roadside_units", "bus_lines", "tiles", "findings");
    }

    @Test
    void completionScriptKnowsTheCommands() {
        Console script = Console.run("generate-completion");
        assertThat(script.exitCode()).isZero();
        assertThat(script.out()).startsWith("#!/usr/bin/env bash").contains("demo", "--vehicles", "validate");
    }

    private static void isOneLine(String text) {
        assertThat(text.lines()).as(text).hasSize(1);
    }
}
