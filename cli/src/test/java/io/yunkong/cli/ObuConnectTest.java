package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yunkong.edge.EdgeConfig;
import io.yunkong.edge.EdgeNode;
import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.map.road.Zone;
import io.yunkong.map.warn.Application;
import io.yunkong.sim.obu.EdgePoint;
import io.yunkong.sim.obu.FixSource;
import io.yunkong.sim.obu.LineDefect;
import io.yunkong.sim.obu.Notice;
import io.yunkong.sim.obu.Obu;
import io.yunkong.sim.obu.ObuConfig;
import io.yunkong.sim.obu.ObuEvent;
import io.yunkong.sim.obu.Silence;
import io.yunkong.sim.obu.VehicleKind;
import io.yunkong.sim.obu.VehicleProfile;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bus team's recording, played against a running edge: what they read on their terminal. */
final class ObuConnectTest {
    private static final Zone ZONE = Zones.read("longzi-lake");

    @TempDir
    Path folder = Path.of("");

    private static EdgeNode edge() throws Exception {
        return EdgeNode.start(
                EdgeConfig.standard(
                        "edge-1",
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        Optional.empty(),
                        List.of()),
                ZONE,
                InstantSource.system());
    }

    private Path file(String name, String lines) throws Exception {
        return Files.writeString(folder.resolve(name), lines);
    }

    @Test
    void aBusThatClosesInOnAStandingCarIsToldSo() throws Exception {
        RealTime.drive(this::closesIn);
    }

    private boolean closesIn(boolean last) throws Exception {
        Path standing = file("standing.jsonl", new Drive(ZONE, 300, 0, 60, 10, false).jsonLines());
        Path closing = file("closing.nmea", new Drive(ZONE, 205, 12, 7, 5, false).nmea() + "$GNRMC,noise*11\r\n");
        try (EdgeNode edge = edge()) {
            ObuConfig car = new ObuConfig(
                    "car-02",
                    VehicleKind.ONBOARD_UNIT,
                    0xCA2,
                    "longzi-lake",
                    new VehicleProfile(10, 4.6, 1.8),
                    new EdgePoint("127.0.0.1", edge.tcpAddress().getPort()),
                    Optional.empty());
            FixSource source = new FixSource(FixSource.Format.JSONL, standing.toString());
            try (Obu obu = Obu.start(car, source, InputStream.nullInputStream(), InstantSource.system(), event -> {})) {
                await().atMost(Duration.ofSeconds(30)).until(() -> obu.report().sent() > 0);
                Console bus = Console.run(
                        "obu",
                        "connect",
                        "--id",
                        "bus-01",
                        "--edge",
                        Text.address(edge.tcpAddress()),
                        "--nmea",
                        closing.toString(),
                        "--lang",
                        "zh");
                EdgeStatistics counted = edge.statistics();
                if (!last && (counted.rejectedTotal() > 0 || counted.warnings().acknowledged() != 1)) {
                    return false;
                }
                assertThat(bus.exitCode()).as(bus.out() + bus.err()).isZero();
                assertThat(bus.out()).contains("已连接", "正在发送 BSM", "前向碰撞预警：前方约", "米有小汽车", "第 71 行未使用", "已确认 1");
                assertThat(counted.warnings().raised()).containsEntry(Application.FCW, 1L);
                assertThat(counted.warnings().acknowledged()).isEqualTo(1);
                assertThat(counted.rejectedTotal()).as("%s", counted.rejected()).isZero();
                return true;
            }
        }
    }

    @Test
    void aRefusalIsOneLineAndItsOwnExitCode() throws Exception {
        try (EdgeNode edge = edge()) {
            Path drive = file("drive.jsonl", new Drive(ZONE, 0, 10, 20, 10, false).jsonLines());
            Console refused = Console.run(
                    "obu",
                    "connect",
                    "--id",
                    "bus-01",
                    "--edge",
                    Text.address(edge.tcpAddress()),
                    "--zone",
                    "deqing",
                    "--jsonl",
                    drive.toString(),
                    "--json");
            assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(refused.err()).contains("code=UNKNOWN_ZONE", "served=longzi-lake");
            assertThat(refused.out().lines())
                    .allSatisfy(line -> assertThat(line).startsWith("{\"event\":"));
            assertThat(refused.out()).contains("\"event\":\"refused\"", "\"event\":\"summary\"");
            assertThat(refused.out()).doesNotContain("\"event\":\"sending\"");
        }
    }

