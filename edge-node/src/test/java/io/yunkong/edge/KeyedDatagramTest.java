package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yunkong.edge.link.FrameRate;
import io.yunkong.edge.link.LinkLimits;
import io.yunkong.edge.link.LinkSecurity;
import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.DatagramKey;
import io.yunkong.wire.DatagramKeyRequest;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.Hello;
import io.yunkong.wire.RefusalCode;
import io.yunkong.wire.Resume;
import io.yunkong.wire.ServiceLevel;
import io.yunkong.wire.TrackState;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningApplication;
import io.yunkong.wire.WarningOrigin;
import io.yunkong.wire.WarningPhase;
import io.yunkong.wire.frame.DatagramSeal;
import io.yunkong.wire.frame.FrameType;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datagrams under the key of a TLS session, over real sockets. */
final class KeyedDatagramTest {
    private static final long STATION = 0x41;
    private static final int BURST = 20;

    @TempDir
    private Path folder;

    private TestPki pki;
    private FakeCloud cloud;
    private EdgeFixture fixture;
    private TestPki.Holder car;
    private TestDevice device;
    private String sessionId;
    private DatagramSocket socket;
    private DatagramKey key;
    private DatagramSeal seal;

    @BeforeEach
    void start() throws IOException {
        pki = new TestPki(folder);
        cloud = new FakeCloud("cloud-a", 0);
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        LinkSecurity security = new LinkSecurity(Optional.of(pki.files()), Optional.of(anyPort), false, true);
        fixture = new EdgeFixture(
                TestZone.create(),
                EdgeFixture.config(cloud.address()).security(security).link(limits()));
        cloud.own(5, TestZone.WEST, TestZone.EAST);
        fixture.awaitStatistics(s -> s.uplink().linksUp() == 1);
        car = pki.device(TestPki.identity("veh-1", STATION));
        device = pki.connect(fixture.edge().tlsAddress().orElseThrow(), Optional.of(car));
        device.hello(TestDevice.hello("veh-1", STATION).build());
        sessionId = device.awaitMessage(EdgeMessage::hasAccepted).getAccepted().getSessionId();
        askForKey();
        socket = new DatagramSocket();
        socket.setSoTimeout((int) EdgeFixture.PATIENCE.toMillis());
    }

    /** One frame a second, and so many at once. */
    private static LinkLimits limits() {
        LinkLimits l = EdgeFixture.keeping(Duration.ofSeconds(60), 10, 8);
        return new LinkLimits(l.times(), l.sizes(), new FrameRate(1, BURST, 2), l.resume(), l.tls());
    }

    private void askForKey() throws IOException {
        device.session(DeviceMessage.newBuilder()
                .setDatagramKeyRequest(DatagramKeyRequest.getDefaultInstance())
                .build());
        key = device.awaitMessage(EdgeMessage::hasDatagramKey).getDatagramKey();
        seal = new DatagramSeal(key.getKeyId(), key.getKey().toByteArray());
    }

    @AfterEach
    void stop() throws IOException {
        socket.close();
        device.close();
        fixture.close();
        cloud.close();
    }

    private void send(byte[] datagram) throws IOException {
        socket.send(new DatagramPacket(datagram, datagram.length, InetAddress.getLoopbackAddress(), key.getPort()));
    }

    private byte[] bsm(long station, int count) {
        return fixture.bsm(station, count, 500, 500);
    }

    private void awaitRejected(RejectReason reason) {
        fixture.awaitStatistics(s -> s.rejected().getOrDefault(reason, 0L) == 1);
    }

    private void awaitProcessed(long count) {
        fixture.awaitStatistics(s -> s.processed() == count);
    }

