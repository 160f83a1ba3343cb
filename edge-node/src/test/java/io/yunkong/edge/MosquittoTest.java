package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.yunkong.edge.link.mqtt.MqttConfig;
import io.yunkong.edge.link.mqtt.MqttLimits;
import io.yunkong.edge.link.profile.Profiles;
import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.warn.Application;
import io.yunkong.wire.RefusalCode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Debian's mosquitto_pub and mosquitto_sub against a whole edge. Skipped where they are not installed, unless V2X_REQUIRE_MOSQUITTO=1. */
final class MosquittoTest {
    private static final long DRIVER = 0x1001;
    private static final long STANDING = 0x1002;

    private final LocalPlane plane = TestZone.create().plane();

    @BeforeAll
    static void clientsMustBeInstalled() {
        boolean installed = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "mosquitto_pub")));
        if ("1".equals(System.getenv("V2X_REQUIRE_MOSQUITTO"))) {
            assertThat(installed)
                    .as(
                            "no mosquitto_pub found, but V2X_REQUIRE_MOSQUITTO=1: install it (Debian: apt-get install mosquitto-clients)")
                    .isTrue();
        }
        assumeThat(installed)
                .as("mosquitto_pub is installed (Debian: mosquitto-clients)")
                .isTrue();
    }

    private static EdgeFixture start() throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        MqttConfig mqtt =
                new MqttConfig(Optional.of(anyPort), Optional.empty(), Profiles.shipped(), MqttLimits.standard());
        return new EdgeFixture(TestZone.create(), EdgeFixture.config().mqtt(mqtt));
    }

    private static Process run(EdgeFixture edge, String program, String... arguments) throws IOException {
        int port = edge.edge().mqttAddress().orElseThrow().getPort();
        List<String> command = new ArrayList<>(List.of(program, "-h", "127.0.0.1", "-p", Integer.toString(port)));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(EdgeFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        return process.exitValue();
    }

    private String json(long station, int count, double eastM, double speedMps) {
        return "{\"msgCnt\":%d,\"id\":\"%016x\",\"secMark\":%d,\"pos\":{\"lat\":%d,\"lon\":%d},\"speed\":%d,\"heading\":7200,\"size\":{\"width\":180,\"length\":450}}"
                .formatted(
                        count & 127,
                        station,
                        EdgeFixture.nowUs() / 1000 % 60_000,
                        Math.round(plane.latitudeDeg(eastM, 500) * 1e7),
                        Math.round(plane.longitudeDeg(eastM, 500) * 1e7),
                        Math.round(speedMps / 0.02));
    }

    @ParameterizedTest(name = "version {0}, quality of service {1}")
    @CsvSource({"311, 0", "311, 1", "311, 2", "5, 0", "5, 1", "5, 2"})
    void aPublishedBsmIsOnTheMap(String version, String qos) throws IOException, InterruptedException {
        try (EdgeFixture edge = start()) {
            for (int count = 1;
                    edge.statistics().processed() == 0 && count < 10;
                    count++) { // too old when the start of the program took long
                String bsm = json(DRIVER, count, 600, 0);
                Process pub = run(
                        edge,
                        "mosquitto_pub",
                        "-V",
                        version,
                        "-q",
                        qos,
                        "-i",
                        "rsu-1",
                        "-t",
                        "V2X/RSU/rsu-1/BSM/UP",
                        "-m",
                        bsm);
                assertThat(end(pub)).isZero();
                long sent = count;
                edge.awaitStatistics(x -> x.received() == sent && x.inFlight() == 0);
            }
            assertThat(edge.statistics().processed())
                    .as("%s", edge.statistics())
                    .isEqualTo(1);
        }
    }

    @Test
    void twoVehiclesHeardByAUnitRaiseAWarning() throws IOException, InterruptedException {
        try (EdgeFixture edge = start()) {
            Process pub = run(edge, "mosquitto_pub", "-i", "rsu-1", "-t", "V2X/RSU/rsu-1/BSM/UP", "-l");
            boolean warned = false;
            try (BufferedWriter lines = pub.outputWriter(StandardCharsets.UTF_8)) {
                for (long driver = DRIVER; !warned && driver < DRIVER + 50; driver += 10) {
                    warned = drive(edge, lines, driver);
                }
            }
            assertThat(end(pub)).isZero();
            assertThat(warned).as("%s", edge.statistics()).isTrue();
        }
    }

    /** Another car each time drives at the one that stands: the program between may start late, or stand still, until it has passed. */
    private boolean drive(EdgeFixture edge, BufferedWriter lines, long driver) throws IOException {
        long startUs = EdgeFixture.nowUs();
        boolean warned = false;
        for (int count = 0; !warned && count < 60; count++) {
            double east = 600 + 15 * (EdgeFixture.nowUs() - startUs) * 1e-6;
            lines.write(json(driver, count, east, 15) + "\n" + json(STANDING, count, 665, 0) + "\n");
            lines.flush();
            LockSupport.parkNanos(100_000_000);
            warned = edge.statistics().warnings().raised().containsKey(Application.FCW);
        }
        return warned;
    }

    @ParameterizedTest(name = "version {0}: {1}")
    @CsvSource({
        "311, V2X/RSU/rsu-1/+/DOWN, true",
        "5, V2X/RSU/rsu-1/RSI/DOWN, true",
        "5, yunkong/rsu-1/#, true",
        "311, V2X/RSU/rsu-2/RSI/DOWN, false",
        "5, V2X/RSU/rsu-2/+/DOWN, false"
    })
    void ownTopicsAreGrantedAndForeignOnesAreNot(String version, String filter, boolean granted)
            throws IOException, InterruptedException {
        try (EdgeFixture edge = start()) {
            Process sub = run(edge, "mosquitto_sub", "-V", version, "-i", "rsu-1", "-q", "1", "-E", "-t", filter);
            String said = new String(sub.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = end(sub);
            EdgeStatistics s = edge.awaitStatistics(
                    x -> x.mqtt().subscriptionsGranted() + x.mqtt().subscriptionsRefused() == 1);
            assertThat(s.mqtt().subscriptionsGranted()).as(said + exit).isEqualTo(granted ? 1 : 0);
        }
    }

    @ParameterizedTest(name = "version {0}, client id {1}: accepted {2}")
    @CsvSource({"311, bus-1, true", "5, bus-1, true", "311, bus-2, false", "5, rsu-1, false"})
    void aCertificateIsTheClient(String version, String clientId, boolean accepted, @TempDir Path folder)
            throws IOException, InterruptedException {
        TestPki pki = new TestPki(folder);
        String pem = pki.pem(pki.device(TestPki.identity("bus-1", DRIVER))).toString();
        String trust = pki.files().trust().toString();
        try (EdgeFixture edge = MqttTlsTest.start(pki)) {
            int port = edge.edge().mqttTlsAddress().orElseThrow().getPort();
            Path frame = folder.resolve("bsm.uper");
            for (int count = 1;
                    edge.statistics().received() == 0
                            && edge.statistics().mqtt().publishes() == 0
                            && count < 3;
                    count++) {
                Files.write(frame, edge.bsm(DRIVER, count, 600, 500));
                List<String> command = List.of(
                        "mosquitto_pub -V %s -q 1 -h 127.0.0.1 -p %d --cafile %s --cert %s --key %s -i %s -t yunkong/%s/up -f %s"
                                .formatted(version, port, trust, pem, pem, clientId, clientId, frame)
                                .split(" "));
                Process pub =
                        new ProcessBuilder(command).redirectErrorStream(true).start();
                String said = new String(pub.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(end(pub) == 0).as(said).isEqualTo(accepted);
            }
            EdgeStatistics s = edge.statistics();
            assertThat(s.mqtt().accepted()).as("%s", s).isEqualTo(accepted ? 1 : 0);
            assertThat(s.received()).isEqualTo(accepted ? 1 : 0);
            assertThat(s.sessions().refused().containsKey(RefusalCode.REFUSAL_CODE_CERTIFICATE_DEVICE))
                    .isEqualTo(!accepted);
        }
    }

    @Test
    void aClientWithoutANameIsRefused() throws IOException, InterruptedException {
        try (EdgeFixture edge = start()) {
            Process pub = run(edge, "mosquitto_pub", "-i", "no/name", "-t", "yunkong/x/up", "-m", "x");
            assertThat(end(pub)).isNotZero();
        }
    }
}
