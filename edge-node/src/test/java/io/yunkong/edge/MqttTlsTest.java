package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.yunkong.edge.link.LinkLimits;
import io.yunkong.edge.link.LinkSecurity;
import io.yunkong.edge.link.mqtt.MqttConfig;
import io.yunkong.edge.link.mqtt.MqttLimits;
import io.yunkong.edge.link.profile.Profiles;
import io.yunkong.edge.statistics.CloseReason;
import io.yunkong.edge.statistics.HandshakeFault;
import io.yunkong.identity.DeviceIdentity;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.RefusalCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MQTT clients with certificates, good and bad, over real sockets; the edge has no other TLS listener. */
final class MqttTlsTest {
    private static final long BUS = 0x31;
    private static final long HEARD = 0x99;
    private static final DeviceKind ONBOARD = DeviceKind.DEVICE_KIND_ONBOARD_UNIT;
    private static final DeviceKind ROADSIDE = DeviceKind.DEVICE_KIND_ROADSIDE_UNIT;
    private static final DeviceIdentity CAR = TestPki.identity("bus-1", BUS);
    private static final int NOT_AUTHORIZED_3 = 5;
    private static final int NOT_AUTHORIZED_5 = 0x87;
    private static final int ADMINISTRATIVE_ACTION = 0x98;

    @TempDir
    private Path folder;

    private TestPki pki;
    private EdgeFixture fixture;
    private final BlockingQueue<Integer> disconnects = new LinkedBlockingQueue<>();

    static EdgeFixture start(TestPki pki) throws IOException {
        return start(pki, EdgeFixture.limits());
    }

    private static EdgeFixture start(TestPki pki, LinkLimits limits) throws IOException {
        Optional<InetSocketAddress> anyPort = Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return new EdgeFixture(
                TestZone.create(),
                EdgeFixture.config()
                        .security(new LinkSecurity(Optional.of(pki.files()), Optional.empty(), false, false))
                        .mqtt(new MqttConfig(anyPort, anyPort, Profiles.shipped(), MqttLimits.standard()))
                        .link(limits));
    }

    @BeforeEach
    void start() throws IOException {
        pki = new TestPki(folder);
        fixture = start(pki);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static DeviceIdentity roadside(String device, boolean relay, Long... stations) {
        return new DeviceIdentity(device, Set.of(ROADSIDE), Set.of("test-zone"), Set.of(stations), relay);
    }

    private InetSocketAddress address() {
        return fixture.edge().mqttTlsAddress().orElseThrow();
    }

    private org.eclipse.paho.client.mqttv3.MqttClient three(TestPki.Holder holder, String clientId)
            throws IOException, MqttException {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setSocketFactory(pki.client(Optional.of(holder)).getSocketFactory());
        return three("ssl://127.0.0.1:" + address().getPort(), clientId, options);
    }

    private static org.eclipse.paho.client.mqttv3.MqttClient three(
            String uri, String clientId, MqttConnectOptions options) throws MqttException {
        var client = new org.eclipse.paho.client.mqttv3.MqttClient(
                uri, clientId, new org.eclipse.paho.client.mqttv3.persist.MemoryPersistence());
        client.setTimeToWait(EdgeFixture.PATIENCE.toMillis());
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1); // or it would try 3.1 after a refusal
        client.connect(options);
        return client;
    }

    private MqttAsyncClient five(TestPki.Holder holder, String clientId)
            throws IOException, org.eclipse.paho.mqttv5.common.MqttException {
        MqttAsyncClient client = new MqttAsyncClient(
                "ssl://127.0.0.1:" + address().getPort(),
                clientId,
                new org.eclipse.paho.mqttv5.client.persist.MemoryPersistence());
        client.setCallback(new Ends());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setSocketFactory(pki.client(Optional.of(holder)).getSocketFactory());
        client.connect(options).waitForCompletion(EdgeFixture.PATIENCE.toMillis());
        return client;
    }

