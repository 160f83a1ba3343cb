package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Maps of other formats on the command line: what is printed and written, and what is refused. */
final class ZoneImportTest {
    private static final Path HOME = Path.of(System.getProperty("v2x.home", ".."));
    private static final Path NETWORKS = HOME.resolve("dynamic-map/src/test/resources/network");

    @TempDir
    Path folder = Path.of("");

    private Console imported(String... arguments) {
        String[] all = Stream.concat(
                        Stream.of("zone", "import"),
                        Stream.concat(Stream.of(arguments), Stream.of("--zones", folder.toString())))
                .toArray(String[]::new);
        return Console.run(all);
    }

    private List<String> written() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String network(String name) {
        return NETWORKS.resolve(name).toString();
    }

    @ParameterizedTest
    @CsvSource({"bend.net.xml, SUMO network", "cross.xodr, OpenDRIVE map", "cross.osm, Lanelet2 map"})
    void aMapUnderAnyNameAndPackedBecomesAZoneThatValidates(String file, String format) throws IOException {
        Path packed = folder.resolve("map.bin");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(NETWORKS.resolve(file), out);
        }

        Console run = imported(packed.toString(), "--zone", "mine");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("map       " + format + ": " + packed)
                .contains(
                        "lanes  ",
                        " km",
                        "dropped   ",
                        "zone      mine, version ",
                        "written to " + folder.resolve("mine"));
        Console valid = Console.run("zone", "validate", folder.resolve("mine").toString());
        assertThat(valid.exitCode()).as(valid.out()).isZero();
        String version = run.out().replaceAll("(?s).*version ([0-9a-f]{16}).*", "$1");
        assertThat(valid.out()).contains("version   " + version);
    }

    @Test
    void aDryRunTellsTheSameAndWritesNothing() throws IOException {
        Console dry = imported(network("cross.xodr"), "--zone", "mine", "--dry-run", "--json");
        assertThat(written()).isEmpty();
        Console real = imported(network("cross.xodr"), "--zone", "mine", "--json");

        assertThat(dry.exitCode()).as(dry.err()).isZero();
        assertThat(dry.out().replace("\"written\":false", "\"written\":true")).isEqualTo(real.out());
        assertThat(real.out())
                .contains(
                        "\"zone\":\"mine\"",
                        "\"format\":\"OpenDRIVE map\"",
                        "\"datum\":\"+proj=tmerc",
                        "\"south_deg\":34.79",
                        "\"lanes\":{\"vehicle\":7,\"sidewalk\":1}",
                        "\"length_m\":{\"vehicle\":",
                        "\"paths\":3",
                        "\"dropped\":{\"lanes of type shoulder\":1",
                        "\"warnings\":{\"no speed limit told: 50 km/h assumed\":3}",
                        "\"not_kept\":[]");
        assertThat(written()).containsExactly("mine");
    }

    @Test
    void aZoneIsReplacedOnlyWhenAskedAndKeepsWhatNoMapHolds() throws IOException {
        imported(network("cross.osm"), "--zone", "mine");
        Path units = folder.resolve("mine/roadside-units.yaml");
        Files.writeString(
                units,
                "roadside_units:\n  - {id: u1, station_id_hex: \"5253554c5a303031\", latitude_deg: 30.0001, longitude_deg: 120.0011, range_m: 100}\n");
        Files.writeString(folder.resolve("mine/README.md"), "mine");

        assertRefused(
                imported(network("cross.osm"), "--zone", "mine"),
                ExitCode.USAGE,
                "zone exists: folder=" + folder.resolve("mine") + "; nothing written (--replace replaces it)");
        assertThat(imported(network("cross.osm"), "--zone", "mine", "--replace").exitCode())
                .isZero();
        assertThat(Files.readString(units)).contains("u1");
        assertThat(folder.resolve("mine/README.md")).exists();
        Console moved = imported(network("bend.net.xml"), "--zone", "mine", "--replace");
        assertThat(moved.out()).contains("roadside-units.yaml of the old zone does not fit any more");
        assertThat(Files.readString(units)).isEqualTo("roadside_units: []\n");
    }

    @Test
    void linesOfMapMessagesAreToldFromOtherText() throws IOException {
        // two nodes, one lane of two points: made by hand with ./v2x codec encode
        Path lines = Files.writeString(folder.resolve("map.txt"), "# MAP\n" + map() + "\n");

        Console run = imported(lines.toString(), "--zone", "mine");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("map       MAP messages: ").contains("1 vehicle, 0.26 km");
    }

    private static String map() {
        String json =
                "{\"mapFrame\":{\"msgCnt\":1,\"nodes\":[{\"id\":{\"id\":1},\"refPos\":{\"lat\":300000000,\"long\":1200000000}"
                        + ",\"inLinks\":[{\"upstreamNodeId\":{\"id\":2},\"linkWidth\":350,\"lanes\":[{\"laneID\":1,\"points\":["
                        + "{\"posOffset\":{\"offsetLL\":{\"position-LL4\":{\"lon\":-29000,\"lat\":0}}}},"
                        + "{\"posOffset\":{\"offsetLL\":{\"position-LL4\":{\"lon\":-2000,\"lat\":0}}}}]}]}]}]}}";
        Console encoded = Console.run("codec", "encode", json);
        assertThat(encoded.exitCode()).as(encoded.err()).isZero();
        return encoded.out().strip();
    }

    @Test
    void whatIsNoMapOrNoNameIsRefusedInOneLine() throws IOException {
        Path text = Files.writeString(folder.resolve("x.xodr"), "to be or not to be");
        Path gpx = Files.writeString(folder.resolve("x.xml"), "<?xml version=\"1.0\"?>\n<!-- <net> -->\n<gpx/>");
        Path json = Files.writeString(folder.resolve("x.geojson"), "{\"type\":\"Topology\"}");
        Path cut = Files.write(
                folder.resolve("cut.gz"),
                Arrays.copyOf(Files.readAllBytes(HOME.resolve("docs/examples/closing-in.ndjson.gz")), 900));
        String expected =
                ", expected=SUMO network, OpenDRIVE, Lanelet2, GeoJSON lane map, MAP messages or a zone; nothing read";

        for (Path file : List.of(text, gpx, json)) {
            assertRefused(
                    imported(file.toString(), "--zone", "mine"), ExitCode.USAGE, "not a map: file=" + file + expected);
        }
        assertRefused(imported(cut.toString(), "--zone", "mine"), ExitCode.FAILURE, "file not readable: file=" + cut);
        assertRefused(
                imported("no.xodr", "--zone", "mine"), ExitCode.USAGE, "no such file: file=no.xodr; nothing read");
        assertRefused(
                imported(network("cross.xodr"), "--zone", "../mine"),
                ExitCode.USAGE,
                "bad name: zone=../mine, limit=1..40 of a-z 0-9 -");
        assertRefused(imported(network("cross.xodr")), ExitCode.USAGE, "Missing required option: '--zone=NAME'");
        Files.createDirectory(folder.resolve("papers"));
        assertRefused(
                imported(network("cross.xodr"), "--zone", "papers", "--replace"),
                ExitCode.USAGE,
                "not a zone folder: folder=" + folder.resolve("papers") + ", missing=zone.yaml; nothing written");
        String lost = Files.readString(NETWORKS.resolve("cross.xodr"), StandardCharsets.UTF_8)
                .replace("geoReference", "geoSomething");
        Path nowhere = Files.writeString(folder.resolve("lost.xodr"), lost);
        assertRefused(
                imported(nowhere.toString(), "--zone", "mine"),
                ExitCode.FAILURE,
                nowhere + ":6: no geoReference: the map does not tell where on the earth it lies; map refused");
        assertThat(written()).doesNotContain("mine");
    }

    @Test
    void aMistakeIsExitCodeOneAndNamed() throws IOException {
        imported(network("cross.xodr"), "--zone", "mine");
        Path lanes = folder.resolve("mine/lanes.geojson");
        String text = Files.readString(lanes);
        String from = text.lines()
                .filter(line -> line.contains("\"id\": \"1.0.-1\""))
                .findFirst()
                .orElseThrow();
        // the way on starts where it did, the lane now ends 1.1 m further south
        String end = from.replaceAll(".*,\\[([0-9.]+),([0-9.]+)]].*", "$2");
        String south = String.format(Locale.ROOT, "%.7f", Double.parseDouble(end) - 1e-5);
        Files.writeString(lanes, text.replace(from, from.replace("," + end + "]]", "," + south + "]]")));

        Console found = Console.run("zone", "validate", folder.resolve("mine").toString());
        Console json = Console.run("zone", "validate", folder.resolve("mine").toString(), "--json");

        assertThat(found.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(found.out()).contains("mistake       2 gap: 1.0.-1 to 1.0.-1>");
        assertThat(json.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(json.out())
                .contains("\"findings\":{\"gap\":{\"mistake\":true,\"count\":2,\"examples\":[\"1.0.-1 to ");
    }

    private static void assertRefused(Console run, int exitCode, String reason) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        assertThat(run.err()).startsWith("v2x: " + reason);
        assertThat(run.err().strip().lines()).hasSize(1);
    }
}
