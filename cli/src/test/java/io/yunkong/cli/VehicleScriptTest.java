package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.yunkong.edge.EdgeConfig;
import io.yunkong.edge.EdgeNode;
import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.PositionUse;
import io.yunkong.wire.PositionUseLevel;
import io.yunkong.wire.Refused;
import io.yunkong.wire.frame.FrameType;
import io.yunkong.wire.uper.BsmWriter;
import io.yunkong.wire.uper.DataElements;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The example in Python: its octets are ours, and it raises a real warning. */
final class VehicleScriptTest {
    private static final Path EXAMPLES = Path.of(System.getProperty("v2x.home", ".."))
            .resolve("docs/examples")
            .toAbsolutePath();

    private record Ended(int exitCode, String out) {}

    @BeforeAll
    static void needsPython() {
        boolean there;
        try {
            there = run("", "python3", "--version").exitCode() == 0;
        } catch (IOException | InterruptedException e) {
            there = false;
        }
        if (System.getenv("V2X_REQUIRE_PYTHON") != null) {
            assertThat(there)
                    .as("V2X_REQUIRE_PYTHON is set, but there is no python3")
                    .isTrue();
        }
        assumeTrue(there, "no python3 on this computer: the example in Python is not tested");
    }

    private static Ended run(String input, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process = builder.start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), out);
    }

    @Test
    void raisesARealWarningAndAcknowledgesIt() throws Exception {
        RealTime.drive(VehicleScriptTest::drive);
    }

    private static boolean drive(boolean last) throws Exception {
        EdgeConfig config = EdgeConfig.standard(
                "edge-1", new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty(), List.of());
        try (EdgeNode edge = EdgeNode.start(config, Zones.read("longzi-lake"), InstantSource.system())) {
            Ended script = run(
                    "",
                    "python3",
                    EXAMPLES.resolve("vehicle.py").toString(),
                    "--edge",
                    Text.address(edge.tcpAddress()));
            EdgeStatistics counted = edge.statistics();
            if (!last && (script.exitCode() != 0 || counted.warnings().acknowledged() != 1)) {
                return false;
            }
            assertThat(script.exitCode()).as(script.out()).isZero();
            assertThat(script.out()).contains("session accepted", "WARNING forward collision", "before the car");
            assertThat(script.out())
                    .containsPattern("py-bus-\\d+: session accepted, station 50594255530{2}[0-9a-f]{4}");
            assertThat(counted.warnings().acknowledged()).isEqualTo(1);
            assertThat(counted.rejected().keySet())
                    .as("nothing but what waited too long while the machine stood still")
                    .isSubsetOf(RejectReason.TOO_OLD);
            return true;
        }
    }

    @Test
    void saysInOneLineThatNobodyListensThere() throws Exception {
        for (String nobody : List.of("127.0.0.1:1", "no-such-host.invalid:7420")) {
            Ended script = run("", "python3", EXAMPLES.resolve("vehicle.py").toString(), "--edge", nobody);
            assertThat(script.exitCode()).isOne();
            assertThat(script.out())
                    .startsWith("no link to an edge at " + nobody + ": ")
                    .hasLineCount(1);
        }
        Ended script = run("", "python3", EXAMPLES.resolve("vehicle.py").toString(), "--edge", "localhost");
        assertThat(script.exitCode()).isEqualTo(2);
        assertThat(script.out()).contains("--edge localhost: expected HOST:PORT");
    }

    @Test
    void saysWhyItWasRefused() throws Exception {
        EdgeConfig config = EdgeConfig.standard(
                "edge-1", new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty(), List.of());
        try (EdgeNode edge = EdgeNode.start(config, Zones.read("longzi-lake"), InstantSource.system())) {
            Ended script = run(
                    "",
                    "python3",
                    EXAMPLES.resolve("vehicle.py").toString(),
                    "--edge",
                    Text.address(edge.tcpAddress()),
                    "--zone",
                    "deqing");
            assertThat(script.exitCode()).isEqualTo(1);
            assertThat(script.out()).contains("refused: zone not served here");
        }
    }

    @Test
    void readsMessagesWithoutTheMembersThatAreAsByDefault() throws Exception {
        EdgeMessage noReason = EdgeMessage.newBuilder()
                .setPositionUse(PositionUse.newBuilder().setLevel(PositionUseLevel.POSITION_USE_LEVEL_NONE))
                .build();
        EdgeMessage noLevel = EdgeMessage.newBuilder()
                .setPositionUse(PositionUse.newBuilder().setReason("none"))
                .build();
        EdgeMessage refused = EdgeMessage.newBuilder()
                .setRefused(Refused.getDefaultInstance())
                .build();
        List<Socket> sockets = new CopyOnWriteArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> tellEverybody(server, sockets, List.of(noReason, noLevel, refused)));
            Ended script = run(
                    "",
                    "python3",
                    EXAMPLES.resolve("vehicle.py").toString(),
                    "--edge",
                    "127.0.0.1:" + server.getLocalPort());
            assertThat(script.exitCode()).as(script.out()).isEqualTo(1);
            assertThat(script.out())
                    .contains("positions not used or doubted: \n", "refused: \n")
                    .doesNotContain("Traceback", "doubted: none");
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    /** To both vehicles of the script. */
    private static void tellEverybody(ServerSocket server, List<Socket> sockets, List<EdgeMessage> messages) {
        try {
            for (int i = 0; i < 2; i++) {
                Socket socket = server.accept();
                sockets.add(socket);
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                for (EdgeMessage message : messages) {
                    byte[] octets = message.toByteArray();
                    out.writeShort(1 + octets.length);
                    out.writeByte(FrameType.SESSION.code());
                    out.write(octets);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void writesTheOctetsThatWeWrite() throws Exception {
        long seed = 53;
        System.out.println("VehicleScriptTest: seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<String> lines = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int[] raw = {
                random.nextInt(128),
                random.nextInt(60_000),
                random.nextInt(-890_000_000, 890_000_000),
                random.nextInt(-1_799_999_999, 1_800_000_000),
                random.nextInt(3500),
                random.nextInt(28_800),
                random.nextInt(-2000, 2001),
                random.nextInt(1024),
                random.nextInt(4096),
                random.nextInt(256)
            };
            long station = random.nextLong();
            lines.add(Stream.concat(
                            Stream.of(Long.toUnsignedString(station)),
                            Arrays.stream(raw).mapToObj(String::valueOf))
                    .collect(Collectors.joining(" ")));
            expected.add(ours(station, raw));
        }
        String program = """
            import sys
            sys.path.insert(0, sys.argv[1])
            import vehicle
            for line in sys.stdin:
                station, count, mark, lat, lon, speed, heading, accel, width, length, kind = map(int, line.split())
                print(vehicle.bsm(count, station, mark, lat * 1e-7, lon * 1e-7, speed * 0.02, heading * 0.0125, accel * 0.01,
                                  width, length, kind).hex())
            """;
        Ended script = run(String.join("\n", lines), "python3", "-c", program, EXAMPLES.toString());
        assertThat(script.exitCode()).as(script.out()).isZero();
        assertThat(script.out().lines()).containsExactlyElementsOf(expected);
    }

    private static String ours(long station, int[] raw) {
        byte[] buffer = new byte[BsmWriter.BYTES_MAX];
        int octets = new BsmWriter()
                .messageCount(raw[0])
                .id(station)
                .secondMark(raw[1])
                .position(raw[2], raw[3])
                .speed(raw[4])
                .heading(raw[5])
                .acceleration(
                        raw[6],
                        DataElements.ACCELERATION_UNAVAILABLE,
                        DataElements.VERTICAL_ACCELERATION_UNAVAILABLE,
                        0)
                .size(raw[7], raw[8])
                .vehicleClass(raw[9])
                .encode(buffer);
        return HexFormat.of().formatHex(buffer, 0, octets);
    }
}
