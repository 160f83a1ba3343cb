package io.yunkong.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stranger bends in a certificate or a request is refused, never believed and never an unexpected exception. */
final class MutationTest {
    private static final int ROUNDS = 2000;
    private static final long SEED = 20261121;

    @TempDir
    Path folder = Path.of("");

    private final Random random = new Random(SEED);

    @BeforeEach
    void saySeed() {
        System.out.println("seed=" + SEED);
    }

    @Test
    void aBentCertificateIsNeverTrusted() throws Exception {
        Site site = Site.in(folder.resolve("pki"));
        Site.Held bus = site.enrolled(Site.bus("bus-01"));
        DeviceTrust trust = site.trust();
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        byte[] good = bus.own().getEncoded();
        int parsed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bent = bend(good);
            X509Certificate certificate;
            try {
                certificate = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bent));
            } catch (CertificateException e) {
                continue; // the JDK's TLS does not even hand it over
            }
            parsed++;
            X509Certificate[] chain = bus.shown();
            chain[0] = certificate;
            if (!certificate.equals(bus.own())) {
                assertThat(trust.check(chain, site.instant()))
                        .as("round %d", round)
                        .isInstanceOf(Verdict.Bad.class);
            }
        }
        assertThat(parsed).as("certificates that could be read at all").isPositive();
    }

    @Test
    void aBentRequestIsRefusedInItsOwnWay() throws IOException {
        KeyPair keys = Site.newKey();
        String pem = CertificateRequest.pem("bus-01", keys);
        byte[] good = Base64.getMimeDecoder()
                .decode(pem.replaceAll("-----[A-Z ]+-----", "").strip());
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String bent = Pem.text("CERTIFICATE REQUEST", bend(good));
            try {
                assertThat(CertificateRequest.key(bent)).as("round %d", round).isEqualTo(keys.getPublic());
            } catch (IdentityException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(ROUNDS * 9 / 10);
    }

    private byte[] bend(byte[] good) {
        byte[] bent = good.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            bent[random.nextInt(bent.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(bent, random.nextInt(bent.length)) : bent;
    }
}
