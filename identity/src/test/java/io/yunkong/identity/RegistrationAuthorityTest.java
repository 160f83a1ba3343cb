package io.yunkong.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which devices get certificates, and what becomes of them. */
final class RegistrationAuthorityTest {
    @TempDir
    Path folder = Path.of("");

    private Site site;

    @BeforeEach
    void makeAuthority() throws IOException {
        site = Site.in(folder.resolve("pki"));
    }

    @Test
    void aDeviceGoesFromWaitingToEnrolledToExpiredToRevoked() throws IOException {
        String code = site.registration
                .add(Site.bus("bus-01"), RegistrationAuthority.CODE_LIFE)
                .code();
        assertThat(state("bus-01")).isEqualTo(Device.State.WAITING);
        site.registration.enrol(code, request());
        assertThat(state("bus-01")).isEqualTo(Device.State.ENROLLED);
        site.pass(Duration.ofHours(25));
        assertThat(state("bus-01")).isEqualTo(Device.State.EXPIRED);
        assertThat(site.registration.revoke("bus-01", "out of service")).hasValue(0L);
        assertThat(state("bus-01")).isEqualTo(Device.State.REVOKED);
        assertThat(site.registration.revoke("bus-01", "")).isEmpty();
    }

    @Test
    void codesHave128BitsAndOnlyTheirDigestIsKept() throws IOException {
        RegistrationAuthority.NewCode code = site.registration.add(Site.bus("bus-01"), RegistrationAuthority.CODE_LIFE);
        assertThat(code.code()).matches("([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]");
        assertThat(code.validUntil()).isEqualTo(site.instant().plus(RegistrationAuthority.CODE_LIFE));
        String kept = Files.readString(site.folder.resolve("devices.json"));
        assertThat(kept).doesNotContain(code.code()).doesNotContain(code.code().replace("-", ""));
        assertThat(kept)
                .contains(EnrolmentCode.sha256(
                        code.code().toLowerCase(Locale.ROOT).replace("-", "")));
    }

    @Test
    void aCodeIsGoodOnce() throws IOException {
        String code = site.registration
                .add(Site.bus("bus-01"), RegistrationAuthority.CODE_LIFE)
                .code();
        assertThat(site.registration.enrol(code, request())).isInstanceOf(Enrolment.Issued.class);
        assertThat(refusal(code)).isEqualTo(Refusal.USED_CODE);
    }

    @Test
    void aCodeRunsOutAndIsForgottenLater() throws IOException {
        String code = site.registration
                .add(Site.bus("bus-01"), Duration.ofMinutes(10))
                .code();
        site.pass(Duration.ofMinutes(10).plusSeconds(1));
        assertThat(refusal(code)).isEqualTo(Refusal.EXPIRED_CODE);
        site.pass(Duration.ofDays(2));
        site.registration.newCode("bus-01", Duration.ofMinutes(10));
        assertThat(refusal(code)).isEqualTo(Refusal.UNKNOWN_CODE);
    }

    @Test
    void aCodeOfARevokedDeviceIsDead() throws IOException {
        String code = site.registration
                .add(Site.bus("bus-01"), RegistrationAuthority.CODE_LIFE)
                .code();
        site.registration.revoke("bus-01", "");
        assertThat(refusal(code)).isEqualTo(Refusal.DEVICE_REVOKED);
        assertThatThrownBy(() -> site.registration.newCode("bus-01", Duration.ofMinutes(1)))
                .hasMessageContaining("device revoked");
    }

    @Test
    void aRevokedDeviceMayBeRegisteredAnewAndItsOldCertificateStaysRevoked() throws IOException {
        Site.Held stolen = site.enrolled(Site.bus("bus-01"));
        site.registration.revoke("bus-01", "stolen");
        Site.Held replaced = site.enrolled(Site.bus("bus-01"));
        site.pass(Duration.ofHours(23));
        site.registration.publish();
        assertThat(site.trust().isRevoked(stolen.own())).isTrue();
        assertThat(site.trust().isRevoked(replaced.own())).isFalse();
        assertThat(renewal(stolen)).isEqualTo(Refusal.DEVICE_REVOKED);
    }

