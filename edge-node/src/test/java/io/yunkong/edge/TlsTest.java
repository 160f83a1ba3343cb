package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.yunkong.edge.link.LinkLimits;
import io.yunkong.edge.link.LinkSecurity;
import io.yunkong.edge.statistics.CloseReason;
import io.yunkong.edge.statistics.HandshakeFault;
import io.yunkong.identity.DeviceIdentity;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.Hello;
import io.yunkong.wire.RefusalCode;
import io.yunkong.wire.Resume;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Devices with certificates, good and bad, over real sockets; a healthy one goes on beside them. */
final class TlsTest {
    private static final long STATION = 0x31;
    private static final long HEALTHY = 0x77;
    /** What the platform promises: a device that is no longer trusted is cut off within five seconds. */
    private static final Duration CUT_WITHIN = Duration.ofSeconds(5);

    private static final DeviceIdentity CAR = TestPki.identity("veh-1", STATION);

    @TempDir
    private Path folder;

    private TestPki pki;
    private EdgeFixture fixture;
    private TestDevice healthy;
    private int healthySent;

    @BeforeEach
    void start() throws IOException {
        pki = new TestPki(folder);
        fixture = start(EdgeFixture.limits());
        healthy = open(pki.device(TestPki.identity("healthy", HEALTHY)), hello("healthy", HEALTHY));
    }

