package io.yunkong.map.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.observe.Doubt;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.road.NetworkImport;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneException;
import io.yunkong.map.warn.Application;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReplayTest {
    private static final double LATITUDE = 34.8 - 1.6 / 110_940;
    private static final double DEGREES_PER_METRE = 1 / 91_480.0;

    private final Zone zone = zone();

    private static Zone zone() {
        try (InputStream in = Objects.requireNonNull(ReplayTest.class.getResourceAsStream("/network/bend.net.xml"))) {
            return NetworkImport.sumo("bend.net.xml", new InputStreamReader(in, StandardCharsets.UTF_8))
                    .zone();
        } catch (IOException | ZoneException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What came out of one run. */
    private static final class Results implements ReplayOutput {
        final List<String> tracks = new ArrayList<>();
        final List<String> warnings = new ArrayList<>();

        @Override
        public boolean wantsTracks() {
            return true;
        }

        @Override
        public void tracks(CharSequence line) {
            tracks.add(line.toString());
        }

        @Override
        public void warning(CharSequence line) {
            warnings.add(line.toString());
        }
    }

    private ReplayCounts run(List<String> lines, Results into) {
        Replay replay = new Replay(zone, into);
        for (String line : lines) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            replay.line(bytes, 0, bytes.length);
        }
        replay.end();
        return replay.counts();
    }

    /** One car stands 80 m down the road, another comes up at 13 m/s without braking; a roadside unit sees both and somebody unequipped. */
    private static List<String> closingIn() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            double t = i / 10.0;
            lines.add(bsm(t + 0.03, t, "00C0FFEE", 80, 0));
            lines.add(bsm(t + 0.04, t, "AB", 2 + 13 * t, 13));
            lines.add(String.format(
                    Locale.ROOT,
                    "{\"rx\":%.3f,\"k\":\"rsm\",\"t\":%.3f,\"rsu\":\"R1\",\"objs\":[%s,%s]}",
                    t + 0.09,
                    t,
                    object(4, 80.4, 0, "car"),
                    object(5, 40 + t, 1, "bicycle")));
        }
        return lines;
    }

    private static String bsm(double rx, double t, String id, double alongM, double speed) {
        return String.format(
                Locale.ROOT,
                "{\"rx\":%.3f,\"k\":\"bsm\",\"t\":%.3f,\"id\":\"%s\",\"n\":1,%s}",
                rx,
                t,
                id,
                body(alongM, speed, "car"));
    }

    private static String object(int number, double alongM, double speed, String userClass) {
        return "{\"pid\":" + number + "," + body(alongM, speed, userClass) + "}";
    }

    private static String body(double alongM, double speed, String userClass) {
        return String.format(
                Locale.ROOT,
                "\"lat\":%.7f,\"lon\":%.7f,\"hdg\":90,\"spd\":%.2f,\"acc\":0,\"len\":4.6,\"wid\":1.8,\"cls\":\"%s\"",
                LATITUDE,
                113.8 + (alongM - 100) * DEGREES_PER_METRE,
                speed,
                userClass);
    }

    @Test
    void tracksEveryTenthOfASecondAndWarnsTheOneBehind() {
        Results results = new Results();
        ReplayCounts counts = run(closingIn(), results);

        assertThat(counts.lines()).isEqualTo(150);
        assertThat(counts.detections()).isEqualTo(200);
        assertThat(counts.rejected()).isEmpty();
        assertThat(counts.refused()).isEmpty();
        assertThat(counts.tracks()).as("two cars and the cyclist").isEqualTo(3);
        assertThat(counts.warnings()).containsKey(Application.FCW);
        assertThat(results.tracks).hasSize(51);
        assertThat(results.tracks.getFirst()).isEqualTo("{\"t\":0.0,\"tracks\":[]}\n");
        assertThat(results.tracks.getLast())
                .startsWith("{\"t\":5.0,\"tracks\":[{\"id\":\"")
                .containsPattern("\"lat\":34\\.79998\\d\\d,\"lon\":113\\.\\d{7},\"spd\":\\d+\\.\\d\\d,\"hdg\":")
                .contains("\"cls\":\"bicycle\"");
        assertThat(results.warnings)
                .anySatisfy(line -> assertThat(line)
                        .matches(
                                "\\{\"t\":\\d\\.\\d{3},\"ego\":\"AB\",\"type\":\"FCW\",\"severity\":\"(warning|imminent)\""
                                        + ",\"olat\":34\\.\\d{7},\"olon\":113\\.\\d{7},\"ttc\":\\d\\.\\d\\d}\\n"));
    }

    @Test
    void twoRunsGiveTheSameBytes() {
        Results first = new Results();
        Results second = new Results();
        ReplayCounts counts = run(closingIn(), first);

        assertThat(run(closingIn(), second)).isEqualTo(counts);
        assertThat(second.tracks).isEqualTo(first.tracks);
        assertThat(second.warnings).isEqualTo(first.warnings);
    }

    @ParameterizedTest
    @CsvSource({"0.1", "1.0", "2.7", "4.9"})
    void nothingThatArrivesLaterHasAnInfluence(double t) {
        Results all = new Results();
        Results early = new Results();
        run(closingIn(), all);
        run(
                closingIn().stream()
                        .filter(line -> Double.parseDouble(line.substring(6, line.indexOf(','))) <= t)
                        .collect(Collectors.toList()),
                early);
        int ticks = (int) Math.round(t * 10) + 1;

        assertThat(early.tracks.subList(0, ticks)).isEqualTo(all.tracks.subList(0, ticks));
        assertThat(all.warnings.subList(0, early.warnings.size())).isEqualTo(early.warnings);
    }

    @Test
    void aMessageThatArrivesAtTheTickIsPartOfIt() {
        Results results = new Results();
        run(List.of(bsm(0.1, 0.05, "AB", 10, 5), bsm(0.2, 0.15, "AB", 10.5, 5)), results);

        assertThat(results.tracks).hasSize(3);
        assertThat(results.tracks.get(0)).doesNotContain("id");
        assertThat(results.tracks.get(1)).contains("id");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "NOT_JSON | {\"rx\":0.5,",
                "NOT_JSON | []",
                "NOT_JSON | {\"rx\":0.5} {}",
                "MISSING_FIELD | {\"rx\":0.5,\"k\":\"bsm\"}",
                "MISSING_FIELD | {\"rx\":0.5,\"t\":0.4,\"k\":\"bsm\",\"lat\":34.8}",
                "MISSING_FIELD | {\"rx\":0.5,\"t\":0.4,\"k\":\"rsm\",\"rsu\":\"R1\"}",
                "NOT_A_NUMBER | {\"rx\":\"0.5\",\"t\":0.4,\"k\":\"bsm\"}",
                "VALUE_OUT_OF_RANGE | {\"rx\":-1,\"t\":0.4,\"k\":\"bsm\"}",
                "VALUE_OUT_OF_RANGE | {\"rx\":1e300,\"t\":0.4,\"k\":\"bsm\"}",
                "VALUE_OUT_OF_RANGE | {\"rx\":0.5,\"t\":0.4,\"k\":\"bsm\",\"id\":\"A\",\"lat\":134.8,\"lon\":1,\"hdg\":1,\"spd\":1,\"cls\":\"car\"}",
                "UNKNOWN_KIND | {\"rx\":0.5,\"t\":0.4,\"k\":\"psm\"}",
                "UNKNOWN_CLASS | {\"rx\":0.5,\"t\":0.4,\"k\":\"bsm\",\"id\":\"A\",\"lat\":34.8,\"lon\":113.8,\"hdg\":1,\"spd\":1,\"cls\":\"tank\"}",
                "BAD_STATION_ID | {\"rx\":0.5,\"t\":0.4,\"k\":\"bsm\",\"id\":\"zz\"}",
                "ARRIVAL_TIME_JUMP | {\"rx\":4000,\"t\":3999.9,\"k\":\"rsm\",\"rsu\":\"R1\",\"objs\":[]}"
            })
    void aBadLineIsCountedWithItsNumberAndLosesNothingElse(LineDefect defect, String bad) {
        Results clean = new Results();
        Results disturbed = new Results();
        run(closingIn(), clean);
        List<String> lines = closingIn();
        lines.add(60, bad);
        lines.add(99, bad);
        ReplayCounts counts = run(lines, disturbed);

        assertThat(counts.refused()).isEqualTo(Map.of(defect, new Defects.Count(2, 61)));
        assertThat(disturbed.tracks).isEqualTo(clean.tracks);
        assertThat(disturbed.warnings).isEqualTo(clean.warnings);
    }

    @Test
    void oneBadObjectDoesNotCostTheOthers() {
        Results results = new Results();
        String line = "{\"k\":\"rsm\",\"objs\":[7," + object(3, 20, 5, "tank") + "," + object(4, 40, 5, "car")
                + "],\"rsu\":\"R1\",\"t\":0.01,\"rx\":0.09}";
        ReplayCounts counts = run(List.of(line), results);

        assertThat(counts.detections()).isEqualTo(3);
        assertThat(counts.refused())
                .isEqualTo(Map.of(
                        LineDefect.MISSING_FIELD, new Defects.Count(1, 1),
                        LineDefect.UNKNOWN_CLASS, new Defects.Count(1, 1)));
        assertThat(counts.rejected()).isEmpty();
    }

    @Test
    void unavailableNeverBecomesANumber() {
        Results results = new Results();
        String good = bsm(0.1, 0.05, "AB", 10, 5);
        ReplayCounts counts = run(
                List.of(
                        good.replaceFirst("\"lat\":[0-9.]+", "\"lat\":90.0000001"),
                        good.replaceFirst("\"lon\":[0-9.]+", "\"lon\":null"),
                        good.replaceFirst("\"spd\":[0-9.]+", "\"spd\":163.82"),
                        good.replaceFirst(",\"hdg\":90", ""),
                        good.replaceFirst("\"lat\":[0-9.]+,\"lon\":[0-9.]+", "\"lat\":0,\"lon\":0")),
                results);

        assertThat(counts.rejected())
                .isEqualTo(Map.of(
                        RejectReason.POSITION_UNAVAILABLE, 2L,
                        RejectReason.MOTION_UNAVAILABLE, 2L,
                        RejectReason.POSITION_ZERO, 1L));
        assertThat(counts.tracks()).isZero();
    }

    @Test
    void swappedCoordinatesAreNamed() {
        String good = bsm(0.1, 0.05, "AB", 10, 5);
        String swapped = good.replace("lat", "?").replace("lon", "lat").replace("?", "lon");
        ReplayCounts counts = run(List.of(swapped), new Results());
        assertThat(counts.rejected()).isEqualTo(Map.of(RejectReason.COORDINATES_SWAPPED, 1L));
        assertThat(counts.refused()).isEmpty();
    }

    @Test
    void aStationThatIsNotBelievedIsCountedWithTheReason() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            lines.add(bsm(0.1 * i + 0.1, 0.1 * i + 0.05, "AB", i % 2 * 100, 5));
        }
        ReplayCounts counts = run(lines, new Results());
        assertThat(counts.stationsDiscounted()).isEqualTo(Map.of(Doubt.POSITION_JUMP, 1L));
        assertThat(counts.stationsExcluded()).isEqualTo(Map.of(Doubt.POSITION_JUMP, 1L));
    }

    @Test
    void aRecordingMayPause() {
        List<String> lines = new ArrayList<>(List.of(bsm(0.1, 0.05, "AB", 10, 5)));
        lines.add(bsm(30.1, 30.05, "AB", 20, 5));
        lines.add(bsm(30.2, 30.15, "AB", 20.5, 5));
        ReplayCounts counts = run(lines, new Results());

        assertThat(counts.refused()).isEmpty();
        assertThat(counts.rejected()).isEmpty();
        assertThat(counts.recordedS()).isEqualTo(30.2);
    }
}
