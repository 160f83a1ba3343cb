package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.yunkong.edge.link.mqtt.MqttConfig;
import io.yunkong.edge.link.mqtt.MqttLimits;
import io.yunkong.edge.link.profile.Profiles;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningApplication;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A car drives at one that stands in its lane, both MQTT clients: from UPER payloads to the notice on the driver's topic. */
final class MqttWalkTest {
    private static final long DRIVER = 0x1001;
    private static final long STANDING = 0x1002;
    private static final double EAST = Math.PI / 2;

    private final LocalPlane plane = TestZone.create().plane();
    private final long startUs = EdgeFixture.nowUs();

    private static MqttConfig mqtt(InetAddress host) {
        return new MqttConfig(
                Optional.of(new InetSocketAddress(host, 0)),
                Optional.empty(),
                Profiles.shipped(),
                MqttLimits.standard());
    }

    private byte[] driver(int count) {
        long now = EdgeFixture.nowUs();
        double east = 600 + 15 * (now - startUs) * 1e-6;
        return Bsm.moving(plane, DRIVER, count, now, east, 500, 15, EAST);
    }

    private static MqttClient client(EdgeFixture edge, String id) throws Exception {
        int port = edge.edge().mqttAddress().orElseThrow().getPort();
        MqttClient client = new MqttClient("tcp://127.0.0.1:" + port, id, new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1); // else it tries 3.1 when the first attempt fails
        client.connect(options);
        return client;
    }

    @Test
    void theDriverIsWarnedOnItsTopic() throws Exception {
        BlockingQueue<EdgeMessage> inbox = new LinkedBlockingQueue<>();
        try (EdgeFixture edge =
                new EdgeFixture(TestZone.create(), EdgeFixture.config().mqtt(mqtt(InetAddress.getLoopbackAddress())))) {
            MqttClient driver = client(edge, "driver");
            MqttClient standing = client(edge, "standing");
            driver.subscribe("yunkong/driver/notice", 1, (_, m) -> inbox.add(EdgeMessage.parseFrom(m.getPayload())));
            Warning told = null;
            for (int count = 0; told == null && count < 60; count++) {
                byte[] stands = Bsm.moving(plane, STANDING, count, EdgeFixture.nowUs(), 665, 500, 0, EAST);
                standing.publish("yunkong/standing/up", stands, 0, false);
                driver.publish("yunkong/driver/up", driver(count), 0, false);
                @Nullable EdgeMessage message = inbox.poll(100, TimeUnit.MILLISECONDS);
                told = message != null && message.hasWarning() ? message.getWarning() : null;
            }
            assertThat(Objects.requireNonNull(told, "no warning within 60 messages")
                            .getApplication())
                    .isEqualTo(WarningApplication.WARNING_APPLICATION_FCW);
            assertThat(told.getHostStationId()).isEqualTo(DRIVER);
            assertThat(edge.statistics().mqtt().connected()).isEqualTo(2);
            for (MqttClient client : new MqttClient[] {driver, standing}) {
                client.disconnect(1000);
                client.close(true);
            }
        }
    }

    @Test
    void whosePositionsAreNotUsedIsToldOnItsTopic() throws Exception {
        BlockingQueue<EdgeMessage> inbox = new LinkedBlockingQueue<>();
        try (EdgeFixture edge =
                new EdgeFixture(TestZone.create(), EdgeFixture.config().mqtt(mqtt(InetAddress.getLoopbackAddress())))) {
            MqttClient driver = client(edge, "driver");
            driver.subscribe("yunkong/driver/notice", 1, (_, m) -> inbox.add(EdgeMessage.parseFrom(m.getPayload())));
            for (int count = 0; count < 10; count++) {
                byte[] outside = Bsm.at(plane, DRIVER, count, EdgeFixture.nowUs(), 30_000, 500);
                driver.publish("yunkong/driver/up", outside, 0, false);
            }
            EdgeMessage told = inbox.poll(EdgeFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            while (told != null && !told.hasPositionUse()) {
                told = inbox.poll(EdgeFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            assertThat(Objects.requireNonNull(told, "nothing told")
                            .getPositionUse()
                            .getReason())
                    .isEqualTo("outside_zone");
            driver.disconnect(1000);
            driver.close(true);
        }
    }

    @Test
    void withoutTlsOnlyThisMachineMayConnectUnlessSomebodySaysSo() throws Exception {
        InetAddress any = InetAddress.getByName("0.0.0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EdgeFixture.config().mqtt(mqtt(any)).build())
                .withMessageStartingWith("listener without TLS not on loopback: listener=mqtt, host=0.0.0.0");
    }
}
