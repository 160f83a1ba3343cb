package io.yunkong.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Writes certificates and revocation lists (RFC 5280), signed with ECDSA over P-256 and SHA-256. */
final class CertificateWriter {
    /** Certificates hold from a little before now: the clocks of those who check them are never quite the same. */
    static final Duration BACKDATED = Duration.ofMinutes(1);

    private static final int SERIAL_BITS = 127; // RFC 5280 section 4.1.2.2: positive, 20 octets at most

    private final SecureRandom random;

    CertificateWriter(SecureRandom random) {
        this.random = random;
    }

    /** Who signs: its certificate and key. */
    record Signer(X509Certificate certificate, PrivateKey key) {}

    KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no P-256 in this JVM", e);
        }
    }

    X509Certificate root(String name, KeyPair keys, Instant now, Duration life) throws IOException {
        X500Name subject = name(name);
        return sign(
                authority(subject, subject, keys.getPublic(), keys.getPublic(), now, now.plus(life), 1),
                keys.getPrivate());
    }

    X509Certificate issuing(String name, PublicKey key, Signer root, Instant now, Duration life) throws IOException {
        Instant until = earlier(now.plus(life), root.certificate());
        return sign(
                authority(
                        subject(root.certificate()),
                        name(name),
                        root.certificate().getPublicKey(),
                        key,
                        now,
                        until,
                        0),
                root.key());
    }

    /** For who accepts connections; {@code hosts} are names and addresses. */
    X509Certificate server(
            String name, List<GeneralName> hosts, PublicKey key, Signer signer, Instant now, Duration life)
            throws IOException {
        return end(name, hosts, KeyPurposeId.id_kp_serverAuth, key, signer, now, life);
    }

    /** For a device, with its rights as URIs. */
    X509Certificate device(DeviceIdentity identity, PublicKey key, Signer signer, Instant now, Duration life)
            throws IOException {
        List<GeneralName> uris = identity.uris().stream()
                .map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri))
                .toList();
        return end(identity.deviceId(), uris, KeyPurposeId.id_kp_clientAuth, key, signer, now, life);
    }

    /** What the signer has taken back. */
    X509CRL revocationList(Collection<Device.Issued> revoked, long number, Signer signer, Instant now, Duration life)
            throws IOException {
        JcaX509v2CRLBuilder builder =
                new JcaX509v2CRLBuilder(signer.certificate().getSubjectX500Principal(), Date.from(now));
        builder.setNextUpdate(Date.from(now.plus(life)));
        for (Device.Issued certificate : revoked) {
            builder.addCRLEntry(
                    certificate.serial(), Date.from(certificate.revokedAt().orElse(now)), 0);
        }
        builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                extensions().createAuthorityKeyIdentifier(signer.certificate().getPublicKey()));
        try {
            return new JcaX509CRLConverter().getCRL(builder.build(signer(signer.key())));
        } catch (CRLException e) {
            throw new IOException("revocation list not made", e);
        }
    }

    /** For anybody who is no authority. */
    X509Certificate end(
            String name,
            List<GeneralName> names,
            KeyPurposeId purpose,
            PublicKey key,
            Signer signer,
            Instant now,
            Duration life)
            throws IOException {
        X500Name issuer = subject(signer.certificate());
        JcaX509v3CertificateBuilder builder = builder(
                issuer,
                name(name),
                signer.certificate().getPublicKey(),
                key,
                now,
                earlier(now.plus(life), signer.certificate()));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        builder.addExtension(
                Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(GeneralName[]::new)));
        return sign(builder, signer.key());
    }

    private JcaX509v3CertificateBuilder authority(
            X500Name issuer,
            X500Name subject,
            PublicKey issuerKey,
            PublicKey key,
            Instant now,
            Instant until,
            int below)
            throws IOException {
        JcaX509v3CertificateBuilder builder = builder(issuer, subject, issuerKey, key, now, until);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(below));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        return builder;
    }

    private JcaX509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, PublicKey issuerKey, PublicKey key, Instant now, Instant until)
            throws IOException {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1),
                Date.from(now.minus(BACKDATED)),
                Date.from(until),
                subject,
                key);
        builder.addExtension(Extension.subjectKeyIdentifier, false, extensions().createSubjectKeyIdentifier(key));
        builder.addExtension(
                Extension.authorityKeyIdentifier, false, extensions().createAuthorityKeyIdentifier(issuerKey));
        return builder;
    }

    private X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key) throws IOException {
        try {
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(key)));
        } catch (GeneralSecurityException e) {
            throw new IOException("certificate not made", e);
        }
    }

    private ContentSigner signer(PrivateKey key) throws IOException {
        try {
            return new JcaContentSignerBuilder("SHA256withECDSA")
                    .setSecureRandom(random)
                    .build(key);
        } catch (OperatorCreationException e) {
            throw new IOException("signature not made", e);
        }
    }

    private static JcaX509ExtensionUtils extensions() {
        try {
            return new JcaX509ExtensionUtils();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no SHA-1 for key identifiers in this JVM", e);
        }
    }

    private static Instant earlier(Instant wanted, X509Certificate signer) {
        Instant limit = signer.getNotAfter().toInstant();
        return wanted.isBefore(limit) ? wanted : limit;
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    private static X500Name subject(X509Certificate certificate) {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }
}
