package io.yunkong.map.road;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneWatchTest {
    private final Path parent;
    private final Path folder;
    private final Zone first;
    private final ZoneWatch watch;
    private final List<Zone> given = new ArrayList<>();
    private boolean breaksDown;

    ZoneWatchTest(@TempDir Path parent) throws IOException, ZoneException {
        this.parent = parent;
        this.folder = MiniZone.copyTo(Files.createDirectory(parent.resolve("mini")));
        this.first = ZoneFolder.read(folder);
        this.watch = new ZoneWatch(folder, first, read -> read);
    }

    private Optional<ZoneNews> look() throws InterruptedException {
        return watch.look(next -> {
            given.add(next);
            if (breaksDown) {
                throw new IllegalStateException("tiles do not answer");
            }
            return 7;
        });
    }

    /** What any number of looks brings, as long as nobody writes. */
    private void nothingNew() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            assertThat(look()).isEmpty();
        }
    }

    private Zone activated() throws InterruptedException {
        assertThat(look()).as("it may still be written").isEmpty();
        ZoneNews news = look().orElseThrow();
        assertThat(news).isInstanceOf(ZoneNews.Activated.class);
        assertThat(watch.inForce()).isSameAs(given.getLast()).isSameAs(((ZoneNews.Activated) news).now());
        return watch.inForce();
    }

    private String refused() throws InterruptedException {
        assertThat(look()).as("it may still be written").isEmpty();
        int before = given.size();
        Zone inForce = watch.inForce();
        ZoneNews news = look().orElseThrow();
        assertThat(given).hasSize(before);
        assertThat(watch.inForce()).isSameAs(inForce);
        assertThat(news)
                .hasToString("zone not activated: zone=mini, version=" + inForce.version() + ", reason="
                        + ((ZoneNews.Refused) news).reason() + "; the old version stays");
        return ((ZoneNews.Refused) news).reason();
    }

    @Test
    void anotherVersionTakesOverOnceAfterItStayedForTwoLooks() throws Exception {
        nothingNew();
        MiniZone.edit(folder.resolve("places.yaml"), "Library", "Town library");

        assertThat(look()).as("it may still be written").isEmpty();
        assertThat(look())
                .hasValueSatisfying(news -> assertThat(news)
                        .hasToString("zone activated: zone=mini, version=" + first.version() + " -> "
                                + watch.inForce().version() + ", lanes="
                                + first.lanes().lanes().size() + ", tracks_kept=7"));
        assertThat(watch.inForce().version()).isNotEqualTo(first.version());
        assertThat(watch.inForce().places().getFirst().titleEn()).isEqualTo("Town library");
        nothingNew();
        assertThat(given).containsExactly(watch.inForce());
    }

    @Test
    void waitsWhileSomebodyWrites() throws Exception {
        nothingNew();
        for (int i = 0; i < 5; i++) {
            Files.writeString(folder.resolve("lanes.geojson"), "{".repeat(i + 1));
            assertThat(look()).isEmpty();
        }
        MiniZone.copyTo(Files.createDirectory(parent.resolve("other")));
        Files.copy(
                parent.resolve("other/lanes.geojson"),
                folder.resolve("lanes.geojson"),
                StandardCopyOption.REPLACE_EXISTING);
        nothingNew();
        assertThat(watch.inForce()).as("what was there before is there again").isSameAs(first);
        assertThat(given).isEmpty();
    }

    @Test
    void takesWhatAnImportReplaces() throws Exception {
        nothingNew();
        var files = new TreeMap<>(ZoneFolder.files(folder));
        files.put("places.yaml", "places: []\n".getBytes(StandardCharsets.UTF_8));
        ZoneFolder.write(folder, files);

        assertThat(activated().places()).isEmpty();
    }

    @Test
    void aVersionThatCannotBeReadIsRefusedOnceAndTheNextGoodOneTaken() throws Exception {
        Files.writeString(folder.resolve("places.yaml"), "places: 7\n");
        assertThat(refused()).startsWith(folder.resolve("places.yaml") + ":");
        nothingNew();

        Files.delete(folder.resolve("places.yaml"));
        assertThat(refused()).isEqualTo(folder.resolve("places.yaml") + ": file missing; zone refused");
        nothingNew();

        Files.writeString(folder.resolve("places.yaml"), "places: []\n");
        assertThat(activated().places()).isEmpty();
    }

    @Test
    void aVersionAtWhichAPartFailsIsSaidOnceAndTriedAgainUntilItIsInForce() throws Exception {
        MiniZone.edit(folder.resolve("places.yaml"), "Library", "Town library");
        breaksDown = true;
        assertThat(look()).as("it may still be written").isEmpty();
        assertThat(look())
                .hasValueSatisfying(
                        news -> assertThat(news)
                                .isInstanceOf(ZoneNews.Failed.class)
                                .hasToString(
                                        "zone not activated: zone=mini, version=" + first.version()
                                                + ", reason=java.lang.IllegalStateException: tiles do not answer; tried again until it is"));
        nothingNew();
        assertThat(watch.inForce()).isSameAs(first);
        assertThat(given)
                .hasSize(4)
                .allSatisfy(zone -> assertThat(zone.version()).isNotEqualTo(first.version()));

        breaksDown = false;
        assertThat(look()).containsInstanceOf(ZoneNews.Activated.class);
        assertThat(watch.inForce()).isSameAs(given.getLast());
        nothingNew();
        assertThat(given).hasSize(5);
    }

    @Test
    void whoTakesAVersionBackAtWhichAPartFailedHasTheOldOneTakeOverEverywhere() throws Exception {
        MiniZone.edit(folder.resolve("places.yaml"), "Library", "Town library");
        breaksDown = true;
        assertThat(look()).isEmpty();
        assertThat(look()).containsInstanceOf(ZoneNews.Failed.class);
        breaksDown = false;
        MiniZone.edit(folder.resolve("places.yaml"), "Town library", "Library");

        assertThat(activated().version())
                .as("some parts may work with the other")
                .isEqualTo(first.version());
        nothingNew();
    }

    @Test
    void theVersionInForceTakesOverAgainWhenWhatFollowsOneThatFailedIsRefused() throws Exception {
        MiniZone.edit(folder.resolve("places.yaml"), "Library", "Town library");
        breaksDown = true;
        assertThat(look()).isEmpty();
        assertThat(look()).containsInstanceOf(ZoneNews.Failed.class);
        Files.writeString(folder.resolve("places.yaml"), "places: 7\n");

        refused();
        assertThat(look()).as("it fails, too").containsInstanceOf(ZoneNews.Failed.class);
        nothingNew();
        breaksDown = false;
        assertThat(look()).containsInstanceOf(ZoneNews.Activated.class);
        assertThat(given.getLast()).as("some parts may work with the other").isSameAs(first);
        assertThat(watch.inForce()).isSameAs(first);
        int tries = given.size();
        nothingNew();
        assertThat(given).hasSize(tries);
    }

    @Test
    void aVersionOverWhichTheReaderBreaksDownIsReadAndRefusedOnce() throws Exception {
        AtomicInteger read = new AtomicInteger();
        ZoneWatch broken = new ZoneWatch(folder, first, _ -> {
            read.incrementAndGet();
            throw new IndexOutOfBoundsException("lane -1");
        });
        MiniZone.edit(folder.resolve("places.yaml"), "Library", "Town library");
        assertThat(broken.look(_ -> 0)).isEmpty();
        assertThat(broken.look(_ -> 0))
                .hasValueSatisfying(news -> assertThat(news)
                        .hasToString("zone not activated: zone=mini, version=" + first.version()
                                + ", reason=java.lang.IndexOutOfBoundsException: lane -1; the old version stays"));
        assertThat(broken.look(_ -> 0)).isEmpty();
        assertThat(read).hasValue(1);
    }

    @Test
    void aVersionThatCannotBePreparedIsRefusedAndTheNextGoodOneTaken() throws Exception {
        ZoneWatch strict = new ZoneWatch(folder, first, read -> {
            if (!read.parameters().isEmpty()) {
                throw read.parameters().getFirst().refuse("parameter unknown");
            }
            return read;
        });
        Path parameters = folder.resolve("parameters.yaml");
        Files.writeString(parameters, "fcw:\n  abc: 1\n");
        assertThat(strict.look(_ -> 0)).isEmpty();
        assertThat(strict.look(_ -> 0))
                .hasValueSatisfying(news -> assertThat(news)
                        .hasToString("zone not activated: zone=mini, version=" + first.version() + ", reason="
                                + parameters + ":2: parameter unknown; zone refused; the old version stays"));
        Files.delete(parameters);
        MiniZone.edit(folder.resolve("places.yaml"), "Library", "Town library");
        assertThat(strict.look(_ -> 0)).isEmpty();
        assertThat(strict.look(_ -> 0)).containsInstanceOf(ZoneNews.Activated.class);
    }

    @Test
    void otherParametersAreAnotherVersionOnTheSameLanes() throws Exception {
        Files.writeString(folder.resolve("parameters.yaml"), "fcw:\n  hysteresis_s: 1\n");
        Zone set = activated();
        assertThat(set.version()).isNotEqualTo(first.version());
        assertThat(set.sameMapAs(first)).isTrue();
        assertThat(set.lanes()).isSameAs(first.lanes());
        assertThat(set.parameters()).hasSize(1);

        MiniZone.edit(folder.resolve("places.yaml"), "Library", "Town library");
        Zone moved = activated();
        assertThat(moved.sameMapAs(set)).isFalse();
        assertThat(moved.parameters()).isEqualTo(set.parameters());

        Files.delete(folder.resolve("parameters.yaml"));
        assertThat(activated().parameters()).isEmpty();
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
    void whatLinksAndLeasesRestOnCannotChange(String from, String to, String reason) throws Exception {
        MiniZone.edit(folder.resolve("zone.yaml"), from, to);
        assertThat(refused()).isEqualTo(folder + ": " + reason);
        assertThat(watch.inForce()).isSameAs(first);
    }

    @Test
    void aMistakeThatTheVersionInForceDoesNotHaveIsRefused() throws Exception {
        // the end of a lane, 2 m beside the lanes that go on from there
        MiniZone.edit(
                folder.resolve("lanes.geojson"),
                "[119.9989636,29.9999842],[119.9998964,29.9999842]",
                "[119.9989636,29.9999842],[119.9998764,29.9999842]");
        assertThat(refused())
                .contains("mistakes: kind=gap, count=", "limit=0 as in force")
                .endsWith("; refused");

        ZoneWatch started = new ZoneWatch(folder, ZoneFolder.read(folder), read -> read);
        MiniZone.edit(folder.resolve("places.yaml"), "Library", "Town library");
        assertThat(started.look(_ -> 0)).isEmpty();
        assertThat(started.look(_ -> 0))
                .as("what it has already is no reason")
                .containsInstanceOf(ZoneNews.Activated.class);
    }
}