    private void raise(String id) throws IOException {
        LocalPlane plane = fixture.zone().plane();
        TrackState place = TrackState.newBuilder()
                .setLatitudeE7((int) Math.round(plane.latitudeDeg(500, 500) * 1e7))
                .setLongitudeE7((int) Math.round(plane.longitudeDeg(500, 500) * 1e7))
                .build();
        long now = EdgeFixture.nowUs();
        cloud.warn(Warning.newBuilder()
                .setWarningId(id)
                .setApplication(WarningApplication.WARNING_APPLICATION_FCW)
                .setPhase(WarningPhase.WARNING_PHASE_RAISED)
                .setOrigin(WarningOrigin.WARNING_ORIGIN_CLOUD)
                .setNode("cloud-a")
                .setWarner("cloud-a.start.1")
                .setEpoch(5)
                .setHostStationId(STATION)
                .setHost(place.toBuilder().setStationId(STATION))
                .setCounterpart(place.toBuilder().setStationId(99))
                .setRaisedAtUs(now)
                .setUpdatedAtUs(now)
                .setValidUntilUs(now + 60_000_000)
                .build());
    }

    @Test
    void aMessageUnderTheKeyIsThatOfItsSession() throws IOException {
        assertThat(key.getPort())
                .isEqualTo(fixture.edge().udpAddress().orElseThrow().getPort());
        assertThat(key.getKey().size()).isEqualTo(DatagramSeal.KEY_BYTES);
        send(seal.seal(0, bsm(STATION, 1)));
        awaitProcessed(1);
        send(seal.seal(1, bsm(STATION + 1, 1)));
        awaitRejected(RejectReason.FOREIGN_STATION_ID);
    }

    @Test
    void whatAVehiclesSensorsSeeMayComeUnderTheKey() throws IOException {
        send(seal.seal(0, bsm(STATION, 1)));
        send(seal.seal(1, Standard.ssm(fixture.zone().plane(), STATION, 1, EdgeFixture.nowUs(), 500, 500)));
        EdgeStatistics s = fixture.awaitStatistics(x -> x.processed() == 2);
        assertThat(s.standard().vehicleSensorReports()).isEqualTo(1);
        assertThat(s.rejected()).isEmpty();
    }