    private EdgeFixture start(LinkLimits limits) throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        LinkSecurity security = new LinkSecurity(Optional.of(pki.files()), Optional.of(anyPort), false, false);
        return new EdgeFixture(
                TestZone.create(), EdgeFixture.config().security(security).link(limits));
    }

    @AfterEach
    void stop() throws IOException {
        long before = fixture.statistics().processed();
        healthy.uper(fixture.bsm(HEALTHY, ++healthySent, 900, 100));
        fixture.awaitStatistics(s -> s.processed() > before);
        healthy.close();
        fixture.close();
    }

    private InetSocketAddress tls() {
        return fixture.edge().tlsAddress().orElseThrow();
    }

    private static Hello hello(String device, long station) {
        return TestDevice.hello(device, station).build();
    }

    private TestDevice open(TestPki.Holder holder, Hello hello) throws IOException {
        TestDevice device = pki.connect(tls(), Optional.of(holder));
        device.hello(hello);
        device.awaitMessage(EdgeMessage::hasAccepted);
        return device;
    }

    private void expectRefused(TestPki.Holder holder, Hello hello, RefusalCode code) throws IOException {
        try (TestDevice device = pki.connect(tls(), Optional.of(holder))) {
            device.hello(hello);
            EdgeMessage refused = device.awaitMessage(EdgeMessage::hasRefused);
            assertThat(refused.getRefused().getCode()).isEqualTo(code);
            device.awaitEnd();
        }
        assertThat(fixture.statistics().sessions().refused()).containsEntry(code, 1L);
    }

    /** In TLS 1.3 a client learns of it at its first read. */
    private void expectNoHandshake(Optional<TestPki.Holder> holder, HandshakeFault fault) {
        expectNoHandshake(holder, fault, 1);
    }

    private void expectNoHandshake(Optional<TestPki.Holder> holder, HandshakeFault fault, long count) {
        assertThatIOException().isThrownBy(() -> {
            try (TestDevice device = pki.connect(tls(), holder)) {
                device.hello(hello("veh-1", STATION));
                if (device.read() == null) {
                    throw new IOException("closed");
                }
            }
        });
        awaitFault(fault, count);
    }

    private void awaitFault(HandshakeFault fault, long count) {
        fixture.awaitStatistics(s -> s.tls().faults().getOrDefault(fault, 0L) == count);
    }

    @Test
    void aDeviceWithACertificateSpeaksAsItself() throws IOException {
        try (TestDevice device = open(pki.device(CAR), hello("veh-1", STATION))) {
            assertThat(((SSLSocket) device.socket()).getSession().getProtocol()).isEqualTo("TLSv1.3");
            device.uper(fixture.bsm(STATION, 1, 100, 100));
            fixture.awaitStatistics(s -> s.processed() == 1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DEVICE_KIND_EMERGENCY_VEHICLE", "DEVICE_KIND_PUBLIC_TRANSPORT"})
    void aVehicleOfASpecialKindIsOneByItsCertificate(DeviceKind kind) throws IOException {
        DeviceIdentity special = new DeviceIdentity("veh-1", Set.of(kind), Set.of("test-zone"), Set.of(STATION), false);
        Hello hello = TestDevice.hello("veh-1", STATION).setKind(kind).build();
        try (TestDevice device = open(pki.device(special), hello)) {
            device.uper(fixture.bsm(STATION, 1, 100, 100));
            fixture.awaitStatistics(s -> s.processed() == 1);
        }
        expectRefused(pki.device(CAR), hello, RefusalCode.REFUSAL_CODE_CERTIFICATE_KIND);
    }

    @Test
    void aDeviceMaySpeakOnlyAsWhatItsCertificateSays() throws IOException {
        TestPki.Holder car = pki.device(CAR);
        expectRefused(car, hello("veh-2", STATION), RefusalCode.REFUSAL_CODE_CERTIFICATE_DEVICE);
        expectRefused(car, hello("veh-1", STATION + 1), RefusalCode.REFUSAL_CODE_CERTIFICATE_STATION);
        Hello roadside = TestDevice.hello("veh-1", STATION)
                .setKind(DeviceKind.DEVICE_KIND_ROADSIDE_UNIT)
                .build();
        expectRefused(car, roadside, RefusalCode.REFUSAL_CODE_CERTIFICATE_KIND);
        DeviceIdentity elsewhere = new DeviceIdentity(
                "veh-1", Set.of(DeviceKind.DEVICE_KIND_ONBOARD_UNIT), Set.of("other-zone"), Set.of(STATION), false);
        expectRefused(pki.device(elsewhere), hello("veh-1", STATION), RefusalCode.REFUSAL_CODE_CERTIFICATE_ZONE);
    }

    @Test
    void eachFaultOfACertificateIsRefusedInTheHandshakeUnderItsOwnReason() throws IOException {
        Duration hour = Duration.ofHours(1);
        TestPki.Holder own = pki.authority("CN=Another authority");
        expectNoHandshake(Optional.empty(), HandshakeFault.NO_CERTIFICATE);
        expectNoHandshake(Optional.of(pki.device(CAR, hour.negated(), hour, own)), HandshakeFault.UNKNOWN_CA);
        expectNoHandshake(
                Optional.of(pki.deviceOfAuthority(CAR, hour.multipliedBy(-2), hour.negated())), HandshakeFault.EXPIRED);
        expectNoHandshake(
                Optional.of(pki.deviceOfAuthority(CAR, hour, hour.multipliedBy(2))), HandshakeFault.NOT_YET_VALID);
        expectNoHandshake(
                Optional.of(pki.withPurpose(CAR, KeyPurposeId.id_kp_serverAuth)), HandshakeFault.WRONG_PURPOSE);
        expectNoHandshake(Optional.of(pki.nobody()), HandshakeFault.NO_IDENTITY);
        TestPki.Holder revoked = pki.device(CAR);
        pki.revoke(revoked);
        Awaitility.await().atMost(EdgeFixture.PATIENCE).until(() -> {
            tryToComeIn(pki.client(Optional.of(revoked)));
            return fixture.statistics().tls().faults().containsKey(HandshakeFault.REVOKED);
        });
    }

    /** What becomes of it a client learns at its first read, or it does not: the counter tells. */
    private void tryToComeIn(SSLContext context) throws IOException {
        try (TestDevice device = TestPki.connect(tls(), context)) {
            device.socket().setSoTimeout(200);
            device.read();
        } catch (IOException e) {
            // refused, or not yet
        }
        healthy.heartbeat();
    }

    @Test
    void aSelfSignedCertificateIsOfNoKnownAuthority() throws IOException {
        expectNoHandshake(Optional.of(pki.selfSigned(CAR)), HandshakeFault.UNKNOWN_CA);
    }

    @Test
    void aHandshakeThatFailsIsSaidWithItsReasonOnceHoweverManyFollow() throws IOException {
        try (LogLines log = new LogLines("io.yunkong.edge.link.Refusals")) {
            TestPki.Holder late = pki.deviceOfAuthority(CAR, Duration.ofHours(-2), Duration.ofHours(-1));
            expectNoHandshake(Optional.of(late), HandshakeFault.EXPIRED, 1);
            expectNoHandshake(Optional.of(late), HandshakeFault.EXPIRED, 2);
            assertThat(log.lines()).hasSize(1);
            assertThat(log.lines().getFirst())
                    .startsWith("tls handshake failed: certificate expired: at=")
                    .endsWith(" (fault=EXPIRED, failed_so_far=1)");
        }
    }

    @Test
    void revocationCutsALiveSessionAndTheDeviceReadsWhy() throws IOException {
        TestPki.Holder car = pki.device(CAR);
        try (TestDevice device = open(car, hello("veh-1", STATION))) {
            pki.revoke(car);
            awaitCut(
                    device,
                    RefusalCode.REFUSAL_CODE_REVOKED,
                    AwakeClock.shared().instant());
            EdgeMessage refused = device.awaitMessage(EdgeMessage::hasRefused);
            assertThat(refused.getRefused().getCode()).isEqualTo(RefusalCode.REFUSAL_CODE_REVOKED);
            assertThat(refused.getRefused().getReason()).isEqualTo("certificate revoked: device=veh-1; link closed");
        }
    }

    @Test
    void anAuthorityTakenOutOfTheTrustFileTakesItsLiveSessionsAlong() throws IOException {
        TestPki.Holder guests = pki.authority("CN=Guests");
        pki.trust(guests);
        TestPki.Holder guest = pki.device(CAR, Duration.ofMinutes(-1), Duration.ofHours(1), guests);
        try (TestDevice device = Awaitility.await()
                .atMost(EdgeFixture.PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> open(guest, hello("veh-1", STATION)), Objects::nonNull)) {
            pki.trust();
            awaitCut(
                    device,
                    RefusalCode.REFUSAL_CODE_REVOKED,
                    AwakeClock.shared().instant());
            EdgeMessage refused = device.awaitMessage(EdgeMessage::hasRefused);
            assertThat(refused.getRefused().getReason())
                    .isEqualTo("certificate authority no longer trusted: device=veh-1; link closed");
        }
    }

    @Test
    void aCertificateThatRunsOutCutsItsLiveSession() throws IOException {
        TestPki.Holder car = pki.deviceOfAuthority(CAR, Duration.ofMinutes(-1), Duration.ofSeconds(3));
        try (TestDevice device = open(car, hello("veh-1", STATION))) {
            Instant end = car.certificate().getNotAfter().toInstant();
            awaitCut(device, RefusalCode.REFUSAL_CODE_CERTIFICATE_EXPIRED, end);
            EdgeMessage refused = device.awaitMessage(EdgeMessage::hasRefused);
            assertThat(refused.getRefused().getCode()).isEqualTo(RefusalCode.REFUSAL_CODE_CERTIFICATE_EXPIRED);
        }
    }

    /** @param since when the device ceased to be trusted */
    private void awaitCut(TestDevice device, RefusalCode why, Instant since) {
        Awaitility.await().atMost(EdgeFixture.PATIENCE).until(() -> {
            try {
                device.heartbeat();
            } catch (IOException e) {
                // closed: that is what is waited for
            }
            healthy.heartbeat();
            return fixture.statistics().sessions().refused().containsKey(why);
        });
        assertThat(Duration.between(since, AwakeClock.shared().instant())).isLessThan(CUT_WITHIN);
        fixture.awaitStatistics(s -> s.sessions().closed().getOrDefault(CloseReason.CERTIFICATE, 0L) == 1);
    }

    @Test
    void aResumedTlsSessionIsCheckedAnew() throws IOException {
        TestPki.Holder car = pki.device(CAR);
        SSLContext context = pki.client(Optional.of(car));
        for (int i = 0; i < 2; i++) { // the second handshake is an abbreviated one
            try (TestDevice device = TestPki.connect(tls(), context)) {
                device.hello(hello("veh-1", STATION));
                device.awaitMessage(EdgeMessage::hasAccepted);
            }
        }
        pki.revoke(car);
        Awaitility.await().atMost(EdgeFixture.PATIENCE).until(() -> {
            tryToComeIn(context);
            return fixture.statistics().tls().faults().containsKey(HandshakeFault.REVOKED);
        });
    }

    @Test
    void newFilesAreTakenWithoutARestartAndBadOnesAreNot() throws IOException {
        Files.writeString(pki.files().certificate(), "no certificate");
        try (TestDevice device = open(pki.device(CAR), hello("veh-1", STATION))) {
            assertThat(device.socket().isConnected()).isTrue();
        }
        Certificate renewed = pki.newServer();
        Awaitility.await().atMost(EdgeFixture.PATIENCE).until(() -> {
            healthy.heartbeat();
            try (TestDevice device = pki.connect(tls(), Optional.of(pki.device(CAR)))) {
                return ((SSLSocket) device.socket())
                        .getSession()
                        .getPeerCertificates()[0]
                        .equals(renewed);
            }
        });
    }

    @Test
    void aSessionIsResumedOverANewHandshake() throws IOException {
        TestPki.Holder car = pki.device(CAR);
        String session;
        try (TestDevice device = pki.connect(tls(), Optional.of(car))) {
            device.hello(hello("veh-1", STATION));
            session =
                    device.awaitMessage(EdgeMessage::hasAccepted).getAccepted().getSessionId();
            Hello resume = TestDevice.hello("veh-1", STATION)
                    .setResume(Resume.newBuilder().setSessionId(session))
                    .build();
            try (TestDevice again = pki.connect(tls(), Optional.of(car))) {
                again.hello(resume);
                assertThat(again.awaitMessage(EdgeMessage::hasAccepted)
                                .getAccepted()
                                .getResumed())
                        .isTrue();
            }
        }
    }

    @Test
    void theSameCertificateOnASecondConnectionTakesTheStationOver() throws IOException {
        TestPki.Holder car = pki.device(CAR);
        try (TestDevice older = open(car, hello("veh-1", STATION));
                TestDevice newer = open(car, hello("veh-1", STATION))) {
            EdgeMessage refused = older.awaitMessage(EdgeMessage::hasRefused);
            assertThat(refused.getRefused().getCode()).isEqualTo(RefusalCode.REFUSAL_CODE_STATION_IN_USE);
            newer.uper(fixture.bsm(STATION, 1, 100, 100));
            fixture.awaitStatistics(s -> s.processed() == 1);
        }
    }

    @Test
    void whoShowsNoCertificateDoesNotTakeAStationFromWhoDid() throws IOException {
        try (TestDevice device = open(pki.device(CAR), hello("veh-1", STATION));
                TestDevice plain = new TestDevice(fixture.tcp())) {
            plain.hello(hello("veh-1", STATION));
            EdgeMessage refused = plain.awaitMessage(EdgeMessage::hasRefused);
            assertThat(refused.getRefused().getCode()).isEqualTo(RefusalCode.REFUSAL_CODE_STATION_IN_USE);
            device.uper(fixture.bsm(STATION, 1, 100, 100));
            fixture.awaitStatistics(s -> s.processed() == 1);
        }
    }

    // What is no handshake

    private void expectClosed(byte[] octets, HandshakeFault fault) throws IOException {
        try (Socket socket = new Socket(tls().getAddress(), tls().getPort())) {
            socket.setSoTimeout((int) EdgeFixture.PATIENCE.toMillis());
            socket.getOutputStream().write(octets);
            socket.getOutputStream().flush();
            readToEnd(socket);
        }
        awaitFault(fault, 1);
    }

    private static void readToEnd(Socket socket) {
        try {
            while (socket.getInputStream().read() >= 0) {
                // an alert, perhaps
            }
        } catch (IOException e) {
            assertThat(e).hasMessageMatching("(?i).*(reset|closed|abort).*");
        }
    }

    @Test
    void plainHttpAndAPlainSessionAreClosed() throws IOException {
        expectClosed(
                "GET / HTTP/1.1\r\nHost: edge\r\n\r\n".getBytes(StandardCharsets.US_ASCII), HandshakeFault.NOT_TLS);
    }

    @Test
    void aClientHelloThatClaimsSixteenMebibytesIsClosed() throws IOException {
        byte[] hello = {0x16, 3, 1, 0x40, 0, 1, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 3, 3};
        byte[] record = new byte[5 + 0x4000];
        System.arraycopy(hello, 0, record, 0, hello.length);
        expectClosed(record, HandshakeFault.HELLO_TOO_LONG);
    }

    @Test
    void anOlderTlsIsRefused() throws IOException {
        assertThatIOException().isThrownBy(() -> {
            try (SSLSocket socket = (SSLSocket) pki.client(Optional.of(pki.device(CAR)))
                    .getSocketFactory()
                    .createSocket(tls().getAddress(), tls().getPort())) {
                socket.setEnabledProtocols(new String[] {"TLSv1.2"});
                socket.startHandshake();
            }
        });
        awaitFault(HandshakeFault.PROTOCOL, 1);
    }

    /** The socket below stays open, so that nothing overtakes the alert. */
    @Test
    void aDeviceThatDoesNotTrustTheEdgeBreaksOffAndIsCounted() throws Exception {
        try (Socket plain = new Socket(tls().getAddress(), tls().getPort());
                SSLSocket device = (SSLSocket) SSLContext.getDefault()
                        .getSocketFactory()
                        .createSocket(plain, "127.0.0.1", tls().getPort(), false)) {
            assertThatIOException().isThrownBy(device::startHandshake);
            awaitFault(HandshakeFault.PROTOCOL, 1);
        }
    }

    @Test
    void aHandshakeThatIsNeverBegunRunsOutOfTime() throws IOException {
        try (EdgeFixture hasty = start(EdgeFixture.hastyLimits())) {
            InetSocketAddress there = hasty.edge().tlsAddress().orElseThrow();
            try (Socket socket = new Socket(there.getAddress(), there.getPort())) {
                socket.setSoTimeout((int) EdgeFixture.PATIENCE.toMillis());
                readToEnd(socket);
            }
            hasty.awaitStatistics(s -> s.tls().faults().equals(Map.of(HandshakeFault.TIMEOUT, 1L)));
        }
    }

    @Test
    void aStormOfAbortedHandshakesLeavesNothingBehind() throws IOException {
        byte[] begun = {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xFC, 3, 3};
        for (int i = 0; i < 300; i++) {
            try (Socket socket = new Socket(tls().getAddress(), tls().getPort())) {
                socket.getOutputStream().write(begun);
                socket.setSoLinger(true, 0);
            }
        }
        fixture.awaitStatistics(
                s -> faults(s.tls().faults().values()) >= s.tls().handshakes() - 1
                        && s.tls().handshakes() > 200);
        try (TestDevice device = open(pki.device(CAR), hello("veh-1", STATION))) {
            device.uper(fixture.bsm(STATION, 1, 100, 100));
            fixture.awaitStatistics(s -> s.processed() == 1);
        }
    }

    private static long faults(Iterable<Long> counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    @Test
    void moreHandshakesThanTheLimitAreClosedAtOnce() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 25; i++) {
                idle.add(new Socket(tls().getAddress(), tls().getPort()));
            }
            fixture.awaitStatistics(s -> s.tls().faults().containsKey(HandshakeFault.TOO_MANY));
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void aReconnectLoopOfOneDeviceEndsWithOneSession() throws IOException {
        SSLContext context = pki.client(Optional.of(pki.device(CAR)));
        for (int i = 0; i < 50; i++) {
            try (TestDevice device = TestPki.connect(tls(), context)) {
                device.hello(hello("veh-1", STATION));
                device.awaitMessage(EdgeMessage::hasAccepted);
            }
        }
        fixture.awaitStatistics(
                s -> s.sessions().connected() == 1 && s.resumes().away() <= 1);
        assertThat(fixture.statistics().sessions().accepted()).isEqualTo(51);
    }
}
