package io.yunkong.sim.obu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FixInputTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final long NOW_US = NOW.toEpochMilli() * 1000;

    @TempDir
    Path folder = Path.of("");

    private final InputTally tally = new InputTally();
    private final List<ObuEvent> events = new ArrayList<>();
    private final List<Reading> readings = new ArrayList<>();
    private final List<Long> waits = new ArrayList<>();

    private void play(FixSource source, String text) throws IOException {
        FixInput input = new FixInput(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                source,
                VehicleProfile.BUS,
                InstantSource.fixed(NOW),
                tally,
                events::add);
        input.play(readings::add, timeUs -> waits.add(timeUs));
    }

    private FixSource recording(FixSource.Format format, String text) throws IOException {
        return new FixSource(
                format, Files.writeString(folder.resolve("recording"), text).toString());
    }

    @Test
    void badLinesAreToldWithTheirNumberAndCountedAndTheOthersNotLost() throws IOException {
        String bad = "$GNRMC,junk*00\r\n".repeat(5);
        String text = Nmea.rmc("GN", "095959.90", "211126") + "\r\n" + bad + "x".repeat(20_000) + "\n\n"
                + Nmea.rmc("GN", "100000.00", "211126");
        play(new FixSource(FixSource.Format.NMEA, "-"), text);
        assertThat(readings).hasSize(2);
        assertThat(tally.lines()).isEqualTo(9);
        assertThat(tally.fixes()).isEqualTo(2);
        assertThat(tally.defects()).containsEntry(LineDefect.CHECKSUM_WRONG, 5L).containsEntry(LineDefect.TOO_LONG, 1L);
        assertThat(events).hasSize(4).element(2).isInstanceOfSatisfying(ObuEvent.LineRefused.class, told -> {
            assertThat(told.line()).isEqualTo(4);
            assertThat(told.last()).isTrue();
        });
    }

    @Test
    void aRecordingIsPlayedAtItsOwnPaceWithItsTimesMovedToNow() throws IOException {
        String text = String.join(
                "\n",
                Nmea.rmc("GN", "080000.00", "010526"),
                Nmea.rmc("GN", "080000.10", "010526"),
                Nmea.rmc("GN", "080007.00", "010526"),
                Nmea.rmc("GN", "070000.00", "010526"),
                Nmea.rmc("GN", "070001.00", "010526"));
        play(recording(FixSource.Format.NMEA, text), text);
        assertThat(waits)
                .as("another recording behind the first goes on where it ended")
                .containsExactly(NOW_US, NOW_US + 100_000, NOW_US + 7_000_000, NOW_US + 7_100_000, NOW_US + 8_100_000);
        assertThat(readings).extracting(reading -> ((Fix) reading).timeUs()).containsExactlyElementsOf(waits);
    }

    @Test
    void aRecordingWithoutTimesHasTenLinesASecond() throws IOException {
        String text = "{\"lat\":34.8,\"lon\":113.8,\"speed_mps\":3}\n".repeat(3);
        play(recording(FixSource.Format.JSONL, text), text);
        assertThat(waits).containsExactly(NOW_US, NOW_US + 100_000, NOW_US + 200_000);
    }

    @Test
    void aLiveInputKeepsItsTimes() throws IOException {
        play(new FixSource(FixSource.Format.NMEA, "-"), Nmea.rmc("GN", "080000.00", "010526"));
        assertThat(waits).isEmpty();
        assertThat(readings)
                .first()
                .isInstanceOfSatisfying(
                        Fix.class,
                        fix -> assertThat(fix.timeUs())
                                .isEqualTo(Instant.parse("2026-05-01T08:00:00Z").toEpochMilli() * 1000));
    }
}
