package io.yunkong.load.bench;

import io.netty.handler.ssl.SslHandler;
import io.yunkong.edge.link.LinkSecurity;
import io.yunkong.edge.link.TlsFiles;
import io.yunkong.identity.CertificateAuthority;
import io.yunkong.identity.DeviceFolder;
import io.yunkong.identity.DeviceIdentity;
import io.yunkong.identity.EnrolmentService;
import io.yunkong.identity.RegistrationAuthority;
import io.yunkong.wire.DeviceKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLEngine;

/**
 * A folder with a certificate authority, the certificate of an edge, and those of vehicles that enrolled as devices do. Made by one process,
 * used by others.
 */
record SecuredSite(Path folder) {
    /** Vehicles of a bench: their stations are 1, 2, 3 ... */
    static final int VEHICLES = 500;

    static final long FIRST_STATION = 1;
    static final String DEVICE_PREFIX = "bench-";
    private static final String EDGE = "edge-1";
    private static final String ENROLMENT = "enrolment";
    private static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    /** Makes it, with so many vehicles, whose certificates hold for a day. */
    void make(String zone, int vehicles) throws IOException {
        SecureRandom random = new SecureRandom();
        InstantSource clock = InstantSource.system();
        CertificateAuthority authority = CertificateAuthority.init(authorityFolder(), "bench", clock, random);
        String host = FREE.getAddress().getHostAddress();
        authority.issueServer(EDGE, List.of(host), false);
        authority.issueServer(ENROLMENT, List.of(host), false);
        RegistrationAuthority registration =
                new RegistrationAuthority(authority, clock, random, RegistrationAuthority.DEVICE_LIFE);
        try (EnrolmentService service = EnrolmentService.start(authority, registration, ENROLMENT, FREE, clock)) {
            URI address = URI.create("https://" + host + ":" + service.address().getPort());
            for (int vehicle = 0; vehicle < vehicles; vehicle++) {
                DeviceIdentity identity = identity(zone, FIRST_STATION + vehicle);
                String code = registration
                        .add(identity, RegistrationAuthority.CODE_LIFE)
                        .code();
                DeviceFolder.Answer answer =
                        device(vehicle).enrol(code, address, authority.folder().resolve("root.pem"));
                if (!(answer instanceof DeviceFolder.Answer.Enrolled)) {
                    throw new IOException("vehicle not enrolled: vehicle=" + vehicle + ", answer=" + answer);
                }
            }
        }
    }

    private static DeviceIdentity identity(String zone, long station) {
        return new DeviceIdentity(
                DEVICE_PREFIX + HexFormat.of().toHexDigits(station),
                Set.of(DeviceKind.DEVICE_KIND_ONBOARD_UNIT),
                Set.of(zone),
                Set.of(station),
                false);
    }

    private Path authorityFolder() {
        return folder.resolve("pki");
    }

    private DeviceFolder device(int vehicle) {
        return new DeviceFolder(folder.resolve("device-" + vehicle), InstantSource.system());
    }

    /** Of an edge that takes these vehicles by TLS, on a free port. */
    LinkSecurity edgeSecurity() throws IOException {
        CertificateAuthority authority =
                CertificateAuthority.open(authorityFolder(), InstantSource.system(), new SecureRandom());
        TlsFiles files = new TlsFiles(
                authority.serverCertificate(EDGE),
                authority.serverKey(EDGE),
                authority.trustFile(),
                Optional.of(authority.crlFile()));
        return new LinkSecurity(Optional.of(files), Optional.of(FREE), false, false);
    }

    /** TLS 1.3 for a connection of a vehicle. */
    SslHandler tls(int vehicle) throws IOException {
        SSLEngine engine = device(vehicle).sslContext().createSSLEngine();
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(new String[] {"TLSv1.3"});
        return new SslHandler(engine);
    }
}
