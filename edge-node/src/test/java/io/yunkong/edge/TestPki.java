package io.yunkong.edge;

import io.yunkong.edge.link.TlsFiles;
import io.yunkong.identity.DeviceIdentity;
import io.yunkong.wire.DeviceKind;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority in a folder, the edge's files, and devices good and bad. */
final class TestPki {
    private static final char[] NO_PASSWORD = {};

    /** A certificate and its key; without a certificate nothing is shown. */
    record Holder(List<X509Certificate> chain, KeyPair keys) {
        X509Certificate certificate() {
            return chain.getFirst();
        }
    }

    private final Path folder;
    private final Holder authority;
    private final AtomicLong serials = new AtomicLong(1);
    private final List<BigInteger> revoked = new ArrayList<>();

    TestPki(Path folder) throws IOException {
        this.folder = folder;
        this.authority = authority("CN=Test authority");
        write("trust.pem", authority.certificate());
        newServer();
        writeCrl();
    }

    TlsFiles files() {
        return new TlsFiles(
                folder.resolve("edge.pem"),
                folder.resolve("edge.key"),
                folder.resolve("trust.pem"),
                Optional.of(folder.resolve("crl.pem")));
    }

    Path folder() {
        return folder;
    }

    /** Chain and key of a device in one file, as devices keep them. */
    Path pem(Holder holder) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            for (X509Certificate certificate : holder.chain()) {
                pem.writeObject(certificate);
            }
            pem.writeObject(new JcaPKCS8Generator(holder.keys().getPrivate(), null));
        }
        return Files.writeString(folder.resolve("device.pem"), text.toString());
    }

    /** A new certificate for the edge, in the place of the old one. */
    X509Certificate newServer() throws IOException {
        Holder server = issue(
                "CN=edge-1",
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                KeyPurposeId.id_kp_serverAuth,
                AwakeClock.shared().instant().minusSeconds(60),
                AwakeClock.shared().instant().plusSeconds(3600),
                authority);
        write("edge.key", new JcaPKCS8Generator(server.keys().getPrivate(), null));
        write("edge.pem", server.certificate());
        return server.certificate();
    }

    Holder authority(String name) throws IOException {
        KeyPair keys = keys();
        X500Name subject = new X500Name(name);
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                subject,
                BigInteger.ONE,
                Date.from(AwakeClock.shared().instant().minusSeconds(86_400)),
                Date.from(AwakeClock.shared().instant().plusSeconds(86_400)),
                subject,
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        return new Holder(List.of(sign(builder, keys)), keys);
    }

    static DeviceIdentity identity(String device, long station) {
        return new DeviceIdentity(
                device, Set.of(DeviceKind.DEVICE_KIND_ONBOARD_UNIT), Set.of("test-zone"), Set.of(station), false);
    }

    Holder device(DeviceIdentity identity) throws IOException {
        return deviceOfAuthority(identity, Duration.ofMinutes(-1), Duration.ofHours(1));
    }

    Holder deviceOfAuthority(DeviceIdentity identity, Duration from, Duration until) throws IOException {
        return device(identity, from, until, authority);
    }

    /** Devices of these authorities are let in as well, and of no others but the first. */
    void trust(Holder... others) throws IOException {
        List<Object> certificates = new ArrayList<>(List.of(authority.certificate()));
        for (Holder other : others) {
            certificates.add(other.certificate());
        }
        write("trust.pem", certificates.toArray());
    }

    /** Good from then to then, counted from now. */
    Holder device(DeviceIdentity identity, Duration from, Duration until, Holder signer) throws IOException {
        return issue(
                "CN=" + identity.deviceId(),
                names(identity),
                KeyPurposeId.id_kp_clientAuth,
                AwakeClock.shared().instant().plus(from),
                AwakeClock.shared().instant().plus(until),
                signer);
    }

    Holder withPurpose(DeviceIdentity identity, KeyPurposeId purpose) throws IOException {
        return issue(
                "CN=" + identity.deviceId(),
                names(identity),
                purpose,
                AwakeClock.shared().instant().minusSeconds(60),
                AwakeClock.shared().instant().plusSeconds(3600),
                authority);
    }

    Holder nobody() throws IOException {
        return issue(
                "CN=nobody",
                new GeneralNames(new GeneralName(GeneralName.dNSName, "nobody")),
                KeyPurposeId.id_kp_clientAuth,
                AwakeClock.shared().instant().minusSeconds(60),
                AwakeClock.shared().instant().plusSeconds(3600),
                authority);
    }

    /** Issued by itself. */
    Holder selfSigned(DeviceIdentity identity) throws IOException {
        KeyPair keys = keys();
        X500Name subject = new X500Name("CN=" + identity.deviceId());
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                subject,
                BigInteger.ONE,
                Date.from(AwakeClock.shared().instant().minusSeconds(60)),
                Date.from(AwakeClock.shared().instant().plusSeconds(3600)),
                subject,
                keys.getPublic());
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
        builder.addExtension(Extension.subjectAlternativeName, false, names(identity));
        return new Holder(List.of(sign(builder, keys)), keys);
    }

    /** Takes a certificate back and publishes the list. */
    void revoke(Holder holder) throws IOException {
        revoked.add(holder.certificate().getSerialNumber());
        writeCrl();
    }

    private void writeCrl() throws IOException {
        JcaX509v2CRLBuilder builder = new JcaX509v2CRLBuilder(
                authority.certificate().getSubjectX500Principal(),
                Date.from(AwakeClock.shared().instant()));
        builder.setNextUpdate(Date.from(AwakeClock.shared().instant().plusSeconds(3600)));
        revoked.forEach(serial ->
                builder.addCRLEntry(serial, Date.from(AwakeClock.shared().instant()), 0));
        builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(1L + revoked.size())));
        try {
            write(
                    "crl.pem",
                    builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .build(authority.keys().getPrivate())));
        } catch (OperatorCreationException e) {
            throw new IOException(e);
        }
    }

    private static GeneralNames names(DeviceIdentity identity) {
        return new GeneralNames(identity.uris().stream()
                .map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri))
                .toArray(GeneralName[]::new));
    }

    private Holder issue(
            String name, GeneralName host, KeyPurposeId purpose, Instant from, Instant until, Holder signer)
            throws IOException {
        return issue(name, new GeneralNames(host), purpose, from, until, signer);
    }

    private Holder issue(
            String name, GeneralNames names, KeyPurposeId purpose, Instant from, Instant until, Holder signer)
            throws IOException {
        KeyPair keys = keys();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                X500Name.getInstance(
                        signer.certificate().getSubjectX500Principal().getEncoded()),
                BigInteger.valueOf(serials.incrementAndGet()),
                Date.from(from),
                Date.from(until),
                new X500Name(name),
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        builder.addExtension(Extension.subjectAlternativeName, false, names);
        return new Holder(List.of(sign(builder, signer.keys())), keys);
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, KeyPair signer) throws IOException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException(e);
        }
    }

    private static KeyPair keys() throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private void write(String name, Object... what) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            for (Object one : what) {
                pem.writeObject(one);
            }
        }
        Path fresh = Files.writeString(folder.resolve(name + ".new"), text.toString());
        Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A client's TLS; with no holder it shows no certificate. */
    SSLContext client(Optional<Holder> holder) throws IOException {
        try {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, NO_PASSWORD);
            if (holder.isPresent()) {
                own.setKeyEntry(
                        "own",
                        holder.get().keys().getPrivate(),
                        NO_PASSWORD,
                        holder.get().chain().toArray(X509Certificate[]::new));
            }
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(own, NO_PASSWORD);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, NO_PASSWORD);
            trusted.setCertificateEntry("authority", authority.certificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** A connection whose handshake is done, as far as the client can tell. */
    TestDevice connect(InetSocketAddress edge, Optional<Holder> holder) throws IOException {
        return connect(edge, client(holder));
    }

    static TestDevice connect(InetSocketAddress edge, SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(edge.getAddress(), edge.getPort());
        socket.setSoTimeout((int) EdgeFixture.PATIENCE.toMillis());
        socket.startHandshake();
        return new TestDevice(socket);
    }
}
