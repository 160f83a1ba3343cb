package io.yunkong.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.Zone;
import io.yunkong.sim.AwakeClock;
import io.yunkong.sim.TestEdge;
import io.yunkong.sim.Zones;
import io.yunkong.sim.client.Fleet;
import io.yunkong.wire.uper.BsmView;
import io.yunkong.wire.uper.RsmView;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ObservationReplayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Zone zone = Zones.zone("longzi-lake");

    @TempDir
    Path folder;

    @Test
    void playsBsmAndRsmLinesThroughTheirOwnSessions() throws Exception {
        RoadsideUnit unit = zone.roadsideUnits().get(2);
        double latitude = zone.plane().latitudeDeg(unit.eastM() + 20, unit.northM());
        double longitude = zone.plane().longitudeDeg(unit.eastM() + 20, unit.northM());
        String place = String.format(Locale.ROOT, "\"lat\":%.7f,\"lon\":%.7f", latitude, longitude);
        Path file = write(
                "{\"rx\":0.021,\"k\":\"bsm\",\"t\":0.0,\"id\":\"340AEA5F\",\"n\":23," + place
                        + ",\"hdg\":278.1,\"spd\":16.76,\"acc\":0.19,\"len\":4.66,\"wid\":1.9,\"cls\":\"car\"}",
                "{\"rx\":0.102,\"k\":\"rsm\",\"t\":0.015,\"rsu\":\"X\",\"objs\":[{\"pid\":7," + place
                        + ",\"hdg\":1,\"spd\":1,\"len\":0.4,\"wid\":0.6,\"cls\":\"pedestrian\"}]}");
        try (TestEdge edge = new TestEdge();
                ObservationReplay replay = play(file, edge)) {
            assertThat(replay.await(PATIENCE)).isTrue();
            ReplayReport report = replay.report();

            assertThat(report.finished()).isTrue();
            assertThat(report.lines()).isEqualTo(2);
            assertThat(report.links().sentFrames()).isEqualTo(2);
            await().atMost(PATIENCE).until(() -> edge.frames.size() == 2);
            BsmView bsm = new BsmView();
            RsmView rsm = new RsmView();
            List<byte[]> frames = List.copyOf(edge.frames);
            boolean first = frames.get(0)[0] >> 4 == 0;
            byte[] own = frames.get(first ? 0 : 1);
            byte[] seen = frames.get(first ? 1 : 0);
            bsm.wrap(own, 0, own.length);
            rsm.wrap(seen, 0, seen.length);
            assertThat(bsm.id()).isEqualTo(0x340AEA5FL);
            assertThat(bsm.messageCount()).isEqualTo(23);
            assertThat(rsm.id()).isEqualTo(unit.stationId());
        }
    }

    @Test
    void aRoadsideUnitThatFirstSeesSomethingAfterTheLinesReadAheadIsPlayed() throws Exception {
        RoadsideUnit unit = zone.roadsideUnits().get(2);
        List<String> lines = new ArrayList<>(Collections.nCopies(3_100, rsm(0.1, "quiet", "")));
        String seen = String.format(
                Locale.ROOT,
                "{\"pid\":7,\"lat\":%.7f,\"lon\":%.7f,\"hdg\":1,\"spd\":1,\"len\":0.4,\"wid\":0.6,\"cls\":\"pedestrian\"}",
                zone.plane().latitudeDeg(unit.eastM() + 20, unit.northM()),
                zone.plane().longitudeDeg(unit.eastM() + 20, unit.northM()));
        for (int i = 0; i < 100; i++) {
            lines.add(rsm(0.5 + 0.2 * i, "late", seen));
        }
        try (TestEdge edge = new TestEdge();
                ObservationReplay replay = play(write(lines.toArray(new String[0])), edge)) {
            await().atMost(PATIENCE).until(() -> !edge.frames.isEmpty() || replay.await(Duration.ZERO));

            assertThat(edge.frames).isNotEmpty();
            RsmView rsm = new RsmView();
            byte[] frame = edge.frames.element();
            rsm.wrap(frame, 0, frame.length);
            assertThat(rsm.id()).isEqualTo(unit.stationId());
            assertThat(replay.report().unmatchedRsmLines()).isZero();
            assertThat(edge.hellos).as("who saw nothing takes no unit").hasSize(1);
        }
    }

    @Test
    void closesTheSessionOfAVehicleThatHasLeft() throws Exception {
        String vehicle = "{\"rx\":%s,\"k\":\"bsm\",\"t\":0.0,\"id\":\"%s\",\"n\":1,\"lat\":34.8,\"lon\":113.8"
                + ",\"hdg\":1,\"spd\":1,\"len\":4.66,\"wid\":1.9,\"cls\":\"car\"}";
        Path file =
                write(vehicle.formatted("0.1", "0A"), vehicle.formatted("0.2", "0B"), vehicle.formatted("90", "0B"));
        try (TestEdge edge = new TestEdge();
                ObservationReplay replay = play(file, edge)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> !edge.left.isEmpty());

            assertThat(replay.await(Duration.ZERO)).as("the recording goes on").isFalse();
            assertThat(edge.left).containsExactly("obu-0A");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a kind unknown | {\"rx\":0.1,\"k\":\"psm\",\"t\":0.0} | unknown kind: k=psm",
                "no JSON | {\"rx\":0.1, | not JSON: ",
                "cut off | {\"rx\":0.1,\"k\":\"bsm\",\"t\":0.0} | missing field: name=id",
                "a word for a number | {\"rx\":\"soon\",\"k\":\"bsm\",\"t\":0.0} | not a number: ",
                "no number | {\"rx\":\"NaN\",\"k\":\"bsm\",\"t\":0.0} | not a finite number: rx=NaN",
                "a class unknown | BSM tram 4.6 1A | unknown class: cls=tram",
                "a length that BSM has no code for | BSM car -4.6 1A | cannot be sent: ",
                "an id that is not hex | BSM car 4.6 zz | not a station id: id=zz",
                "no object | [{}] | not a JSON object",
                "two objects | {\"rx\":0.1,\"k\":\"rsm\",\"t\":0.0,\"rsu\":\"X\",\"objs\":[]} {} | text after the object",
                "a list of numbers | {\"rx\":0.1,\"k\":\"rsm\",\"t\":0.0,\"rsu\":\"X\",\"objs\":[1]} | not a list of objects"
            })
    void aLineThatCannotBePlayedEndsTheReplayWithFileNumberAndReason(String name, String line, String reason)
            throws Exception {
        String[] words = line.split(" ", -1);
        String text = words[0].equals("BSM") ? bsm(words[1], words[2], words[3]) : line;
        Path file = write(bsm("car", "4.6", "1A"), text);
        try (TestEdge edge = new TestEdge();
                ObservationReplay replay = play(file, edge)) {
            assertThat(replay.await(PATIENCE)).isTrue();
            assertThat(replay.report().finished()).isFalse();
            assertThat(replay.report().failure())
                    .startsWith("set_obs.ndjson.gz:2: " + reason)
                    .doesNotContain("\n");
        }
    }

    @Test
    void playsARecordingThatIsNotPacked() throws Exception {
        Path file = Files.writeString(folder.resolve("set_obs.ndjson"), bsm("car", "4.6", "1A"));
        try (TestEdge edge = new TestEdge();
                ObservationReplay replay = play(file, edge)) {
            assertThat(replay.await(PATIENCE)).isTrue();
            assertThat(replay.report().finished()).isTrue();
            assertThat(replay.report().lines()).isOne();
        }
    }

    private ObservationReplay play(Path file, TestEdge edge) {
        Fleet.Target target = new Fleet.Target(zone.name(), edge.address(), null);
        return ObservationReplay.start(file, zone, target, 1, AwakeClock.shared(), heard -> {});
    }

    private static String rsm(double atS, String unit, String objects) {
        return String.format(
                Locale.ROOT, "{\"rx\":%.3f,\"k\":\"rsm\",\"t\":0.0,\"rsu\":\"%s\",\"objs\":[%s]}", atS, unit, objects);
    }

    private static String bsm(String userClass, String lengthM, String id) {
        return "{\"rx\":0.1,\"k\":\"bsm\",\"t\":0.0,\"id\":\"" + id + "\",\"n\":1,\"lat\":34.8,\"lon\":113.8,\"hdg\":1"
                + ",\"spd\":1,\"len\":" + lengthM + ",\"wid\":1.9,\"cls\":\"" + userClass + "\"}";
    }

    private Path write(String... lines) throws IOException {
        Path file = folder.resolve("set_obs.ndjson.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
