package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yunkong.edge.EdgeConfig;
import io.yunkong.edge.EdgeNode;
import io.yunkong.map.road.Zone;
import io.yunkong.sim.obu.Check;
import io.yunkong.sim.obu.Check.Level;
import io.yunkong.sim.obu.Doctor;
import io.yunkong.sim.obu.EdgePoint;
import io.yunkong.sim.obu.FixSource;
import io.yunkong.sim.obu.Obu;
import io.yunkong.sim.obu.ObuConfig;
import io.yunkong.sim.obu.ObuEvent;
import io.yunkong.sim.obu.Tls;
import io.yunkong.sim.obu.VehicleKind;
import io.yunkong.sim.obu.VehicleProfile;
import io.yunkong.wire.Accepted;
import io.yunkong.wire.EdgeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fault is planted, and the doctor must find that one and say what to do. */
final class ObuDoctorTest {
    private static final Zone ZONE = Zones.read("longzi-lake");
    private static final Drive DRIVE = new Drive(ZONE, 100, 12, 8, 10, false);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What was said, by what it is about. */
    private record Report(Map<String, Check> checks) {
        Check get(String what) {
            return Objects.requireNonNull(checks.get(what), what);
        }
    }

    @TempDir
    Path folder = Path.of("");

    private static final EdgeNode EDGE = startEdge();
    private static final AtomicInteger VEHICLES = new AtomicInteger(100);

