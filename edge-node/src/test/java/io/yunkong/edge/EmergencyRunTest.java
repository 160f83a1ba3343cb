package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yunkong.edge.link.LinkSecurity;
import io.yunkong.edge.link.mqtt.MqttConfig;
import io.yunkong.edge.link.mqtt.MqttLimits;
import io.yunkong.edge.link.profile.Profiles;
import io.yunkong.identity.DeviceIdentity;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.DatagramKey;
import io.yunkong.wire.DatagramKeyRequest;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.Observation;
import io.yunkong.wire.csae.LightbarInUse;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.frame.DatagramSeal;
import io.yunkong.wire.schema.Edition;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Emergency runs that are told of: by every door that of an emergency vehicle goes up to the cloud, and nobody else's. */
final class EmergencyRunTest {
    private static final long STATION = 0x120;
    private static final DeviceKind EMERGENCY = DeviceKind.DEVICE_KIND_EMERGENCY_VEHICLE;

    @TempDir
    private Path folder;

    private TestPki pki;
    private FakeCloud cloud;
    private EdgeFixture fixture;

    @BeforeEach
    void start() throws IOException {
        pki = new TestPki(folder);
        cloud = new FakeCloud("cloud-a", 0);
        Optional<InetSocketAddress> anyPort = Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        fixture = new EdgeFixture(
                TestZone.create(),
                EdgeFixture.config(cloud.address())
                        .security(new LinkSecurity(Optional.of(pki.files()), anyPort, false, false))
                        .mqtt(new MqttConfig(anyPort, anyPort, Profiles.shipped(), MqttLimits.standard())));
        cloud.own(5, TestZone.WEST, TestZone.EAST);
        fixture.awaitStatistics(s -> s.uplink().linksUp() == 1);
    }

    @AfterEach
    void stop() throws IOException {
        fixture.close();
        cloud.close();
    }

    /** A car whose light bar is in use, as it says. */
    private byte[] run(int count) {
        byte[] plain = Bsm.encode(Bsm.writer(fixture.zone().plane(), STATION, count, EdgeFixture.nowUs(), 700, 500)
                .eventFlags(1 << 7));
        try {
            MessageFrame.Builder frame = TestDevice.decode(Edition.E2020, plain).toBuilder();
            frame.getBsmFrameBuilder().getEmergencyExtBuilder().setLightsUse(LightbarInUse.LightbarInUse_inUse);
            return Standard.encode(Edition.E2020, frame);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private DeviceIdentity identity(DeviceKind kind) {
        return new DeviceIdentity("veh-1", Set.of(kind), Set.of("test-zone"), Set.of(STATION), false);
    }

    private List<Observation> awaitObservations() {
        return await().atMost(EdgeFixture.PATIENCE).until(this::observations, told -> !told.isEmpty());
    }

    private List<Observation> observations() {
        return cloud.received().stream()
                .flatMap(message -> message.getBatch().getObservationsList().stream())
                .toList();
    }

    /** The rest of what it tells is used all the same. */
    private void awaitTold(boolean believed, DeviceKind countedAs) {
        assertThat(awaitObservations()).allSatisfy(told -> {
            assertThat(told.getEmergencyRun()).isEqualTo(believed);
            assertThat(told.getEventFlags()).isEqualTo(1 << 7);
        });
        assertThat(fixture.statistics().emergencyRunsRefused()).isEqualTo(believed ? Map.of() : Map.of(countedAs, 1L));
        assertThat(fixture.statistics().rejected()).isEqualTo(Map.<RejectReason, Long>of());
    }

    @ParameterizedTest
    @EnumSource(names = {"DEVICE_KIND_ONBOARD_UNIT", "DEVICE_KIND_EMERGENCY_VEHICLE", "DEVICE_KIND_PUBLIC_TRANSPORT"})
    void inASessionOnlyAnEmergencyVehicleIsBelieved(DeviceKind kind) throws IOException {
        try (TestDevice device = TestDevice.open(
                fixture.tcp(), TestDevice.hello("veh-1", STATION).setKind(kind))) {
            device.uper(run(1));
            awaitTold(kind == EMERGENCY, kind);
        }
    }

    @Test
    void byABareDatagramNobodyIsBelieved() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            InetSocketAddress edge = fixture.edge().udpAddress().orElseThrow();
            byte[] octets = run(1);
            socket.send(new DatagramPacket(octets, octets.length, edge));
            awaitTold(false, DeviceKind.DEVICE_KIND_UNSPECIFIED);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DEVICE_KIND_ONBOARD_UNIT", "DEVICE_KIND_EMERGENCY_VEHICLE"})
    void aDatagramUnderAKeyIsBelievedAsItsSessionIs(DeviceKind kind) throws IOException {
        try (TestDevice device = pki.connect(
                        fixture.edge().tlsAddress().orElseThrow(), Optional.of(pki.device(identity(kind))));
                DatagramSocket socket = new DatagramSocket()) {
            device.hello(TestDevice.hello("veh-1", STATION).setKind(kind).build());
            device.awaitMessage(EdgeMessage::hasAccepted);
            device.session(DeviceMessage.newBuilder()
                    .setDatagramKeyRequest(DatagramKeyRequest.getDefaultInstance())
                    .build());
            DatagramKey key = device.awaitMessage(EdgeMessage::hasDatagramKey).getDatagramKey();
            byte[] sealed = new DatagramSeal(key.getKeyId(), key.getKey().toByteArray()).seal(0, run(1));
            socket.send(new DatagramPacket(sealed, sealed.length, InetAddress.getLoopbackAddress(), key.getPort()));
            awaitTold(kind == EMERGENCY, kind);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DEVICE_KIND_ONBOARD_UNIT", "DEVICE_KIND_EMERGENCY_VEHICLE"})
    void byMqttItsCertificateSaysWhoIsBelieved(DeviceKind kind) throws Exception {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setSocketFactory(
                pki.client(Optional.of(pki.device(identity(kind)))).getSocketFactory());
        publish("ssl", fixture.edge().mqttTlsAddress().orElseThrow(), "veh-1", "yunkong/veh-1/up", options);
        awaitTold(kind == EMERGENCY, kind);
    }

    @Test
    void byMqttWithoutACertificateNobodyIsBelieved() throws Exception {
        InetSocketAddress plain = fixture.edge().mqttAddress().orElseThrow();
        publish("tcp", plain, "veh-1", "yunkong/veh-1/up", new MqttConnectOptions());
        awaitTold(false, DeviceKind.DEVICE_KIND_ONBOARD_UNIT);
    }

    @Test
    void whomARoadsideUnitHearsIsNotBelieved() throws Exception {
        InetSocketAddress plain = fixture.edge().mqttAddress().orElseThrow();
        publish("tcp", plain, "rsu-1", "yunkong/rsu-1/up", new MqttConnectOptions());
        awaitTold(false, DeviceKind.DEVICE_KIND_UNSPECIFIED);
    }

    private void publish(String scheme, InetSocketAddress edge, String client, String topic, MqttConnectOptions options)
            throws Exception {
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        try (MqttClient device =
                new MqttClient(scheme + "://127.0.0.1:" + edge.getPort(), client, new MemoryPersistence())) {
            device.connect(options);
            device.publish(topic, run(1), 1, false);
            device.disconnect(1000);
        }
    }
}
