package io.yunkong.map.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneFolderTest {
    @TempDir
    Path folder;

    /** Each row spoils the valid zone with one edit; the whole message is expected. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/zones/refusals.csv", numLinesToSkip = 4, delimiter = '|', quoteCharacter = '`')
    void refuses(String name, String file, String from, String to, int linesOff, String message) throws IOException {
        MiniZone.copyTo(folder);
        int line = MiniZone.edit(folder.resolve(file), from, to) + linesOff;

        assertThatThrownBy(() -> ZoneFolder.read(folder))
                .isInstanceOf(ZoneException.class)
                .hasMessage(folder + "/" + file + ":" + line + ": " + message);
    }

    @Test
    void refusesAFolderWithoutAFile() throws IOException {
        MiniZone.copyTo(folder);
        Files.delete(folder.resolve("signals.yaml"));

        assertThatThrownBy(() -> ZoneFolder.read(folder))
                .isInstanceOf(ZoneException.class)
                .hasMessage(folder.resolve("signals.yaml") + ": file missing; zone refused");
    }

    @Test
    void readsParametersWithTheirPlacesAndLeavesTheMapAsItIs() throws Exception {
        MiniZone.copyTo(folder);
        Zone without = ZoneFolder.read(folder);
        Path file = folder.resolve("parameters.yaml");
        Files.writeString(file, "# later\nfcw:\n  time_to_collision_max_s: 3\n  hysteresis_s: 0.25\nabc: {x: -1e2}\n");

        Zone zone = ZoneFolder.read(folder);
        assertThat(zone.parameters())
                .containsExactly(
                        new ParameterSetting("fcw", "time_to_collision_max_s", 3, file.toString(), 3),
                        new ParameterSetting("fcw", "hysteresis_s", 0.25, file.toString(), 4),
                        new ParameterSetting("abc", "x", -100, file.toString(), 5));
        assertThat(zone.version()).isNotEqualTo(without.version());
        assertThat(zone.mapVersion()).isEqualTo(without.mapVersion()).isEqualTo(without.version());
        assertThat(without.parameters()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fcw: 3                          | 1 | keys and values expected here; zone refused
            fcw:                            | 1 | keys and values expected here; zone refused
            fcw: {}                         | 1 | keys and values expected here; zone refused
            - fcw                           | 1 | keys and values expected here; zone refused
            # nothing                       | 1 | empty file; zone refused
            fcw: {a_s: "3"}                 | 1 | not a number: a_s=3; zone refused
            fcw: {a_s: NaN}                 | 1 | not a number: a_s=NaN; zone refused
            fcw: {a_s: 1, a_s: 2}           | 1 | duplicate key: key=a_s; zone refused
            fcw: {a_s: 1}~fcw: {a_s: 1}     | 2 | duplicate key: key=fcw; zone refused
            fcw: {a_s: 1}~icw: {a_s: [1]}   | 2 | not a number: a_s=...; zone refused
            """)
    void refusesParametersThatAreNoNumbersByTheirNames(String text, int line, String reason) throws IOException {
        MiniZone.copyTo(folder);
        Path file = folder.resolve("parameters.yaml");
        Files.writeString(file, text.replace("~", "\n"));
        assertThatThrownBy(() -> ZoneFolder.read(folder))
                .isInstanceOf(ZoneException.class)
                .hasMessage(file + ":" + line + ": " + reason);
    }

    @Test
    void refusesYamlAliases() throws IOException {
        MiniZone.copyTo(folder);
        Files.writeString(folder.resolve("places.yaml"), "places: &all\n  - *all\n");

        assertThatThrownBy(() -> ZoneFolder.read(folder))
                .isInstanceOf(ZoneException.class)
                .hasMessageStartingWith(folder.resolve("places.yaml") + ":")
                .hasMessageEndingWith("; zone refused");
    }

    @Test
    void readsEveryFile() throws ZoneException {
        Zone zone = MiniZone.read();

        assertThat(zone.name()).isEqualTo("mini");
        assertThat(zone.titleZh()).isEqualTo("小型路口");
        assertThat(zone.plane().originLatitudeDeg()).isEqualTo(30.0);
        assertThat(zone.tiles().tiles())
                .containsExactly(new TileId(-1, -1), new TileId(0, -1), new TileId(-1, 0), new TileId(0, 0));
        assertThat(zone.roadsideUnits()).singleElement().satisfies(unit -> {
            assertThat(unit.stationId()).isEqualTo(0x5253555445535431L);
            assertThat(unit.eastM()).isCloseTo(12, within(0.01));
            assertThat(unit.northM()).isCloseTo(8, within(0.01));
        });
        assertThat(zone.busLines()).singleElement().satisfies(line -> {
            assertThat(line.roads()).containsExactly("a", "b");
            assertThat(line.stops().getFirst().lane()).isEqualTo(MiniZone.indexOf(zone, "b_1"));
        });
        assertThat(zone.places())
                .singleElement()
                .satisfies(place -> assertThat(place.titleEn()).isEqualTo("Library"));
        assertThat(zone.junctions())
                .singleElement()
                .satisfies(j -> assertThat(j.outline().size()).isEqualTo(5));
    }

    @Test
    void linksLanes() throws ZoneException {
        Zone zone = MiniZone.read();
        Lane approach = zone.lanes().findLane("a_2").orElseThrow();
        Lane left = zone.lanes().findLane("a_2>d_0").orElseThrow();

        assertThat(MiniZone.ids(zone, approach.successors())).containsExactly("a_2>b_2", "a_2>d_0");
        assertThat(approach.rightNeighbour()).isEqualTo(MiniZone.indexOf(zone, "a_1"));
        assertThat(approach.leftNeighbour()).isEqualTo(-1);
        assertThat(zone.lanes().findLane("a_1").orElseThrow().rightNeighbour())
                .as("a sidewalk is no neighbour")
                .isEqualTo(-1);
        assertThat(MiniZone.ids(zone, left.predecessors())).containsExactly("a_2");
        assertThat(MiniZone.ids(zone, left.successors())).containsExactly("d_0");
        assertThat(left.turn()).isEqualTo(TurnDirection.LEFT);
        assertThat(left.signal()).isEqualTo(new SignalRef("j", 0));
        assertThat(MiniZone.ids(zone, left.yieldsTo())).containsExactly("c_0>d_0");
        assertThat(left.insideJunction()).isTrue();
        assertThat(approach.insideJunction()).isFalse();
    }

    @Test
    void findsConflictsByGeometry() throws ZoneException {
        Zone zone = MiniZone.read();

        assertThat(MiniZone.ids(
                        zone, zone.lanes().findLane("a_1>b_1").orElseThrow().conflictsWith()))
                .containsExactlyInAnyOrder("c_0>d_0", "c_0>b_1", "j.x0");
        assertThat(MiniZone.ids(
                        zone, zone.lanes().findLane("c_0>d_0").orElseThrow().conflictsWith()))
                .as("crosses both, merges with the left turn, leaves the same lane as the right turn")
                .containsExactlyInAnyOrder("a_1>b_1", "a_2>b_2", "a_2>d_0");
    }

    @Test
    void changesItsVersionWithAnyByte() throws IOException, ZoneException {
        MiniZone.copyTo(folder);
        String before = ZoneFolder.read(folder).version();
        MiniZone.edit(folder.resolve("places.yaml"), "Library", "Library 2");

        assertThat(ZoneFolder.read(folder).version()).isNotEqualTo(before).hasSize(16);
        assertThat(MiniZone.read().version()).isEqualTo(before);
    }
}
