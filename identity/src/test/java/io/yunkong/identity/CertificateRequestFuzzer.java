package io.yunkong.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.stream.Stream;

/** {@link CertificateRequest}: gives a key of P-256 or refuses, for a PEM text as it is, or for octets as the request in one. */
public final class CertificateRequestFuzzer {
    private static final int P256_BITS = 256;

    private CertificateRequestFuzzer() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        try {
            PublicKey key =
                    CertificateRequest.key(text.startsWith("-") ? text : Pem.text("CERTIFICATE REQUEST", input));
            if (!(key instanceof ECPublicKey ec)
                    || ec.getParams().getCurve().getField().getFieldSize() != P256_BITS) {
                throw new AssertionError("another kind of key: algorithm=" + key.getAlgorithm());
            }
        } catch (IdentityException refusal) {
            Refusals.check(refusal);
        }
    }

    static Stream<byte[]> seeds() {
        try {
            String own = CertificateRequest.pem("bus-01", Site.newKey());
            KeyPairGenerator other = KeyPairGenerator.getInstance("EC");
            other.initialize(384);
            byte[] der = octets(own);
            return Stream.of(
                    own.getBytes(StandardCharsets.US_ASCII),
                    der,
                    octets(CertificateRequest.pem("x", other.generateKeyPair())),
                    own.replace("CERTIFICATE REQUEST", "CERTIFICATE").getBytes(StandardCharsets.US_ASCII),
                    own.replace("CERTIFICATE REQUEST", "EC PRIVATE KEY").getBytes(StandardCharsets.US_ASCII),
                    own.replace("CERTIFICATE REQUEST", "ENCRYPTED PRIVATE KEY").getBytes(StandardCharsets.US_ASCII),
                    nested(2000),
                    new byte[0]);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] octets(String pem) {
        return Base64.getMimeDecoder()
                .decode(pem.lines().filter(line -> !line.startsWith("-")).reduce("", String::concat));
    }

    /** A SEQUENCE in a SEQUENCE in …, each of indefinite length. */
    static byte[] nested(int depth) {
        byte[] der = new byte[2 * depth];
        for (int i = 0; i < depth; i++) {
            der[2 * i] = 0x30;
            der[2 * i + 1] = (byte) 0x80;
        }
        return der;
    }
}
