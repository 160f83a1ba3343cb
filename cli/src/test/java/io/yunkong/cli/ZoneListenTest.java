package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.exchange.HeardMaps;
import io.yunkong.map.road.ImportedMap;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.Polyline;
import io.yunkong.map.road.TurnDirection;
import io.yunkong.map.road.Zone;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Maps told by roadside units over real sockets. */
final class ZoneListenTest {
    private static final long LIMIT_S = 60;
    /** Thinning to 31 points (ZoneExportTest: 9 cm at most) and the unit of the messages, 1e-7 degree. */
    private static final double LINE_TOLERANCE_M = 0.1;

    private static final byte[] BSM =
            HexFormat.of().parseHex("00000AC8A9060606060625DC094C694115E40BBDE80000003E87E8401FFFC00B41E00280");

    private record Way(int from, int to, TurnDirection turn, boolean signal) {}

    @TempDir
    Path folder = Path.of("");

    private static List<byte[]> messages(String zone) {
        Console exported = Console.run("zone", "export", zone, "--format", "map");
        assertThat(exported.exitCode()).as(exported.err()).isZero();
        return exported.out()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(HexFormat.of()::parseHex)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"longzi-lake", "deqing"})
    void aShippedZoneComesBackFromItsMessages(String name) throws Exception {
        Zone zone = Zones.read(name);
        List<byte[]> messages = messages(name);
        HeardMaps maps = new HeardMaps();
        try (MapListener listener = new MapListener(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                DatagramSocket one = new DatagramSocket();
                DatagramSocket other = new DatagramSocket()) {
            CompletableFuture<Void> heard = CompletableFuture.runAsync(() -> {
                try {
                    listener.listen(maps, () -> maps.counts().nodes() == messages.size());
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            // as units do: again and again, and nobody knows what is lost
            for (int round = 0; !heard.isDone(); round++) {
                assertThat(round).isLessThan((int) (LIMIT_S * 20));
                for (int i = 0; i < messages.size() && !heard.isDone(); i++) {
                    send(i % 2 == 0 ? one : other, messages.get(i), listener.address());
                }
                CompletableFuture.anyOf(
                                heard, new CompletableFuture<>().completeOnTimeout(null, 50, TimeUnit.MILLISECONDS))
                        .join();
            }
            heard.join();
        }

        assertThat(maps.counts().senders()).isEqualTo(2);
        assertThat(maps.counts().malformed()).isEmpty();
        ImportedMap map = maps.imported();
        assertSameLanes(zone, map);
    }

    private static void send(DatagramSocket from, byte[] message, InetSocketAddress to) throws IOException {
        from.send(new DatagramPacket(message, message.length, to));
    }

    /** Counts, kinds, widths, limits, lines, ways and their turns; crosswalks and walked ways are not told by MAP. */
    private static void assertSameLanes(Zone zone, ImportedMap map) {
        List<Lane> originals = open(zone);
        List<Lane> copies = open(map.zone());
        assertThat(copies).hasSameSizeAs(originals);
        Map<Integer, Polyline> lines = new HashMap<>();
        copies.forEach(copy -> lines.put(copy.index(), moved(map.zone(), copy.line(), zone)));
        Map<Integer, Integer> originalOf = new HashMap<>();
        double worst = 0;
        for (Lane original : originals) {
            List<Lane> found = copies.stream()
                    .filter(copy -> copy.kind() == original.kind()
                            && gap(original.line(), line(lines, copy)) <= LINE_TOLERANCE_M)
                    .toList();
            assertThat(found).as(original.id()).hasSize(1);
            Lane copy = found.getFirst();
            worst = Math.max(worst, gap(original.line(), line(lines, copy)));
            assertThat(originalOf.put(copy.index(), original.index()))
                    .as(original.id())
                    .isNull();
            assertThat(Math.abs(copy.widthM() - original.widthM()))
                    .as(original.id())
                    .isLessThanOrEqualTo(0.0051);
            assertThat(Math.abs(copy.speedLimitMps() - original.speedLimitMps()))
                    .as(original.id())
                    .isLessThanOrEqualTo(0.0101);
            assertThat(copy.lane()).as(original.id()).isEqualTo(original.lane());
        }
        System.out.printf("%s: %d lanes, worst line %.3f m%n", zone.name(), originals.size(), worst);
        assertThat(worst).isPositive();
        Set<Way> ways = new HashSet<>();
        ways(map.zone())
                .forEach(way -> ways.add(new Way(
                        originalOf.getOrDefault(way.from(), -1),
                        originalOf.getOrDefault(way.to(), -1),
                        way.turn(),
                        way.signal())));
        assertThat(ways).isEqualTo(new HashSet<>(ways(zone)));
    }

    private static List<Lane> open(Zone zone) {
        return zone.lanes().lanes().stream()
                .filter(lane -> !lane.insideJunction() && lane.kind() != LaneKind.CROSSWALK)
                .toList();
    }

    /** Ways for wheels from one lane on open road to the next. */
    private static List<Way> ways(Zone zone) {
        List<Way> ways = new ArrayList<>();
        for (Lane lane : open(zone)) {
            if (lane.kind() == LaneKind.SIDEWALK) {
                continue;
            }
            for (int next : lane.successors()) {
                Lane part = zone.lanes().lane(next);
                boolean signal = part.signal() != null;
                TurnDirection turn = part.turn();
                while (part.insideJunction() && !part.successors().isEmpty()) {
                    part = zone.lanes().lane(part.successors().getFirst());
                }
                ways.add(new Way(lane.index(), part.index(), turn, signal));
            }
        }
        return ways;
    }

    private static Polyline line(Map<Integer, Polyline> lines, Lane lane) {
        return Objects.requireNonNull(lines.get(lane.index()));
    }

    /**
     * How far the copy of a line lies beside it at most, its start included. Where one lane simply goes on as another, the last metre of the first has
     * become the way between them (docs/zone-format.md).
     */
    private static double gap(Polyline line, Polyline copy) {
        double startApart = Math.hypot(copy.eastM(0) - line.eastM(0), copy.northM(0) - line.northM(0));
        double shorter = line.lengthM() - copy.lengthM();
        if (startApart > 1 || shorter > 1 + LINE_TOLERANCE_M || shorter < -LINE_TOLERANCE_M) {
            return Double.POSITIVE_INFINITY; // another lane
        }
        double worst = startApart;
        for (int i = 0; i < copy.size(); i++) {
            worst = Math.max(worst, line.project(copy.eastM(i), copy.northM(i)).distanceM());
        }
        for (int i = 0; i < line.size() - 1; i++) {
            worst = Math.max(worst, copy.project(line.eastM(i), line.northM(i)).distanceM());
        }
        return worst;
    }

    private static Polyline moved(Zone from, Polyline line, Zone to) {
        double[] east = new double[line.size()];
        double[] north = new double[line.size()];
        for (int i = 0; i < line.size(); i++) {
            double latitude = from.plane().latitudeDeg(line.eastM(i), line.northM(i));
            double longitude = from.plane().longitudeDeg(line.eastM(i), line.northM(i));
            east[i] = to.plane().eastM(latitude, longitude);
            north[i] = to.plane().northM(latitude, longitude);
        }
        return new Polyline(east, north);
    }

    /** A process of its own: only that can be interrupted. */
    @Test
    void whoInterruptsItGetsWhatWasHeard() throws Exception {
        List<byte[]> messages = messages("deqing");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dv2x.home=" + Zones.shipped().getParent(),
                        "io.yunkong.cli.V2x",
                        "zone",
                        "import",
                        "--listen",
                        "127.0.0.1:0",
                        "--for",
                        "1h",
                        "--zone",
                        "heard",
                        "--zones",
                        folder.toString())
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8);
                DatagramSocket unit = new DatagramSocket()) {
            InetSocketAddress address = toldAddress(err);
            for (byte[] message : messages.subList(0, 10)) {
                send(unit, message, address);
            }
            send(unit, BSM, address);
            send(unit, new byte[] {0x7F}, address);
            process.destroy(); // SIGTERM; Ctrl-C is handled alike
            assertThat(process.waitFor(LIMIT_S, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String out = Files.readString(folder.resolve("out"));
        assertThat(out)
                .startsWith("map       MAP messages: roadside units heard at 127.0.0.1:")
                .contains(
                        "12 datagrams from 1 senders in ",
                        " s: 10 MAP of 10 nodes",
                        "no map         1 bsm",
                        "malformed      1 unknown_alternative",
                        "zone      heard, version ",
                        "written to " + folder.resolve("heard"));
        assertThat(Zones.read(folder.resolve("heard").toString()).note())
                .isEqualTo("imported from roadside units (MAP messages)");
    }

    private static InetSocketAddress toldAddress(BufferedReader err) throws IOException {
        String line = err.readLine();
        assertThat(line).startsWith("listening: address=127.0.0.1:").contains(", for_s=3600.0; Ctrl-C ends it");
        int port = Integer.parseInt(line.replaceAll("listening: address=127.0.0.1:(\\d+),.*", "$1"));
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Test
    void silenceIsSaidAndIsNoZone() throws Exception {
        Console run = imported("--listen", "127.0.0.1:0", "--for", "100ms");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().skip(1).toList())
                .singleElement()
                .asString()
                .matches(
                        "v2x: no MAP message heard: address=127[.]0[.]0[.]1:\\d+, seconds=\\d+[.]\\d, datagrams=0; nothing written");
        assertThat(folder.resolve("heard")).doesNotExist();
    }

    @Test
    void whatCannotBeListenedToIsRefusedInOneLine() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            assertRefused(
                    imported("--listen", address),
                    ExitCode.FAILURE,
                    "cannot listen: address=" + address + ", reason=address already in use");
        }
        assertRefused(
                imported("--listen", "0.0.0.0:0"),
                ExitCode.USAGE,
                "listener not on loopback: listen=0.0.0.0:0; nothing heard: use --allow-plaintext");
        String one = "one map at a time: give FILE, or --listen HOST:PORT and --for TIME; nothing read";
        assertRefused(imported(), ExitCode.USAGE, one);
        assertRefused(imported("map.xodr", "--listen", "127.0.0.1:0"), ExitCode.USAGE, one);
        assertRefused(imported("map.xodr", "--for", "5s"), ExitCode.USAGE, one);
    }

    private Console imported(String... arguments) {
        List<String> all = new ArrayList<>(List.of("zone", "import"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--zone", "heard", "--zones", folder.toString()));
        return Console.run(all.toArray(String[]::new));
    }

    private static void assertRefused(Console run, int exitCode, String reason) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        assertThat(run.err()).startsWith("v2x: " + reason);
        assertThat(run.err().strip().lines()).hasSize(1);
    }
}
