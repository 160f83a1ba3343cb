package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.edge.EdgeConfig;
import io.yunkong.edge.EdgeNode;
import io.yunkong.edge.link.LinkSecurity;
import io.yunkong.edge.link.TlsFiles;
import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.identity.CertificateAuthority;
import io.yunkong.identity.DeviceFolder;
import io.yunkong.identity.DeviceIdentity;
import io.yunkong.identity.EnrolmentService;
import io.yunkong.identity.RegistrationAuthority;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.device.KindName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An edge of longzi-lake with a TLS listener beside its plain one, and devices that enrolled as devices do: a good one, and one for each
 * fault a certificate can have. All files are in a temporary folder.
 */
final class SecuredEdge implements AutoCloseable {
    static final String ZONE = "longzi-lake";
    private static final Duration CODE_LIFE = Duration.ofMinutes(10);
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Path folder;
    private final EdgeNode edge;

    SecuredEdge(Path folder) throws IOException {
        this.folder = folder;
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        Site own = new Site("Zhengzhou", yesterday);
        own.enrol(identity("bus-01", "onboard-unit", ZONE, 1), InstantSource.system());
        own.enrol(identity("two-01", "onboard-unit", ZONE, 2, 3), InstantSource.system());
        own.enrol(identity("rsu-01", "roadside-unit", ZONE, 4), InstantSource.system());
        own.enrol(identity("far-01", "onboard-unit", "deqing", 5), InstantSource.system());
        own.enrol(identity("amb-01", "emergency-vehicle", ZONE, 10), InstantSource.system());
        own.enrol(
                identity("late-01", "onboard-unit", ZONE, 6),
                InstantSource.fixed(Instant.now().minusSeconds(3600)));
        own.enrol(identity("sold-01", "onboard-unit", ZONE, 7), InstantSource.system());
        assertThat(own.registration(InstantSource.system()).revoke("sold-01", "sold"))
                .hasValue(1L);
        Site other = new Site("Deqing", yesterday);
        other.enrol(identity("other-01", "onboard-unit", ZONE, 8), InstantSource.system());
        other.enrol(identity("mixed-01", "onboard-unit", ZONE, 9), InstantSource.system());
        Files.copy(
                own.authority.trustFile(),
                device("mixed-01").resolve("trust.pem"),
                StandardCopyOption.REPLACE_EXISTING);
        TlsFiles files = new TlsFiles(
                own.authority.serverCertificate("edge-1"),
                own.authority.serverKey("edge-1"),
                own.authority.trustFile(),
                Optional.of(own.authority.crlFile()));
        LinkSecurity security = new LinkSecurity(Optional.of(files), Optional.of(ANY_PORT), false, false);
        edge = EdgeNode.start(
                EdgeConfig.of("edge-1", ANY_PORT).security(security).build(), Zones.read(ZONE), InstantSource.system());
    }

    /** A certificate authority with its registry and enrolment. */
    private final class Site {
        private final CertificateAuthority authority;

        private Site(String name, Instant since) throws IOException {
            Path pki = folder.resolve("pki-" + name);
            authority = CertificateAuthority.init(pki, name, InstantSource.fixed(since), new SecureRandom());
            authority.issueServer("edge-1", List.of("127.0.0.1"), false);
            authority.issueServer("enrolment", List.of("127.0.0.1"), false);
        }

        private RegistrationAuthority registration(InstantSource clock) throws IOException {
            CertificateAuthority now = CertificateAuthority.open(authority.folder(), clock, new SecureRandom());
            return new RegistrationAuthority(now, clock, new SecureRandom(), Duration.ofMinutes(30));
        }

        private void enrol(DeviceIdentity identity, InstantSource clock) throws IOException {
            RegistrationAuthority registration = registration(clock);
            String code = registration.add(identity, CODE_LIFE).code();
            try (EnrolmentService service =
                    EnrolmentService.start(authority, registration, "enrolment", ANY_PORT, clock)) {
                URI address =
                        URI.create("https://127.0.0.1:" + service.address().getPort());
                DeviceFolder.Answer answer = new DeviceFolder(device(identity.deviceId()), clock)
                        .enrol(code, address, authority.folder().resolve("root.pem"));
                assertThat(answer).isInstanceOf(DeviceFolder.Answer.Enrolled.class);
            }
        }
    }

    private static DeviceIdentity identity(String device, String kind, String zone, long... stations) {
        return new DeviceIdentity(
                device,
                Set.of(KindName.find(kind).orElse(DeviceKind.DEVICE_KIND_UNSPECIFIED)),
                Set.of(zone),
                Arrays.stream(stations).boxed().collect(Collectors.toSet()),
                false);
    }

    /** The folder of a device. */
    Path device(String id) {
        return folder.resolve(id);
    }

    String tls() {
        return Text.address(edge.tlsAddress().orElseThrow());
    }

    String plain() {
        return Text.address(edge.tcpAddress());
    }

    EdgeStatistics statistics() {
        return edge.statistics();
    }

    /** What the edge has refused so far, by reason: {@code handshake REVOKED}, {@code hello CERTIFICATE_ZONE}. */
    Map<String, Long> refused() {
        Map<String, Long> refused = new TreeMap<>();
        statistics().tls().faults().forEach((fault, count) -> refused.put("handshake " + fault, count));
        statistics()
                .sessions()
                .refused()
                .forEach((code, count) -> refused.put("hello " + code.name().replace("REFUSAL_CODE_", ""), count));
        return refused;
    }

    @Override
    public void close() {
        edge.close();
    }
}