    @Test
    void aSinglePositionIsSentBeforeTheInputsEndIsTheEnd() throws Exception {
        try (EdgeNode edge = edge()) {
            Path position = file(
                    "position.jsonl",
                    new Drive(ZONE, 0, 10, 20, 10, false)
                            .jsonLines()
                            .lines()
                            .findFirst()
                            .orElseThrow());

            Console sent = Console.run(
                    "obu",
                    "connect",
                    "--id",
                    "bus-01",
                    "--edge",
                    Text.address(edge.tcpAddress()),
                    "--jsonl",
                    position.toString(),
                    "--lang",
                    "en");

            assertThat(sent.exitCode()).as(sent.out() + sent.err()).isZero();
            assertThat(sent.out()).containsPattern("[1-9]\\d* BSM sent");
        }
    }

    @Test
    void aBusWhosePositionsAreNotUsedIsToldSo() throws Exception {
        String beijing = IntStream.range(0, 40)
                .mapToObj(i -> "{\"time\":%.1f,\"lat\":39.9,\"lon\":116.4,\"speed_mps\":0,\"heading_deg\":0}%n"
                        .formatted(1_777_622_400 + i / 10.0))
                .collect(Collectors.joining());
        Path drive = file("beijing.jsonl", beijing);
        try (EdgeNode edge = edge()) {
            Console bus = connect(Text.address(edge.tcpAddress()), "--jsonl", drive.toString(), "--lang", "en");
            assertThat(bus.exitCode()).as(bus.out() + bus.err()).isZero();
            assertThat(bus.out())
                    .containsSubsequence(
                            "Sending BSM",
                            "The edge does not use this vehicle's positions: they are outside the zone; no warning does"
                                    + " not mean no danger",
                            "use of its positions by the edge {none/outside_zone=1}");
        }
    }

    @Test
    void theUseOfItsPositionsIsSaidInBothLanguagesAndToMachines() {
        for (String level : List.of("none", "excluded", "discounted")) {
            ObuEvent event = new ObuEvent.PositionUse(level, "from_future", 1_000_000);
            assertThat(new ObuSentences(Language.ENGLISH).event(event)).contains("The edge", "a clock is wrong");
            assertThat(new ObuSentences(Language.CHINESE).event(event)).contains("边缘节点", "本车定位", "时钟有误");
        }
        ObuEvent unnamed = new ObuEvent.PositionUse("none", "table_full", 1_000_000);
        assertThat(new ObuSentences(Language.ENGLISH).event(unnamed)).contains("positions: table_full;");
        ObuEvent full = new ObuEvent.PositionUse("full", "", 2_000_000);
        assertThat(new ObuSentences(Language.ENGLISH).event(full))
                .endsWith("The edge uses this vehicle's positions again");
        assertThat(new ObuSentences(Language.CHINESE).event(full)).endsWith("边缘节点已恢复使用本车定位");
        assertThat(new ObuJson().event(unnamed))
                .startsWith("{\"event\":\"position_use\"")
                .endsWith("\"level\":\"none\",\"reason\":\"table_full\",\"since\":\"1970-01-01T00:00:01Z\"}");
    }

    @Test
    void withoutAnEdgeTheRecordingEndsWithItsOwnExitCode() throws Exception {
        Path drive = file("drive.jsonl", new Drive(ZONE, 0, 10, 1, 10, false).jsonLines());
        Console alone = Console.run(
                "obu",
                "connect",
                "--id",
                "bus-01",
                "--edge",
                "127.0.0.1:1",
                "--jsonl",
                drive.toString(),
                "--lang",
                "en");
        assertThat(alone.exitCode()).isEqualTo(ExitCode.CANNOT_CONNECT);
        assertThat(alone.out()).contains("No connection to 127.0.0.1:1", "No BSM is sent: no connection", "sessions 0");
        assertThat(alone.out()).doesNotContain("Sending BSM");
    }

