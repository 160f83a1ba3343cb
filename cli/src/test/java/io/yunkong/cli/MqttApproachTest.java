package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.yunkong.edge.EdgeConfig;
import io.yunkong.edge.EdgeNode;
import io.yunkong.map.warn.Application;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example with Debian's MQTT client raises a real warning. Skipped where bash or mosquitto is missing, unless V2X_REQUIRE_MOSQUITTO is set. */
final class MqttApproachTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Path SCRIPT = Path.of(System.getProperty("v2x.home", ".."))
            .resolve("docs/examples/mqtt-approach.sh")
            .toAbsolutePath();

    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    static void needsMosquitto() {
        boolean there = List.of("bash", "mosquitto_pub").stream().allMatch(MqttApproachTest::installed);
        if (System.getenv("V2X_REQUIRE_MOSQUITTO") != null) {
            assertThat(there)
                    .as(
                            "V2X_REQUIRE_MOSQUITTO is set, but bash or mosquitto_pub is missing (Debian: mosquitto-clients)")
                    .isTrue();
        }
        assumeTrue(
                there, "no bash or no mosquitto_pub (Debian: mosquitto-clients): the example with MQTT is not tested");
    }

    private static boolean installed(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    @Test
    void raisesARealWarning() throws Exception {
        RealTime.drive(this::drive);
    }

    private boolean drive(boolean last) throws Exception {
        EdgeConfig config = EdgeConfig.of("edge-1", ANY_PORT)
                .mqtt(Optional.of(ANY_PORT), Optional.empty(), List.of())
                .build();
        Path said = folder.resolve("said");
        try (EdgeNode edge = EdgeNode.start(config, Zones.read("longzi-lake"), InstantSource.system())) {
            InetSocketAddress mqtt = edge.mqttAddress().orElseThrow();
            Process script = new ProcessBuilder(
                            "bash", SCRIPT.toString(), "127.0.0.1", Integer.toString(mqtt.getPort()))
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            try {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> edge.statistics().warnings().raised().containsKey(Application.FCW)
                                || !script.isAlive());
                assertThat(script.waitFor(30, TimeUnit.SECONDS)).isTrue();
            } finally {
                script.descendants().forEach(ProcessHandle::destroy);
                script.destroy();
            }
            Map<Application, Long> raised = edge.statistics().warnings().raised();
            if (!last && (script.exitValue() != 0 || raised.getOrDefault(Application.FCW, 0L) != 1)) {
                return false;
            }
            assertThat(script.exitValue())
                    .as(Files.readString(said, StandardCharsets.UTF_8))
                    .isZero();
            assertThat(raised).as("%s", edge.statistics().rejected()).containsEntry(Application.FCW, 1L);
            return true;
        }
    }
}