    @Test
    void whatTheRequestAsksForIsIgnored() throws IOException {
        String code = site.registration
                .add(Site.bus("bus-01"), RegistrationAuthority.CODE_LIFE)
                .code();
        Enrolment enrolment = site.registration.enrol(code, CertificateRequest.pem("bus-99", Site.newKey()));
        assertThat(enrolment).isInstanceOfSatisfying(Enrolment.Issued.class, issued -> {
            assertThat(issued.identity()).isEqualTo(Site.bus("bus-01"));
            assertThat(issued.chain().getFirst().getSubjectX500Principal().getName())
                    .isEqualTo("CN=bus-01");
        });
    }

    @Test
    void aBadRequestDoesNotUseUpTheCode() throws IOException {
        String code = site.registration
                .add(Site.bus("bus-01"), RegistrationAuthority.CODE_LIFE)
                .code();
        for (String bad : List.of(
                "",
                "nothing",
                Pem.text("CERTIFICATE REQUEST", new byte[] {0x30, 3, 1, 2, 3}),
                requestOf("RSA", 2048),
                requestOf("EC", 384),
                forged())) {
            assertThat(site.registration.enrol(code, bad))
                    .isInstanceOfSatisfying(
                            Enrolment.Refused.class,
                            refused -> assertThat(refused.refusal()).isEqualTo(Refusal.BAD_REQUEST_KEY));
        }
        assertThat(site.registration.enrol(code, request())).isInstanceOf(Enrolment.Issued.class);
    }

    @Test
    void aStationBelongsToOneDeviceOnly() throws IOException {
        site.registration.add(Site.bus("bus-01"), RegistrationAuthority.CODE_LIFE);
        DeviceIdentity same = DeviceIdentity.of(
                "bus-02",
                List.of("onboard-unit"),
                List.of("longzi-lake"),
                Site.bus("bus-01").stationNames(),
                false);
        assertThatThrownBy(() -> site.registration.add(same, RegistrationAuthority.CODE_LIFE))
                .hasMessageContaining("station taken: device=bus-01");
        assertThatThrownBy(() -> site.registration.add(Site.bus("bus-01"), RegistrationAuthority.CODE_LIFE))
                .hasMessageContaining("device exists", "v2x device code bus-01");
    }

    @Test
    void renewalIsForTheSameDeviceWithAnotherKey() throws IOException {
        Site.Held bus = site.enrolled(Site.bus("bus-01"));
        Enrolment renewed = site.registration.renew(Site.bus("bus-01"), bus.own(), request());
        assertThat(renewed)
                .isInstanceOfSatisfying(
                        Enrolment.Issued.class,
                        issued -> assertThat(issued.identity()).isEqualTo(Site.bus("bus-01")));
        KeyPair same = new KeyPair(bus.own().getPublicKey(), bus.key());
        assertThat(site.registration.renew(Site.bus("bus-01"), bus.own(), CertificateRequest.pem("x", same)))
                .isInstanceOfSatisfying(
                        Enrolment.Refused.class,
                        refused -> assertThat(refused.text()).contains("key not new"));
    }