    /** The reason code of the acknowledgement. */
    private static int publish(MqttAsyncClient client, String topic, byte[] payload)
            throws org.eclipse.paho.mqttv5.common.MqttException {
        IMqttToken token = client.publish(topic, payload, 1, false);
        token.waitForCompletion(EdgeFixture.PATIENCE.toMillis());
        return token.getReasonCodes()[0];
    }

    private static void leave(MqttAsyncClient client) throws org.eclipse.paho.mqttv5.common.MqttException {
        client.disconnect().waitForCompletion(EdgeFixture.PATIENCE.toMillis());
        client.close();
    }

    private byte[] json(long station, int count) {
        return "{\"msgCnt\":%d,\"id\":\"%016x\",\"secMark\":%d,\"pos\":{\"lat\":%d,\"lon\":%d},\"speed\":0,\"heading\":0}"
                .formatted(
                        count,
                        station,
                        EdgeFixture.nowUs() / 1000 % 60_000,
                        Math.round(fixture.zone().plane().latitudeDeg(600, 500) * 1e7),
                        Math.round(fixture.zone().plane().longitudeDeg(600, 500) * 1e7))
                .getBytes(StandardCharsets.UTF_8);
    }

    private void expectRefused(DeviceIdentity identity, String clientId, RefusalCode code) throws IOException {
        TestPki.Holder holder = pki.device(identity);
        long before = fixture.statistics().sessions().refused().getOrDefault(code, 0L);
        MqttException three = catchThrowableOfType(MqttException.class, () -> three(holder, clientId));
        assertThat(three.getReasonCode()).isEqualTo(NOT_AUTHORIZED_3);
        var five =
                catchThrowableOfType(org.eclipse.paho.mqttv5.common.MqttException.class, () -> five(holder, clientId));
        assertThat(five.getReasonCode()).isEqualTo(NOT_AUTHORIZED_5);
        assertThat(fixture.statistics().sessions().refused()).containsEntry(code, before + 2);
        assertThat(fixture.statistics().mqtt().accepted()).isZero();
    }

    @Test
    void aClientSpeaksAsTheDeviceAndTheStationOfItsCertificateOnly() throws Exception {
        var three = three(pki.device(CAR), "bus-1");
        three.publish("yunkong/bus-1/up", fixture.bsm(BUS, 1, 600, 500), 1, false);
        fixture.awaitStatistics(s -> s.processed() == 1);
        MqttAsyncClient five = five(pki.device(CAR), "bus-1"); // takes the older one's place
        assertThat(publish(five, "yunkong/bus-1/up", fixture.bsm(BUS + 1, 2, 600, 500)))
                .isEqualTo(NOT_AUTHORIZED_5);
        assertThat(publish(five, "yunkong/bus-2/up", fixture.bsm(BUS, 2, 600, 500)))
                .isEqualTo(NOT_AUTHORIZED_5);
        assertThat(publish(five, "V2X/RSU/rsu-1/BSM/UP", json(HEARD, 2))).isEqualTo(NOT_AUTHORIZED_5);
        assertThat(publish(five, "yunkong/bus-1/up", fixture.bsm(BUS, 3, 600, 500)))
                .isZero();
        assertThat(fixture.statistics().rejected()).containsEntry(RejectReason.FOREIGN_STATION_ID, 3L);
        fixture.awaitStatistics(s -> s.sessions().closed().containsKey(CloseReason.REPLACED));
        leave(five);
        three.close(true);
    }

    @ParameterizedTest
    @EnumSource(names = {"DEVICE_KIND_EMERGENCY_VEHICLE", "DEVICE_KIND_PUBLIC_TRANSPORT"})
    void aVehicleOfASpecialKindIsOneByItsCertificate(DeviceKind kind) throws Exception {
        DeviceIdentity special = new DeviceIdentity("bus-1", Set.of(kind), Set.of("test-zone"), Set.of(BUS), false);
        MqttAsyncClient client = five(pki.device(special), "bus-1");
        assertThat(publish(client, "yunkong/bus-1/up", fixture.bsm(BUS, 1, 600, 500)))
                .isZero();
        leave(client);
    }