    @Test
    void eachFaultHasItsReasonAndNothingIsAnswered() throws IOException {
        byte[] good = seal.seal(5, bsm(STATION, 1));
        byte[] changed = good.clone();
        changed[30] ^= 1;
        send(changed);
        awaitRejected(RejectReason.DATAGRAM_MAC_WRONG);
        send(new DatagramSeal(key.getKeyId() + 1, key.getKey().toByteArray()).seal(6, bsm(STATION, 1)));
        awaitRejected(RejectReason.DATAGRAM_KEY_UNKNOWN);
        send(new byte[] {(byte) DatagramSeal.MARKER, 1, 2});
        awaitRejected(RejectReason.TRUNCATED);
        send(bsm(STATION, 1));
        awaitRejected(RejectReason.DATAGRAM_NOT_KEYED);
        send(good);
        awaitProcessed(1);
        send(good);
        awaitRejected(RejectReason.DATAGRAM_REPLAYED);
        socket.setSoTimeout(50);
        assertThatThrownBy(() -> socket.receive(new DatagramPacket(new byte[100], 100)))
                .isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void aNewKeyEndsTheOneBefore() throws IOException {
        DatagramSeal before = seal;
        askForKey();
        send(before.seal(1, bsm(STATION, 1)));
        awaitRejected(RejectReason.DATAGRAM_KEY_UNKNOWN);
        send(seal.seal(0, bsm(STATION, 2)));
        awaitProcessed(1);
    }

    @Test
    void whileTheConnectionIsBrokenWarningsComeByDatagramAndAreNotSentAgainOnceRead() throws IOException {
        device.close();
        fixture.awaitStatistics(s -> s.resumes().away() == 1);
        send(seal.seal(0, bsm(STATION, 1)));
        awaitProcessed(1);
        raise("a");
        EdgeMessage told = receive();
        assertThat(told.getWarning().getWarningId()).isEqualTo("a");
        assertThat(told.getSequence()).isEqualTo(1);
        Hello resume = TestDevice.hello("veh-1", STATION)
                .setResume(Resume.newBuilder().setSessionId(sessionId).setLastSequence(1))
                .build();
        try (TestDevice again = pki.connect(fixture.edge().tlsAddress().orElseThrow(), Optional.of(car))) {
            again.hello(resume);
            assertThat(again.awaitMessage(EdgeMessage::hasAccepted)
                            .getAccepted()
                            .getResumed())
                    .isTrue();
            raise("b");
            EdgeMessage next = again.awaitMessage(EdgeMessage::hasWarning);
            assertThat(next.getWarning().getWarningId()).isEqualTo("b");
            assertThat(next.getSequence()).isEqualTo(2);
            send(seal.seal(1, bsm(STATION, 2)));
            awaitProcessed(2);
        }
    }

    @Test
    void whileTheConnectionIsBrokenTheZoneStatusComesByDatagram() throws IOException {
        fixture.awaitStatistics(s -> s.serviceLevel() == ServiceLevel.SERVICE_LEVEL_OK);
        device.close();
        fixture.awaitStatistics(s -> s.resumes().away() == 1);
        send(seal.seal(0, bsm(STATION, 1)));
        awaitProcessed(1);
        cloud.close();
        assertThat(receive().getZoneStatus().getLevel()).isEqualTo(ServiceLevel.SERVICE_LEVEL_DEGRADED);
    }

    @Test
    void aNewKeyBringsNoNewRate() throws IOException {
        long begun = System.nanoTime();
        int before = BURST - 5; // two requests for a key count as well
        for (int i = 0; i < before; i++) {
            send(seal.seal(i, bsm(STATION, i)));
        }
        fixture.awaitStatistics(s -> s.received() == before);
        askForKey();
        for (int i = 0; i < BURST; i++) {
            send(seal.seal(i, bsm(STATION, i)));
        }
        EdgeStatistics s = fixture.awaitStatistics(x -> x.received() == before + BURST);
        double seconds = (System.nanoTime() - begun) * 1e-9;
        assertThat(s.rejected().getOrDefault(RejectReason.RATE_LIMIT, 0L))
                .isGreaterThanOrEqualTo((long) (before - seconds));
    }

    private EdgeMessage receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[9000], 9000);
        socket.receive(packet);
        byte[] datagram = packet.getData();
        assertThat(seal.isSealed(datagram, packet.getLength())).isTrue();
        assertThat(DatagramSeal.keyId(datagram)).isEqualTo(key.getKeyId());
        assertThat(DatagramSeal.sequence(datagram)).isEqualTo(DatagramSeal.DOWN_FIRST);
        assertThat(datagram[DatagramSeal.HEADER_BYTES]).isEqualTo((byte) FrameType.SESSION.code());
        int at = DatagramSeal.HEADER_BYTES + 1;
        return EdgeMessage.parseFrom(ByteBuffer.wrap(datagram, at, packet.getLength() - at - DatagramSeal.MAC_BYTES));
    }

    @Test
    void theKeyDiesWithItsSessionAlsoWhenThatIsAway() throws IOException {
        device.close();
        fixture.awaitStatistics(s -> s.resumes().away() == 1);
        pki.revoke(car);
        fixture.awaitStatistics(s -> s.resumes().away() == 0);
        send(seal.seal(0, bsm(STATION, 1)));
        awaitRejected(RejectReason.DATAGRAM_KEY_UNKNOWN);
    }

    @Test
    void withoutTlsThereIsNoKey() throws IOException {
        try (TestDevice plain = TestDevice.vehicle(fixture.tcp(), "veh-2", STATION + 1)) {
            plain.session(DeviceMessage.newBuilder()
                    .setDatagramKeyRequest(DatagramKeyRequest.getDefaultInstance())
                    .build());
            EdgeMessage refused = plain.awaitMessage(EdgeMessage::hasRefused);
            assertThat(refused.getRefused().getCode()).isEqualTo(RefusalCode.REFUSAL_CODE_FRAME);
        }
    }
}
