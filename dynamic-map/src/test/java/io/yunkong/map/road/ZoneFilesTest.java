package io.yunkong.map.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.map.CrossroadsZone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ZoneFilesTest {
    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"longzi-lake", "deqing"})
    void aZoneWrittenAndReadIsTheSame(String name) throws Exception {
        Zone zone = ZoneFolder.read(Path.of("..", "zones", name));
        SortedMap<String, byte[]> files = ZoneFiles.of(zone);
        Zone back = ZoneFiles.read("x", files);

        assertThat(back.lanes().lanes()).hasSameSizeAs(zone.lanes().lanes());
        for (Lane lane : zone.lanes().lanes()) {
            Lane same = back.lanes().lane(lane.index());
            assertThat(same.id()).isEqualTo(lane.id());
            assertThat(same.road()).isEqualTo(lane.road());
            assertThat(same.lane()).isEqualTo(lane.lane());
            assertThat(same.junction()).isEqualTo(lane.junction());
            assertThat(same.kind()).isEqualTo(lane.kind());
            assertThat(same.turn()).isEqualTo(lane.turn());
            assertThat(same.signal()).isEqualTo(lane.signal());
            assertThat(same.successors()).isEqualTo(lane.successors());
            assertThat(same.yieldsTo()).isEqualTo(lane.yieldsTo());
            assertThat(same.leftNeighbour()).isEqualTo(lane.leftNeighbour());
            assertThat(same.widthM()).isCloseTo(lane.widthM(), within(0.005));
            assertThat(same.speedLimitMps()).isCloseTo(lane.speedLimitMps(), within(0.005));
            assertThat(same.line().size()).isEqualTo(lane.line().size());
            for (int i = 0; i < lane.line().size(); i++) {
                assertThat(Math.hypot(
                                same.line().eastM(i) - lane.line().eastM(i),
                                same.line().northM(i) - lane.line().northM(i)))
                        .isLessThan(0.01);
            }
        }
        assertThat(back.signals()).isEqualTo(zone.signals());
        assertThat(back.junctions()).hasSameSizeAs(zone.junctions());
        assertThat(back.titleZh()).isEqualTo(zone.titleZh());
        assertThat(back.tiles()).isEqualTo(zone.tiles());
        assertThat(asText(ZoneFiles.of(back))).as("two runs, the same bytes").isEqualTo(asText(files));
        assertThat(back.version()).isEqualTo(ZoneFiles.version(files));
    }

    private static Map<String, String> asText(SortedMap<String, byte[]> files) {
        Map<String, String> text = new TreeMap<>();
        files.forEach((name, bytes) -> text.put(name, new String(bytes, StandardCharsets.UTF_8)));
        return text;
    }

    @Test
    void aSignalWithoutAProgrammeKeepsItsHeads() throws Exception {
        Path zone = MiniZone.copyTo(folder);
        Files.writeString(zone.resolve("signals.yaml"), "controllers:\n  - {id: j, offset_s: 0, phases: []}\n");

        Zone read = ZoneFolder.read(zone);

        assertThat(read.signals()).isEmpty();
        assertThat(read.lanes().findLane("j.x0").orElseThrow().signal()).isEqualTo(new SignalRef("j", 2));
        assertThat(ZoneFiles.read("x", ZoneFiles.of(read))
                        .lanes()
                        .findLane("j.x0")
                        .orElseThrow()
                        .signal())
                .isEqualTo(new SignalRef("j", 2));
        assertThat(ZoneCheck.of(read))
                .containsOnlyKeys(ZoneCheck.Kind.ENDS_NOWHERE, ZoneCheck.Kind.SIGNAL_WITHOUT_PROGRAMME);
    }

    @Test
    void whatNoMapHoldsIsKeptAsFarAsItFits() throws Exception {
        SortedMap<String, byte[]> old = ZoneFolder.files(Path.of("..", "zones", "longzi-lake"));
        SortedMap<String, byte[]> same = ZoneFiles.of(ZoneFolder.read(Path.of("..", "zones", "longzi-lake")));
        SortedMap<String, byte[]> mini = ZoneFiles.of(MiniZone.read());

        assertThat(ZoneFiles.keep(same, old)).isEmpty();
        assertThat(ZoneFiles.read("x", same).busLines()).isNotEmpty();
        assertThat(ZoneFiles.keep(mini, old))
                .as("another part of the country")
                .containsExactly("zone.yaml", "roadside-units.yaml", "places.yaml", "bus-lines.yaml");
        assertThat(ZoneFiles.read("x", mini).roadsideUnits()).isEmpty();
    }

    @Test
    void parametersAreKeptUnlessTheyCannotBeRead() throws Exception {
        SortedMap<String, byte[]> old = ZoneFiles.of(MiniZone.read());
        old.put("parameters.yaml", "fcw: {hysteresis_s: 1}".getBytes(StandardCharsets.UTF_8));
        SortedMap<String, byte[]> files = ZoneFiles.of(MiniZone.read());

        assertThat(ZoneFiles.keep(files, old)).isEmpty();
        assertThat(ZoneFiles.read("x", files).parameters()).hasSize(1);

        old.put("parameters.yaml", "fcw: 1".getBytes(StandardCharsets.UTF_8));
        assertThat(ZoneFiles.keep(files, old)).containsExactly("parameters.yaml");
    }

    @Test
    void settingsAreKeptSoThatNodesThatRunTakeTheNewMap() throws Exception {
        Zone inForce = ZoneFolder.read(Path.of("..", "zones", "longzi-lake"));
        SortedMap<String, byte[]> files = ZoneFiles.of(inForce);
        String settings = new String(Objects.requireNonNull(files.get("zone.yaml")), StandardCharsets.UTF_8);
        files.put(
                "zone.yaml",
                settings.replaceAll("origin_latitude_deg: .*", "origin_latitude_deg: 34.7999")
                        .replaceAll("tile_border_m: .*", "tile_border_m: 250")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(ZoneFiles.keep(files, ZoneFolder.files(Path.of("..", "zones", "longzi-lake"))))
                .isEmpty();

        Zone kept = ZoneFiles.read("longzi-lake", files);
        assertThat(kept.plane().sameAs(inForce.plane())).isTrue();
        assertThat(kept.tiles()).isEqualTo(inForce.tiles());
        assertThat(kept.titleZh()).isEqualTo(inForce.titleZh());
    }

    @Test
    void anOutlineThatCrossesItselfIsAMistake() throws Exception {
        Zone zone = MiniZone.read();
        Junction bow = new Junction("bow", CrossroadsZone.line(0, 0, 10, 10, 10, 0, 0, 10, 0, 0));
        Zone crossed = new Zone(
                zone.name(),
                zone.titleZh(),
                zone.titleEn(),
                zone.version(),
                zone.plane(),
                zone.lanes(),
                zone.signals(),
                zone.roadsideUnits(),
                zone.busLines(),
                List.of(bow),
                zone.places(),
                zone.tiles(),
                zone.synthetic(),
                zone.note());

        assertThat(ZoneCheck.of(crossed).get(ZoneCheck.Kind.CROSSES_ITSELF))
                .isEqualTo(new ZoneCheck.Finding(1, List.of("junction bow")));
        assertThat(ZoneCheck.of(zone)).doesNotContainKey(ZoneCheck.Kind.CROSSES_ITSELF);
    }

    @Test
    void aFolderAppearsWholeAndIsReplacedWithItsOtherFilesKept() throws Exception {
        SortedMap<String, byte[]> files = ZoneFiles.of(MiniZone.read());
        Path zone = folder.resolve("new").resolve("mini");

        ZoneFolder.write(zone, files);
        Files.writeString(zone.resolve("README.md"), "mine");
        Files.writeString(zone.resolve("places.yaml"), "broken");
        ZoneFolder.write(zone, files);

        assertThat(ZoneFolder.read(zone).version()).isEqualTo(ZoneFiles.version(files));
        assertThat(zone.resolve("README.md")).hasContent("mine");
        assertThat(names(zone.resolveSibling("."))).containsExactly("mini");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void theShippedZonesHaveNoMistakes() throws Exception {
        for (String name : List.of("longzi-lake", "deqing")) {
            assertThat(ZoneCheck.of(ZoneFolder.read(Path.of("..", "zones", name)))
                            .keySet())
                    .as(name)
                    .noneMatch(ZoneCheck.Kind::isMistake);
        }
    }

    @Test
    void mistakesThatCanBeReadAreFound() throws Exception {
        Path zone = MiniZone.copyTo(folder);
        Path lanes = zone.resolve("lanes.geojson");
        // b starts 1.4 m farther east than the ways from a end; a_2 runs back, beside a_1
        MiniZone.edit(
                lanes,
                "[[120.0001036,29.9999842],[120.0010364,29.9999842]]",
                "[[120.0001186,29.9999842],[120.0010364,29.9999842]]");
        MiniZone.edit(
                lanes,
                "[[120.0000181,30.0000902],[120.0000181,30.0009021]]",
                "[[120.0000181,30.0000902],[120.0000181,30.0009021],[120.0001181,30.0005],[119.9999181,30.0005]]");
        MiniZone.edit(
                lanes,
                "{\"type\": \"Feature\", \"id\": \"b_2\", \"properties\": {\"kind\": \"vehicle\", \"road\": \"b\", \"lane\": 2",
                "{\"type\": \"Feature\", \"id\": \"z_0\", \"properties\": {\"kind\": \"vehicle\", \"road\": \"b\", \"lane\": 3, \"width_m\": 3.5, \"speed_limit_mps\": 13.89}, \"geometry\": {\"type\": \"LineString\", \"coordinates\": [[120.0010364,30.00005],[120.0001036,30.00005]]}},\n"
                        + "{\"type\": \"Feature\", \"id\": \"b_2\", \"properties\": {\"kind\": \"vehicle\", \"road\": \"b\", \"lane\": 2");
        MiniZone.edit(lanes, ", \"signal\": {\"controller\": \"j\", \"link\": 2}", "");

        SortedMap<ZoneCheck.Kind, ZoneCheck.Finding> found = ZoneCheck.of(ZoneFolder.read(zone));

        assertThat(found)
                .containsEntry(
                        ZoneCheck.Kind.GAP, new ZoneCheck.Finding(2, List.of("a_1>b_1 to b_1", "c_0>b_1 to b_1")));
        assertThat(found).containsEntry(ZoneCheck.Kind.CROSSES_ITSELF, new ZoneCheck.Finding(1, List.of("d_0")));
        assertThat(found)
                .containsEntry(ZoneCheck.Kind.OPPOSITE_NEIGHBOURS, new ZoneCheck.Finding(1, List.of("b_2 and z_0")));
        assertThat(found).containsEntry(ZoneCheck.Kind.ISOLATED, new ZoneCheck.Finding(1, List.of("z_0")));
        assertThat(found)
                .containsEntry(ZoneCheck.Kind.SIGNAL_WITHOUT_LANE, new ZoneCheck.Finding(1, List.of("j link 2")));
    }
}