    @Test
    void eachRightThatTheCertificateLacksIsRefusedUnderItsOwnReason() throws IOException {
        expectRefused(CAR, "bus-2", RefusalCode.REFUSAL_CODE_CERTIFICATE_DEVICE);
        expectRefused(CAR, "rsu-1", RefusalCode.REFUSAL_CODE_CERTIFICATE_DEVICE);
        expectRefused(
                TestPki.identity("rsu-1", TestZone.ROADSIDE_STATION),
                "rsu-1",
                RefusalCode.REFUSAL_CODE_CERTIFICATE_KIND);
        expectRefused(roadside("rsu-1", true, HEARD), "rsu-1", RefusalCode.REFUSAL_CODE_CERTIFICATE_STATION);
        expectRefused(roadside("pole-7", true, HEARD), "pole-7", RefusalCode.REFUSAL_CODE_CERTIFICATE_STATION);
        expectRefused(
                new DeviceIdentity("bus-1", Set.of(ONBOARD), Set.of("other-zone"), Set.of(BUS), false),
                "bus-1",
                RefusalCode.REFUSAL_CODE_CERTIFICATE_ZONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pole-7", "rsu-1", "5253550000000001"})
    void aRoadsideUnitIsCalledByItsDeviceItsNameOrItsStation(String clientId) throws Exception {
        MqttAsyncClient unit = five(pki.device(roadside("pole-7", true, TestZone.ROADSIDE_STATION)), clientId);
        assertThat(publish(unit, "V2X/RSU/rsu-1/BSM/UP", json(HEARD, 1))).isZero();
        fixture.awaitStatistics(s -> s.processed() == 1 && s.mqtt().relayedStations() == 1);
        leave(unit);
    }

    @Test
    void aRoadsideUnitPassesOnOthersOnlyWithTheRightToRelay() throws Exception {
        MqttAsyncClient unit = five(pki.device(roadside("rsu-1", false, TestZone.ROADSIDE_STATION)), "rsu-1");
        assertThat(publish(unit, "V2X/RSU/rsu-1/BSM/UP", json(HEARD, 1))).isEqualTo(NOT_AUTHORIZED_5);
        assertThat(fixture.statistics().rejected()).containsOnly(Map.entry(RejectReason.RELAY_NOT_ALLOWED, 1L));
        assertThat(publish(unit, "yunkong/rsu-1/up", fixture.bsm(TestZone.ROADSIDE_STATION, 2, 600, 500)))
                .as("its own station")
                .isZero();
        leave(unit);
    }

    @Test
    void whoShowsNoCertificateDoesNotTakeTheNameOrTheStationOfWhoDid() throws Exception {
        MqttAsyncClient bus = five(pki.device(CAR), "bus-1");
        assertThat(publish(bus, "yunkong/bus-1/up", fixture.bsm(BUS, 1, 600, 500)))
                .isZero();
        String plain =
                "tcp://127.0.0.1:" + fixture.edge().mqttAddress().orElseThrow().getPort();
        MqttException refused =
                catchThrowableOfType(MqttException.class, () -> three(plain, "bus-1", new MqttConnectOptions()));
        assertThat(refused.getReasonCode()).isEqualTo(NOT_AUTHORIZED_3);
        try (TestDevice session = new TestDevice(fixture.tcp())) {
            session.hello(TestDevice.hello("bus-1", BUS).build());
            assertThat(session.awaitMessage(m -> m.hasRefused()).getRefused().getCode())
                    .isEqualTo(RefusalCode.REFUSAL_CODE_STATION_IN_USE);
        }
        assertThat(publish(bus, "yunkong/bus-1/up", fixture.bsm(BUS, 2, 600, 500)))
                .isZero();
        assertThat(fixture.statistics().sessions().refused())
                .containsEntry(RefusalCode.REFUSAL_CODE_STATION_IN_USE, 2L);
        leave(bus);
    }

    // The end of trust

    @Test
    void revocationCutsLiveClientsAndVersionFiveIsToldSo() throws Exception {
        TestPki.Holder car = pki.device(CAR);
        TestPki.Holder other = pki.device(TestPki.identity("bus-2", BUS + 1));
        five(car, "bus-1");
        var three = three(other, "bus-2");
        pki.revoke(car);
        pki.revoke(other);
        assertThat(disconnects.poll(EdgeFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isEqualTo(ADMINISTRATIVE_ACTION);
        fixture.awaitStatistics(s -> s.sessions().refused().getOrDefault(RefusalCode.REFUSAL_CODE_REVOKED, 0L) == 2
                && s.sessions().closed().getOrDefault(CloseReason.CERTIFICATE, 0L) == 2
                && s.mqtt().connected() == 0);
        three.close(true);
    }

    @Test
    void aCertificateThatRunsOutCutsItsLiveClient() throws Exception {
        five(pki.deviceOfAuthority(CAR, Duration.ofMinutes(-1), Duration.ofSeconds(3)), "bus-1");
        assertThat(disconnects.poll(EdgeFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isEqualTo(NOT_AUTHORIZED_5);
        fixture.awaitStatistics(s -> s.sessions().refused().containsKey(RefusalCode.REFUSAL_CODE_CERTIFICATE_EXPIRED)
                && s.sessions().closed().containsKey(CloseReason.CERTIFICATE));
    }

    // What is no handshake

    @Test
    void handshakesAreJudgedAndCountedAsThoseOfSessions() throws Exception {
        TestPki.Holder stranger =
                pki.device(CAR, Duration.ofHours(-1), Duration.ofHours(1), pki.authority("CN=Another authority"));
        assertThatExceptionOfType(MqttException.class).isThrownBy(() -> three(stranger, "bus-1"));
        fixture.awaitStatistics(s -> s.tls().faults().containsKey(HandshakeFault.UNKNOWN_CA));
        try (Socket plain = new Socket(address().getAddress(), address().getPort())) {
            plain.setSoTimeout((int) EdgeFixture.PATIENCE.toMillis());
            plain.getOutputStream().write(new byte[] {0x10, 12, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 60, 0, 0});
            while (plain.getInputStream().read() >= 0) {
                // an alert
            }
        }
        fixture.awaitStatistics(s -> s.tls().faults().containsKey(HandshakeFault.NOT_TLS));
        assertThat(fixture.statistics().sessions().opened())
                .as("nobody came so far")
                .isZero();
    }

    @Test
    void aHandshakeThatIsNeverBegunRunsOutOfTime() throws Exception {
        try (EdgeFixture hasty = start(pki, EdgeFixture.hastyLimits())) {
            InetSocketAddress there = hasty.edge().mqttTlsAddress().orElseThrow();
            try (Socket silent = new Socket(there.getAddress(), there.getPort())) {
                assertThat(silent.isConnected()).isTrue();
                hasty.awaitStatistics(s -> s.tls().faults().containsKey(HandshakeFault.TIMEOUT));
            }
        }
    }

    @Test
    void withoutFilesThereIsNoListener() {
        Optional<InetSocketAddress> anyPort = Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EdgeFixture.config()
                        .mqtt(new MqttConfig(Optional.empty(), anyPort, Profiles.shipped(), MqttLimits.standard()))
                        .build())
                .withMessage("tls listener without files: listener=mqtt-tls; not started");
    }

    /** Keeps why the edge closed. */
    private final class Ends implements MqttCallback {
        @Override
        public void disconnected(MqttDisconnectResponse response) {
            disconnects.add(response.getReturnCode());
        }

        @Override
        public void mqttErrorOccurred(org.eclipse.paho.mqttv5.common.MqttException exception) {
            // the disconnect tells
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            // nobody subscribes here
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // waited for where it matters
        }

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {
            // waited for
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
            throw new AssertionError("no authentication by packets");
        }
    }
}
