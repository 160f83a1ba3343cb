package io.yunkong.map.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneWatchTest {
    private final Path parent;
    private final Path folder;
    private final Zone first;
    private final ZoneWatch watch;

    ZoneWatchTest(@TempDir Path parent) throws IOException, ZoneException {
        this.parent = parent;
        this.folder = MiniZone.copyTo(Files.createDirectory(parent.resolve("mini")));
        this.first = ZoneFolder.read(folder);
        this.watch = new ZoneWatch(folder, first);
    }

    /** What any number of looks brings, as long as nobody writes. */
    private void nothingNew() throws ZoneException {
        for (int i = 0; i < 3; i++) {
            assertThat(watch.look()).isEmpty();
        }
    }

    @Test
    void handsOutAnotherVersionOnceAfterItStayedForTwoLooks() throws IOException, ZoneException {
        nothingNew();
        MiniZone.edit(folder.resolve("places.yaml"), "Library", "Town library");

        assertThat(watch.look()).as("it may still be written").isEmpty();
        assertThat(watch.look()).hasValueSatisfying(next -> {
            assertThat(next.version()).isNotEqualTo(first.version());
            assertThat(next.places().getFirst().titleEn()).isEqualTo("Town library");
            assertThat(watch.inForce()).isSameAs(next);
        });
        nothingNew();
    }

    @Test
    void waitsWhileSomebodyWrites() throws IOException, ZoneException {
        nothingNew();
        for (int i = 0; i < 5; i++) {
            Files.writeString(folder.resolve("lanes.geojson"), "{".repeat(i + 1));
            assertThat(watch.look()).isEmpty();
        }
        MiniZone.copyTo(Files.createDirectory(parent.resolve("other")));
        Files.copy(
                parent.resolve("other/lanes.geojson"),
                folder.resolve("lanes.geojson"),
                StandardCopyOption.REPLACE_EXISTING);
        nothingNew();
        assertThat(watch.inForce()).as("what was there before is there again").isSameAs(first);
    }

    @Test
    void takesWhatAnImportReplaces() throws IOException, ZoneException {
        nothingNew();
        var files = new TreeMap<>(ZoneFolder.files(folder));
        files.put("places.yaml", "places: []\n".getBytes(StandardCharsets.UTF_8));
        ZoneFolder.write(folder, files);

        assertThat(watch.look()).isEmpty();
        assertThat(watch.look())
                .hasValueSatisfying(next -> assertThat(next.places()).isEmpty());
    }

    @Test
    void aVersionThatCannotBeReadIsRefusedOnceAndTheNextGoodOneTaken() throws IOException, ZoneException {
        Files.writeString(folder.resolve("places.yaml"), "places: 7\n");
        assertThat(watch.look()).isEmpty();
        assertThatThrownBy(() -> watch.look())
                .isInstanceOf(ZoneException.class)
                .hasMessageStartingWith(folder.resolve("places.yaml") + ":");
        nothingNew();
        assertThat(watch.inForce()).isSameAs(first);

        Files.delete(folder.resolve("places.yaml"));
        assertThat(watch.look()).isEmpty();
        assertThatThrownBy(() -> watch.look())
                .isInstanceOf(ZoneException.class)
                .hasMessage(folder.resolve("places.yaml") + ": file missing; zone refused");
        nothingNew();

        Files.writeString(folder.resolve("places.yaml"), "places: []\n");
        assertThat(watch.look()).isEmpty();
        assertThat(watch.look()).isPresent();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "name: mini|name: maxi|name differs: in_force=mini, new=maxi; refused, a restart takes it",
                "origin_latitude_deg: 30.0|origin_latitude_deg: 30.0001"
                        + "|origin differs: in_force=30.0/120.0, new=30.0001/120.0; refused, a restart takes it",
                "tile_side_m: 1500|tile_side_m: 1600"
                        + "|tiles differ: in_force=1500/200, new=1600/200; refused, a restart takes it",
                "tile_border_m: 200|tile_border_m: 100"
                        + "|tiles differ: in_force=1500/200, new=1500/100; refused, a restart takes it"
            })
    void whatLinksAndLeasesRestOnCannotChange(String from, String to, String reason) throws IOException, ZoneException {
        MiniZone.edit(folder.resolve("zone.yaml"), from, to);
        assertThat(watch.look()).isEmpty();
        assertThatThrownBy(() -> watch.look()).isInstanceOf(ZoneException.class).hasMessage(folder + ": " + reason);
        assertThat(watch.inForce()).isSameAs(first);
    }

    @Test
    void aMistakeThatTheVersionInForceDoesNotHaveIsRefused() throws IOException, ZoneException {
        // the end of a lane, 2 m beside the lanes that go on from there
        MiniZone.edit(
                folder.resolve("lanes.geojson"),
                "[119.9989636,29.9999842],[119.9998964,29.9999842]",
                "[119.9989636,29.9999842],[119.9998764,29.9999842]");
        assertThat(watch.look()).isEmpty();
        assertThatThrownBy(() -> watch.look())
                .isInstanceOf(ZoneException.class)
                .hasMessageContaining("mistakes: kind=gap, count=")
                .hasMessageContaining("limit=0 as in force")
                .hasMessageEndingWith("; refused");

        ZoneWatch started = new ZoneWatch(folder, ZoneFolder.read(folder));
        MiniZone.edit(folder.resolve("places.yaml"), "Library", "Town library");
        assertThat(started.look()).isEmpty();
        assertThat(started.look()).as("what it has already is no reason").isPresent();
    }
}