    @Test
    void anInputThatIsNotThereOrNotOfItsFormIsNoSuccess() throws Exception {
        String drive =
                file("drive.nmea", new Drive(ZONE, 0, 10, 1, 10, false).nmea()).toString();
        Console mistaken = connect("127.0.0.1:1", "--jsonl", drive);
        assertThat(mistaken.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(mistaken.err()).contains("no usable position in the input", "look like NMEA: use --nmea");
        Console missing =
                connect("127.0.0.1:1", "--nmea", folder.resolve("none").toString());
        assertThat(missing.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(missing.err()).contains("reason=no such file");
        assertThat(connect("127.0.0.1:1", "--nmea", folder.toString()).err()).contains("reason=is a folder");
        assertThat(connect("http://127.0.0.1:1", "--nmea", drive).err())
                .contains("not an address: --edge http://127.0.0.1:1");
        assertThat(connect("127.0.0.1:1", "--nmea", drive, "--dir", folder.toString())
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    private static Console connect(String edge, String... more) {
        return Console.run(Stream.concat(Stream.of("obu", "connect", "--id", "bus-01", "--edge", edge), Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void anAgeIsSaidInPlainUnits() {
        assertThat(silent(1600)).endsWith("the last position is 1.6 s old");
        assertThat(silent(600_000)).endsWith("10 minutes old");
        assertThat(silent(36_000_000)).endsWith("10 hours old");
        assertThat(silent(217_434_595_736L)).endsWith("2516 days old");
    }

    private static String silent(long ageMs) {
        return new ObuSentences(Language.ENGLISH).event(new ObuEvent.Silent(Silence.FIX_OLD, ageMs));
    }

    @Test
    void sentencesAreSaidInBothLanguages() {
        Notice notice = new Notice(
                "edge-1.1",
                "VRUCW",
                "raised",
                "imminent",
                1900,
                new Notice.Counterpart("pedestrian", "", 23.4, 315, 1.2, Notice.Told.NOTHING),
                true,
                "edge-1",
                1_000_000,
                2_000_000);
        assertThat(new ObuSentences(Language.ENGLISH).event(new ObuEvent.Warned(notice)))
                .endsWith("IMMINENT: collision with a vulnerable road user, pedestrian 23 m ahead on the left, 1.9 s to"
                        + " collision (edge alone, without the cloud)");
        assertThat(new ObuSentences(Language.CHINESE).event(new ObuEvent.Warned(notice)))
                .endsWith("【紧急】弱势交通参与者碰撞预警：左前方约 23 米有行人，约 1.9 秒后相撞（仅边缘节点，无云端）");
        for (Silence why : Silence.values()) {
            assertThat(new ObuSentences(Language.ENGLISH).event(new ObuEvent.Silent(why, 1600)))
                    .contains("No BSM is sent");
            assertThat(new ObuSentences(Language.CHINESE).event(new ObuEvent.Silent(why, 1600)))
                    .contains("暂停发送 BSM");
        }
    }

    @Test
    void aTakeoverIsSaidWithTheWait() {
        ObuEvent taken = new ObuEvent.TakenOver(4200);
        assertThat(new ObuSentences(Language.ENGLISH).event(taken))
                .endsWith("Another connection of this device has taken over (obu doctor, or a second obu connect);"
                        + " trying again in 4 s");
        assertThat(new ObuSentences(Language.CHINESE).event(taken)).contains("接管", "4 秒后重试");
        assertThat(new ObuJson().event(taken)).contains("{\"event\":\"taken_over\"", "\"wait_ms\":4200");
    }

    @Test
    void aWarningIsSaidOnceAndItsEndToo() {
        ObuSentences sentences = new ObuSentences(Language.ENGLISH);
        assertThat(sentences.event(warned("raised", "caution"))).isNotEmpty();
        assertThat(sentences.event(warned("updated", "caution"))).isEmpty();
        assertThat(sentences.event(warned("updated", "imminent"))).contains("IMMINENT");
        assertThat(sentences.event(warned("cleared", "imminent"))).endsWith("forward collision is over");
        assertThat(sentences.event(warned("cleared", "imminent"))).isEmpty();
    }

    private static ObuEvent warned(String phase, String severity) {
        return new ObuEvent.Warned(new Notice(
                "edge-1.1",
                "FCW",
                phase,
                severity,
                1900,
                new Notice.Counterpart("car", "000000000000002a", 30, 1, 0, Notice.Told.NOTHING),
                false,
                "edge-1",
                1_000_000,
                2_000_000));
    }

    @Test
    void machinesGetEveryMessage() {
        String json = new ObuJson().event(warned("updated", "caution"));
        assertThat(json)
                .startsWith("{\"event\":\"warning\",\"at\":\"")
                .contains(
                        "\"warning_id\":\"edge-1.1\",\"application\":\"FCW\",\"phase\":\"updated\",\"severity\":\"caution\"")
                .contains("\"counterpart\":{\"kind\":\"car\",\"station\":\"000000000000002a\",\"distance_m\":30,")
                .contains("\"valid_until\":\"1970-01-01T00:00:02Z\"");
        assertThat(new ObuJson().event(new ObuEvent.LineRefused(7, LineDefect.CHECKSUM_WRONG, "checksum wrong", false)))
                .contains("\"event\":\"bad_line\"", "\"line\":7", "\"reason\":\"checksum_wrong\"");
    }
}