    @Test
    void aDeviceThatRenewsWithoutEndIsStopped() throws IOException {
        Site.Held bus = site.enrolled(Site.bus("bus-01"));
        List<Refusal> refusals = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            if (site.registration.renew(Site.bus("bus-01"), bus.own(), request())
                    instanceof Enrolment.Refused refused) {
                refusals.add(refused.refusal());
            }
        }
        assertThat(refusals).hasSize(5).containsOnly(Refusal.TOO_MANY_CERTIFICATES);
    }

    @Test
    void certificatesTakenBackDoNotKeepTheOwnerOut() throws IOException {
        Site.Held stolen = site.enrolled(Site.bus("bus-01"));
        for (int i = 0; i < 20; i++) {
            site.registration.renew(Site.bus("bus-01"), stolen.own(), request());
        }
        site.registration.revoke("bus-01", "stolen");
        assertThat(site.enrolled(Site.bus("bus-01")).own()).isNotNull();
    }

    @Test
    void theListIsSignedAgainOnceItIsADayOldOrGone() throws IOException {
        assertThat(site.registration.publish()).isFalse();
        site.pass(Duration.ofHours(25));
        assertThat(site.registration.publish()).isTrue();
        assertThat(site.registration.publish()).isFalse();
        Files.delete(site.authority.crlFile());
        assertThat(site.registration.publish()).isTrue();
        assertThat(site.authority.published().number().longValue()).isEqualTo(2);
    }

    @Test
    void twoWritersLoseNothing() throws Exception {
        RegistrationAuthority other = new RegistrationAuthority(
                CertificateAuthority.open(site.folder, site, new SecureRandom()),
                site,
                new SecureRandom(),
                RegistrationAuthority.DEVICE_LIFE);
        List<Future<?>> adds = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            IntStream.range(0, 40)
                    .forEach(n -> adds.add(threads.submit(() -> (n % 2 == 0 ? site.registration : other)
                            .add(Site.bus("bus-" + n), RegistrationAuthority.CODE_LIFE))));
            for (Future<?> add : adds) {
                add.get();
            }
        }
        assertThat(site.registration.devices()).hasSize(40);
        assertThat(other.devices()).isEqualTo(site.registration.devices());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    {,                                                        no JSON
                    [],                                                       no JSON object
                    '{"crl_number":0}',                                       field missing: field=devices
                    '{"crl_number":"0","devices":[]}',                        field of the wrong type: field=crl_number
                    '{"crl_number":0,"devices":[],"extra":1}',                unknown fields: count=1
                    '{"crl_number":0,"devices":[{"id":"bus-01"}]}',           device=bus-01: field missing: field=kinds
                    '{"crl_number":0,"crl_number":0,"devices":[]}',           no JSON
                    """)
    void aSpoiltRegistryIsRefusedByNameAndLeftAsItIs(String text, String reason) throws IOException {
        Path file = Files.writeString(site.folder.resolve("devices.json"), text);
        assertThatThrownBy(() -> site.registration.add(Site.bus("bus-01"), RegistrationAuthority.CODE_LIFE))
                .isInstanceOf(IdentityException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(reason);
        assertThat(file).hasContent(text);
    }

    private Device.State state(String id) throws IOException {
        return site.registration.devices().stream()
                .filter(device -> device.identity().deviceId().equals(id))
                .findFirst()
                .orElseThrow()
                .stateAt(site.instant());
    }

    private Refusal refusal(String code) throws IOException {
        return switch (site.registration.enrol(code, request())) {
            case Enrolment.Issued issued -> throw new AssertionError("issued to " + issued.identity());
            case Enrolment.Refused refused -> refused.refusal();
        };
    }

    private Refusal renewal(Site.Held held) throws IOException {
        return switch (site.registration.renew(DeviceIdentity.of(held.own()), held.own(), request())) {
            case Enrolment.Issued issued -> throw new AssertionError("issued to " + issued.identity());
            case Enrolment.Refused refused -> refused.refusal();
        };
    }

    private static String request() throws IOException {
        return CertificateRequest.pem("anything", Site.newKey());
    }

    static String requestOf(String algorithm, int bits) throws IOException {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            KeyPair keys = generator.generateKeyPair();
            var builder = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=bus-01"), keys.getPublic());
            var signer = new JcaContentSignerBuilder(algorithm.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA")
                    .build(keys.getPrivate());
            return Pem.text("CERTIFICATE REQUEST", builder.build(signer).getEncoded());
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    /** The key of one, signed with the key of another. */
    private static String forged() throws IOException {
        return CertificateRequest.pem(
                "bus-01", new KeyPair(Site.newKey().getPublic(), Site.newKey().getPrivate()));
    }
}
