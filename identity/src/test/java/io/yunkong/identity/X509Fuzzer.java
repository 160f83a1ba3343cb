package io.yunkong.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Certificates and revocation lists: read or refused, and nothing that the authority did not sign is believed. The first octet says what the
 * others are: a certificate, the alternative names in one, a revocation list, or the number in one that the authority has signed.
 */
public final class X509Fuzzer {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration LIFE = Duration.ofDays(1);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final CertificateWriter WRITER = new CertificateWriter(RANDOM);
    private static final Parts PARTS = Parts.make();

    private X509Fuzzer() {}

    /** What is valid, to start from, and who signs. */
    private record Parts(
            CertificateWriter.Signer root, X509Certificate device, ContentSigner signer, DeviceTrust trust, Path crl) {
        static Parts make() {
            try {
                KeyPair keys = WRITER.newKey();
                X509Certificate root = WRITER.root("Fuzzing", keys, NOW, LIFE);
                CertificateWriter.Signer signer = new CertificateWriter.Signer(root, keys.getPrivate());
                X509Certificate device =
                        WRITER.device(Site.bus("bus-01"), WRITER.newKey().getPublic(), signer, NOW, LIFE);
                Path folder = Files.createTempDirectory("x509-fuzzer");
                Path anchor = Files.writeString(folder.resolve("root.pem"), Pem.text(List.of(root)));
                folder.toFile().deleteOnExit();
                anchor.toFile().deleteOnExit();
                Path crl = folder.resolve("crl.pem");
                crl.toFile().deleteOnExit();
                return new Parts(
                        signer,
                        device,
                        new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()),
                        DeviceTrust.read(anchor, Optional.empty()),
                        crl);
            } catch (IOException | OperatorCreationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] octets = Arrays.copyOfRange(input, 1, input.length);
        try {
            switch (input[0] & 3) {
                case 0 -> certificate(octets);
                case 1 -> certificate(withAlternativeNames(octets));
                case 2 -> list(octets, false);
                default -> list(withNumber(octets), true);
            }
        } catch (IdentityException refusal) {
            Refusals.check(refusal);
        } catch (CertificateException refusal) {
            // the JDK's own word for what it cannot read; whoever reads certificates here expects it
        } catch (IOException e) {
            throw new AssertionError("refused as if a file could not be read", e);
        }
    }

    private static void certificate(byte[] octets) throws CertificateException, IdentityException {
        Pem.certificates(octets);
        X509Certificate certificate = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(octets));
        if (PARTS.trust().check(new X509Certificate[] {certificate}, NOW) instanceof Verdict.Good
                && !certificate.equals(PARTS.device())) {
            throw new AssertionError("believes what nobody signed");
        }
        DeviceIdentity identity = DeviceIdentity.of(certificate);
        DeviceIdentity again = DeviceIdentity.of(
                identity.deviceId(), identity.kindNames(), identity.zones(), identity.stationNames(), identity.relay());
        if (!again.equals(identity)) {
            throw new AssertionError("comes back otherwise");
        }
    }

    /** Nobody's signature: who a device is is read before, and told apart from whether it is believed. */
    private static byte[] withAlternativeNames(byte[] octets) throws IOException {
        return new JcaX509v3CertificateBuilder(
                        new X500Name("CN=Fuzzing"),
                        BigInteger.ONE,
                        Date.from(NOW),
                        Date.from(NOW.plus(LIFE)),
                        new X500Name("CN=bus-01"),
                        PARTS.device().getPublicKey())
                .addExtension(Extension.subjectAlternativeName, false, octets)
                .build(new Unsigned(PARTS.signer()))
                .getEncoded();
    }

    /** @param made whether it was made here, from what came: then it names the device or nobody */
    private static void list(byte[] octets, boolean made) throws IOException {
        Files.write(PARTS.crl(), octets);
        RevocationList list =
                RevocationList.read(PARTS.crl(), List.of(PARTS.root().certificate()));
        if (list.isOlderThan(list) || list.names(PARTS.device()) != (list.size() > 0 && made)) {
            throw new AssertionError("not what was written: size=" + list.size());
        }
    }

    private static byte[] withNumber(byte[] octets) throws IOException {
        boolean names = octets.length > 0 && octets[0] < 0;
        JcaX509v2CRLBuilder list =
                new JcaX509v2CRLBuilder(PARTS.root().certificate().getSubjectX500Principal(), Date.from(NOW));
        if (names) {
            list.addCRLEntry(PARTS.device().getSerialNumber(), Date.from(NOW), 0);
        }
        list.addExtension(
                Extension.cRLNumber, false, octets.length == 0 ? octets : Arrays.copyOfRange(octets, 1, octets.length));
        return list.build(PARTS.signer()).getEncoded();
    }

    private static byte[] octets(long number) throws IOException {
        try {
            return WRITER.revocationList(List.of(), number, PARTS.root(), NOW, LIFE)
                    .getEncoded();
        } catch (CRLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<byte[]> seeds() {
        try {
            byte[] names = new GeneralNames(Site.bus("bus-01").uris().stream()
                            .map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri))
                            .toArray(GeneralName[]::new))
                    .getEncoded();
            byte[] others = new GeneralNames(new GeneralName[] {
                        new GeneralName(GeneralName.dNSName, "bus-01"),
                        new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                        new GeneralName(new X500Name("CN=x")),
                        new GeneralName(GeneralName.registeredID, new ASN1ObjectIdentifier("1.2.3"))
                    })
                    .getEncoded();
            return Stream.of(
                    with(0, PARTS.device().getEncoded()),
                    with(0, PARTS.root().certificate().getEncoded()),
                    with(0, Pem.text(List.of(PARTS.device())).getBytes(StandardCharsets.US_ASCII)),
                    with(0, CertificateRequestFuzzer.nested(2000)),
                    with(1, names),
                    with(1, others),
                    with(1, CertificateRequestFuzzer.nested(1000)),
                    with(2, octets(7)),
                    with(2, CertificateRequestFuzzer.nested(2000)),
                    with(3, new byte[] {0, 2, 1, 7}),
                    with(3, new byte[] {-1, 2, 1, 7}),
                    with(3, new byte[] {-1, 4, 1, 7}),
                    new byte[0]);
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] with(int what, byte[] octets) {
        byte[] input = new byte[1 + octets.length];
        input[0] = (byte) what;
        System.arraycopy(octets, 0, input, 1, octets.length);
        return input;
    }

    /** Says of what algorithm it would be and signs nothing: quick. */
    private record Unsigned(ContentSigner like) implements ContentSigner {
        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return like.getAlgorithmIdentifier();
        }

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public byte[] getSignature() {
            return new byte[] {0x30, 6, 2, 1, 1, 2, 1, 1};
        }
    }
}
