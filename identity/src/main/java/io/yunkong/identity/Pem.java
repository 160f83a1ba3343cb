package io.yunkong.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates, keys and revocation lists as text (RFC 7468), each with a limit on its size. */
final class Pem {
    /** Certificates or keys of one file. */
    static final int FILE_BYTES_MAX = 256 * 1024;
    /** A revocation list: about 250,000 certificates. */
    static final int CRL_BYTES_MAX = 10 * 1024 * 1024;
    /** Certificates of one file or chain. */
    static final int CERTIFICATES_MAX = 64;

    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]*+-----END CERTIFICATE-----");
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]*+)-----END PRIVATE KEY-----");

    private Pem() {}

    /** The octets of a file, a shaped refusal when it is missing, not to be read or too long. */
    static byte[] read(Path file, int limit) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(limit + 1);
            if (octets.length > limit) {
                throw new IdentityException("file too long: file=" + file + ", limit_bytes=" + limit);
            }
            return octets;
        } catch (NoSuchFileException e) {
            throw new IdentityException("no such file: file=" + file, e);
        } catch (AccessDeniedException e) {
            throw new IdentityException("file not readable, no permission: file=" + file, e);
        } catch (IdentityException e) {
            throw e;
        } catch (IOException e) {
            throw new IdentityException("file not readable: file=" + file, e);
        }
    }

    /** The certificates of a file, in its order; at least one. */
    static List<X509Certificate> readCertificates(Path file) throws IOException {
        List<X509Certificate> certificates;
        try {
            certificates = certificates(read(file, FILE_BYTES_MAX));
        } catch (CertificateException e) {
            throw new IdentityException("certificates not readable: file=" + file, e);
        }
        if (certificates.isEmpty() || certificates.size() > CERTIFICATES_MAX) {
            throw new IdentityException("certificates expected: file=" + file + ", count=" + certificates.size()
                    + ", limit=" + CERTIFICATES_MAX);
        }
        return certificates;
    }

    /** The certificates in a text, one after the other; a key or anything else between them is passed over. */
    static List<X509Certificate> certificates(byte[] text) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher matcher = CERTIFICATE.matcher(new String(text, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            byte[] block = matcher.group().getBytes(StandardCharsets.ISO_8859_1);
            certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block)));
        }
        return List.copyOf(certificates);
    }

    /** The PKCS#8 key of a file, not encrypted; its kind is that of the certificate it belongs to: {@code EC}, {@code RSA} … */
    static PrivateKey readKey(Path file, String algorithm) throws IOException {
        Matcher matcher = KEY.matcher(new String(read(file, FILE_BYTES_MAX), StandardCharsets.ISO_8859_1));
        if (!matcher.find()) {
            throw new IdentityException(
                    "no private key: file=" + file + ", expected BEGIN PRIVATE KEY (PKCS#8, not encrypted)");
        }
        try {
            byte[] octets = Base64.getMimeDecoder().decode(matcher.group(1));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(octets));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new IdentityException("private key not readable: file=" + file + ", algorithm=" + algorithm, e);
        }
    }

    /** The revocation list of a file, PEM or DER. */
    static X509CRL readCrl(Path file) throws IOException {
        byte[] octets = read(file, CRL_BYTES_MAX);
        try {
            return crl(octets);
        } catch (CRLException e) {
            throw new IdentityException("revocation list not readable: file=" + file, e);
        }
    }

    static X509CRL crl(byte[] octets) throws CRLException {
        try {
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(octets));
        } catch (CertificateException e) {
            throw new IllegalStateException("no X.509 in this JVM", e);
        }
    }

    /** One block. */
    static String text(String label, byte[] octets) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets)
                + "\n-----END " + label + "-----\n";
    }

    /** A chain, the device's own certificate first. */
    static String text(List<X509Certificate> chain) {
        StringBuilder text = new StringBuilder();
        try {
            for (X509Certificate certificate : chain) {
                text.append(text("CERTIFICATE", certificate.getEncoded()));
            }
        } catch (CertificateException e) {
            throw new IllegalArgumentException("certificate without octets", e);
        }
        return text.toString();
    }
}