    private static EdgeNode startEdge() {
        try {
            return EdgeNode.start(
                    EdgeConfig.standard(
                            "edge-1",
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                            Optional.empty(),
                            List.of()),
                    ZONE,
                    InstantSource.system());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void stop() {
        EDGE.close();
    }

    /** Another vehicle each time: a dozen examinations of one within a second send more than a device may. */
    private static ObuConfig config() {
        int number = VEHICLES.incrementAndGet();
        EdgePoint edge = new EdgePoint("127.0.0.1", EDGE.tcpAddress().getPort());
        return config("bus-" + number, edge, "longzi-lake", 0x4711 + number, Optional.empty());
    }

    private static ObuConfig config(String host, int port, String zone, long station, Optional<Tls> tls) {
        return config("bus-01", new EdgePoint(host, port), zone, station, tls);
    }

    private static ObuConfig config(String device, EdgePoint edge, String zone, long station, Optional<Tls> tls) {
        return new ObuConfig(device, VehicleKind.ONBOARD_UNIT, station, zone, VehicleProfile.BUS, edge, tls);
    }

    private static Report examine(ObuConfig config, InstantSource clock, Optional<FixSource> source, String input)
            throws InterruptedException {
        Map<String, Check> checks = new LinkedHashMap<>();
        Doctor doctor = new Doctor(config, Optional.empty(), clock, check -> {
            System.out.println(check);
            assertThat(checks.put(check.what(), check)).as("said twice").isNull();
        });
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        doctor.examine(Optional.of(ZONE), source, in);
        assertThat(checks.keySet())
                .containsExactly(
                        "name",
                        "tcp",
                        "tls",
                        "certificate",
                        "session",
                        "clock",
                        "input",
                        "datum",
                        "rate",
                        "speed",
                        "round trip");
        return new Report(checks);
    }

    private static Report examine(ObuConfig config) throws InterruptedException {
        return examine(config, InstantSource.system(), Optional.empty(), "");
    }

    private Report examine(FixSource.Format format, String recording) throws Exception {
        Path file = Files.writeString(folder.resolve("recording"), recording);
        return examine(config(), InstantSource.system(), Optional.of(new FixSource(format, file.toString())), "");
    }

    private static void found(Check check, Level level, String measured, String fix) {
        assertThat(check.level()).as("%s", check).isEqualTo(level);
        assertThat(check.measured()).contains(measured);
        assertThat(check.fix()).contains(fix);
    }

    @Test
    void aHealthyVehicleIsWell() throws Exception {
        Report checks = examine(FixSource.Format.NMEA, DRIVE.nmea());
        checks.checks().remove("certificate");
        assertThat(checks.checks().values())
                .allSatisfy(check -> assertThat(check.level())
                        .as("%s", check)
                        .isIn(Level.OK, check.what().equals("round trip") ? Level.WARN : Level.OK));
    }

    @Test
    void findsAWrongName() throws Exception {
        Report checks = examine(config("no-such-host.invalid", 7420, "longzi-lake", 1, Optional.empty()));
        found(checks.get("name"), Level.FAIL, "no-such-host.invalid", "--edge");
        assertThat(checks.get("session").level()).isEqualTo(Level.SKIP);
    }

    @Test
    void findsAWrongPort() throws Exception {
        Report checks = examine(config("127.0.0.1", 1, "longzi-lake", 1, Optional.empty()));
        found(checks.get("tcp"), Level.FAIL, "refused", "port");
    }

    @Test
    void findsSomethingElseBehindThePort() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual()
                    .start(() -> answer(other, "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            Check session = examine(config("127.0.0.1", other.getLocalPort(), "longzi-lake", 1, Optional.empty()))
                    .get("session");
            found(session, Level.FAIL, "frame", "device port");
        }
    }

    @Test
    void findsATlsPortWherePlainIsMeant() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(other, HexFormat.of().parseHex("1503030002020a")));
            Check session = examine(config("127.0.0.1", other.getLocalPort(), "longzi-lake", 1, Optional.empty()))
                    .get("session");
            found(session, Level.FAIL, "TLS", "--dir");
        }
    }

    @Test
    void findsAWayOnWhichNothingComesBackAfterTheHello() throws Exception {
        EdgeMessage accepted = EdgeMessage.newBuilder()
                .setAccepted(Accepted.newBuilder()
                        .setSessionId("s-1")
                        .setEdgeTimeUs(Instant.now().toEpochMilli() * 1000))
                .build();
        ByteBuffer frame = ByteBuffer.allocate(3 + accepted.getSerializedSize())
                .putShort((short) (1 + accepted.getSerializedSize()))
                .put((byte) 2)
                .put(accepted.toByteArray());
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SilentAfter _ = new SilentAfter(other, frame.array())) {
            Report checks = examine(config("127.0.0.1", other.getLocalPort(), "longzi-lake", 1, Optional.empty()));
            assertThat(checks.get("session").level()).isEqualTo(Level.OK);
            found(checks.get("round trip"), Level.FAIL, "no answer to a heartbeat", "holds messages back");
        }
    }

    /** Answers one connection's first octet, and nothing after that. */
    private static final class SilentAfter implements AutoCloseable {
        private final CompletableFuture<Socket> connected = new CompletableFuture<>();

        private SilentAfter(ServerSocket server, byte[] octets) {
            Thread.ofVirtual().start(() -> {
                try {
                    Socket socket = server.accept();
                    connected.complete(socket);
                    assertThat(socket.getInputStream().read()).isNotNegative();
                    socket.getOutputStream().write(octets);
                } catch (IOException e) {
                    connected.completeExceptionally(e);
                }
            });
        }

        @Override
        public void close() throws IOException {
            connected.join().close();
        }
    }

    private static void answer(ServerSocket server, byte[] octets) {
        try (Socket socket = server.accept()) {
            int first = socket.getInputStream().read();
            assertThat(first).isNotNegative();
            socket.getOutputStream().write(octets);
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            // the doctor has seen enough
        }
    }

    @Test
    void findsNoTlsWhereTlsIsWanted() throws Exception {
        ObuConfig wanted = config(
                "127.0.0.1", EDGE.tcpAddress().getPort(), "longzi-lake", 1, Optional.of(ObuDoctorTest::defaultContext));
        found(examine(wanted).get("tls"), Level.FAIL, "does not speak TLS", "TLS port");
    }

    private static SSLContext defaultContext() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private FixSource standing() throws IOException {
        String lines = new Drive(ZONE, 300, 0, 60, 10, false).jsonLines();
        return new FixSource(
                FixSource.Format.JSONL,
                Files.writeString(folder.resolve("standing.jsonl"), lines).toString());
    }

    @Test
    void aRunningConnectIsBackAfterTheDoctorHasBorrowedItsSession() throws Exception {
        FixSource standing = standing();
        List<ObuEvent> events = new CopyOnWriteArrayList<>();
        ObuConfig bus = config("127.0.0.1", EDGE.tcpAddress().getPort(), "longzi-lake", 0xB05, Optional.empty());
        try (Obu obu = Obu.start(bus, standing, InputStream.nullInputStream(), InstantSource.system(), events::add)) {
            await().atMost(PATIENCE).until(() -> obu.report().sent() > 0);
            assertThat(examine(bus).get("session").level()).isEqualTo(Level.OK);
            await().atMost(PATIENCE).until(() -> obu.report().sessions() == 2 || obu.await(0));
            assertThat(obu.refused()).isFalse();
            long sent = obu.report().sent();
            await().atMost(PATIENCE).until(() -> obu.report().sent() > sent);
            assertThat(obu.report().takenOver()).isEqualTo(1);
            assertThat(events).filteredOn(ObuEvent.TakenOver.class::isInstance).hasSize(1);
            assertThat(events).noneMatch(ObuEvent.Refused.class::isInstance);
        }
    }

    @Test
    void aConnectWhoseStationAnotherDeviceHasIsStillRefusedForGood() throws Exception {
        FixSource standing = standing();
        EdgePoint edge = new EdgePoint("127.0.0.1", EDGE.tcpAddress().getPort());
        ObuConfig first = new ObuConfig(
                "bus-02", VehicleKind.ONBOARD_UNIT, 0xB06, "longzi-lake", VehicleProfile.BUS, edge, Optional.empty());
        ObuConfig other = new ObuConfig(
                "bus-03", VehicleKind.ONBOARD_UNIT, 0xB06, "longzi-lake", VehicleProfile.BUS, edge, Optional.empty());
        try (Obu has = Obu.start(first, standing, InputStream.nullInputStream(), InstantSource.system(), event -> {})) {
            await().atMost(PATIENCE).until(() -> has.report().sessions() == 1);
            try (Obu wants =
                    Obu.start(other, standing, InputStream.nullInputStream(), InstantSource.system(), event -> {})) {
                await().atMost(PATIENCE).until(wants::refused);
                assertThat(wants.report().refusals()).containsEntry("STATION_IN_USE", 1L);
                assertThat(has.report().takenOver()).isZero();
            }
        }
    }

    @Test
    void findsAWrongZone() throws Exception {
        Check session = examine(config("127.0.0.1", EDGE.tcpAddress().getPort(), "deqing", 1, Optional.empty()))
                .get("session");
        found(session, Level.FAIL, "UNKNOWN_ZONE: zone not served here", "--zone");
        assertThat(session.measured()).contains("served=longzi-lake");
    }

    @Test
    void findsTheStationIdOfARoadsideUnit() throws Exception {
        long roadside = ZONE.roadsideUnits().getFirst().stationId();
        Check session = examine(
                        config("127.0.0.1", EDGE.tcpAddress().getPort(), "longzi-lake", roadside, Optional.empty()))
                .get("session");
        found(session, Level.FAIL, "BAD_KIND", "--station");
    }

    @ParameterizedTest
    @CsvSource({"5500, +5", "-5500, -5", "2500, +2", "-2500, -2"})
    void findsAWrongClock(long offsetMs, String measured) throws Exception {
        InstantSource wrong = () -> Instant.now().plusMillis(offsetMs);
        found(examine(config(), wrong, Optional.empty(), "").get("clock"), Level.FAIL, measured, "chrony");
    }

    @Test
    void findsASlowWay() throws Exception {
        try (Relay slow = new Relay(EDGE.tcpAddress(), 250)) {
            ObuConfig far = config("127.0.0.1", slow.port(), "longzi-lake", 1, Optional.empty());
            Check roundTrip = examine(far).get("round trip");
            for (int i = 0; i < 5 && roundTrip.fix().startsWith("run it again"); i++) { // the machine stood still
                roundTrip = examine(far).get("round trip");
            }
            found(roundTrip, Level.FAIL, "ms", "signal");
        }
    }

    @Test
    void onePositionTellsNoRate() throws Exception {
        String position = DRIVE.jsonLines().lines().findFirst().orElseThrow();
        Report checks = examine(FixSource.Format.JSONL, position);

        assertThat(checks.get("rate").level()).isEqualTo(Level.SKIP);
        assertThat(checks.get("rate").fix()).contains("one after the other");
        assertThat(checks.get("datum").level()).isEqualTo(Level.OK);
    }

    @Test
    void findsPositionsInGcj02() throws Exception {
        Report checks = examine(FixSource.Format.JSONL, DRIVE.shifted().jsonLines());
        found(checks.get("datum"), Level.FAIL, "taken as GCJ-02", "GCJ-02");
        assertThat(checks.get("rate").level()).isEqualTo(Level.OK);
    }

    @Test
    void findsAVehicleThatIsNotInTheZone() throws Exception {
        String elsewhere = DRIVE.jsonLines().replace("\"lat\":34.", "\"lat\":31.");
        found(
                examine(FixSource.Format.JSONL, elsewhere).get("datum"),
                Level.FAIL,
                "every position is outside",
                "--zone");
    }

    @ParameterizedTest
    @CsvSource({"1, WARN, 1.0 Hz", "5, WARN, 5.0 Hz", "0.5, FAIL, 0.5 Hz", "25, WARN, 25.0 Hz"})
    void findsAReceiverOfAnotherRate(double hz, Level level, String measured) throws Exception {
        found(examine(FixSource.Format.NMEA, DRIVE.at(hz).nmea()).get("rate"), level, measured, "10 Hz");
    }

    @Test
    void findsASpeedInAnotherUnit() throws Exception {
        String inKmh = DRIVE.jsonLines().replace("\"speed_mps\":12.00", "\"speed_mps\":43.20");
        found(
                examine(FixSource.Format.JSONL, inKmh).get("speed"),
                Level.FAIL,
                "43.2 m/s told, 12.0 m/s driven",
                "divide it by 3.6");
    }

    @Test
    void findsAReceiverWithoutAPosition() throws Exception {
        String none = "$GNRMC,,V,,,,,,,,,,N*4D\r\n".repeat(20);
        found(examine(FixSource.Format.NMEA, none).get("input"), Level.FAIL, "no position", "antenna");
    }

    @Test
    void findsLinesOfAnotherForm() throws Exception {
        Check input = examine(FixSource.Format.NMEA, DRIVE.jsonLines()).get("input");
        found(input, Level.FAIL, "not a sentence", "use --jsonl");
        found(examine(FixSource.Format.JSONL, DRIVE.nmea()).get("input"), Level.FAIL, "not a JSON", "use --nmea");
        found(examine(FixSource.Format.NMEA, "noise\n").get("input"), Level.FAIL, "not a sentence", "baud rate");
    }

    @Test
    void findsAnInputThatEndsWithoutALine() throws Exception {
        found(examine(FixSource.Format.JSONL, "").get("input"), Level.FAIL, "ended without a line", "right file");
    }

    @Test
    void findsOldPositionsOfALiveInput() throws Exception {
        FixSource live = new FixSource(FixSource.Format.NMEA, "-");
        Check input = examine(config(), InstantSource.system(), Optional.of(live), DRIVE.nmea())
                .get("input");
        found(input, Level.FAIL, "days old", "clock");
    }

    @Test
    void findsAFileThatIsNotThere() throws Exception {
        FixSource missing =
                new FixSource(FixSource.Format.NMEA, folder.resolve("none").toString());
        found(
                examine(config(), InstantSource.system(), Optional.of(missing), "")
                        .get("input"),
                Level.FAIL,
                "cannot be read",
                "path");
    }

    @Test
    void theCommandSaysALineForEachCheckAndEndsWithTheWorst() throws Exception {
        String address = Text.address(EDGE.tcpAddress());
        Path file = Files.writeString(folder.resolve("drive.nmea"), DRIVE.nmea());
        Console well = Console.run("obu", "doctor", "--id", "bus-01", "--edge", address, "--nmea", file.toString());
        assertThat(well.exitCode()).as(well.out() + well.err()).isZero();
        assertThat(well.out().lines())
                .hasSize(11)
                .anySatisfy(line -> assertThat(line).startsWith("ok   tcp: connected"));
        Console refused =
                Console.run("obu", "doctor", "--id", "bus-01", "--edge", address, "--zone", "deqing", "--json");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.out().lines())
                .hasSize(11)
                .anySatisfy(line -> assertThat(line)
                        .contains("\"check\":\"session\"", "\"level\":\"fail\"", "\"fix\":\"give --zone"));
        Console gone = Console.run("obu", "doctor", "--id", "bus-01", "--edge", "127.0.0.1:1");
        assertThat(gone.exitCode()).isEqualTo(ExitCode.CANNOT_CONNECT);
        assertThat(gone.out()).contains("FAIL tcp:", "skip session: not checked");
        Console missing = Console.run("obu", "doctor", "--id", "bus-01", "--edge", address, "--nmea", file + "x");
        assertThat(missing.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(missing.out()).contains("FAIL input: cannot be read", "reason=no such file");
    }
}
