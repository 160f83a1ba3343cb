package io.yunkong.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yunkong.identity.CertificateWriter.Signer;
import io.yunkong.identity.Verdict.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom an edge lets in, and why not. */
final class DeviceTrustTest {
    private static final CertificateWriter WRITER = new CertificateWriter(new SecureRandom());

    @TempDir
    Path folder = Path.of("");

    private Site site;
    private DeviceTrust trust;

    @BeforeEach
    void makeAuthority() throws IOException {
        site = Site.in(folder.resolve("pki"));
        trust = site.trust();
    }

    @Test
    void aDeviceOfTheAuthorityIsItself() throws IOException {
        Site.Held bus = site.enrolled(Site.bus("bus-01"));
        Verdict verdict = trust.check(bus.shown(), site.instant());
        assertThat(verdict).isEqualTo(new Verdict.Good(Site.bus("bus-01"), bus.own(), bus.shown()[1]));
    }

    @Test
    void theDevicesCertificateAloneIsEnoughWhereTheIssuingAuthorityIsKnown() throws IOException {
        Site.Held bus = site.enrolled(Site.bus("bus-01"));
        assertThat(trust.check(new X509Certificate[] {bus.own()}, site.instant()))
                .isInstanceOf(Verdict.Good.class);
    }

    @Test
    void theRootAloneIsEnoughWhereTheDeviceShowsItsWholeChain() throws IOException {
        Site.Held bus = site.enrolled(Site.bus("bus-01"));
        DeviceTrust root = DeviceTrust.read(site.folder.resolve("root.pem"), Optional.empty());
        assertThat(root.check(bus.shown(), site.instant())).isInstanceOf(Verdict.Good.class);
        assertThat(reason(root, bus.own())).isEqualTo(Reason.UNKNOWN_CA);
    }

    @Test
    void showingNothingIsNoCertificate() {
        assertThat(reason(trust)).isEqualTo(Reason.NO_CERTIFICATE);
    }

    @Test
    void anExpiredCertificateIsSaidToBe() throws IOException {
        Site.Held bus = site.enrolled(Site.bus("bus-01"));
        site.pass(Duration.ofHours(24).plusSeconds(1));
        assertThat(reason(trust, bus.shown())).isEqualTo(Reason.EXPIRED);
    }

    @Test
    void anExpiredAuthorityMakesItsDevicesExpired() throws IOException {
        Signer own = signer();
        X509Certificate device =
                WRITER.device(Site.bus("bus-01"), Site.newKey().getPublic(), own, site.instant(), Duration.ofDays(30));
        DeviceTrust trust = DeviceTrust.read(trusted(own.certificate()), Optional.empty());
        assertThat(reason(trust, device)).isNull();
        site.pass(Duration.ofDays(2));
        assertThat(reason(trust, device)).isEqualTo(Reason.EXPIRED);
    }

    @Test
    void aCertificateOfTomorrowIsNotYetValid() throws IOException {
        Site.Held bus = site.enrolled(Site.bus("bus-01"));
        site.pass(Duration.ofMinutes(-5));
        assertThat(reason(trust, bus.shown())).isEqualTo(Reason.NOT_YET_VALID);
    }

    @Test
    void aDeviceOfAnotherAuthorityIsUnknownEvenIfThatHasTheSameName() throws IOException {
        Site.Held stranger = Site.in(folder.resolve("other")).enrolled(Site.bus("bus-01"));
        assertThat(reason(trust, stranger.shown())).isEqualTo(Reason.UNKNOWN_CA);
    }

    @Test
    void aCertificateThatSignedItselfIsUnknown() throws IOException {
        KeyPair keys = Site.newKey();
        X509Certificate self = WRITER.root("bus-01", keys, site.instant(), Duration.ofDays(1));
        assertThat(reason(trust, self)).isEqualTo(Reason.UNKNOWN_CA);
    }

    @Test
    void aDeviceIsNoAuthorityForOthers() throws IOException {
        Site.Held bus = site.enrolled(Site.bus("bus-01"));
        X509Certificate forged = WRITER.device(
                Site.bus("bus-02"),
                Site.newKey().getPublic(),
                new Signer(bus.own(), bus.key()),
                site.instant(),
                Duration.ofHours(1));
        assertThat(reason(trust, forged, bus.own(), bus.chain().get(1))).isEqualTo(Reason.UNKNOWN_CA);
    }

    @Test
    void aServersCertificateIsForAnotherPurpose() throws IOException {
        site.authority.issueServer("edge-1", List.of("127.0.0.1"), false);
        X509Certificate server =
                Pem.readCertificates(site.authority.serverCertificate("edge-1")).getFirst();
        assertThat(reason(trust, server)).isEqualTo(Reason.WRONG_PURPOSE);
    }

    @Test
    void theAuthoritysOwnCertificateIsForAnotherPurpose() throws IOException {
        assertThat(reason(
                        trust,
                        Pem.readCertificates(site.folder.resolve("issuing.pem")).getFirst()))
                .isEqualTo(Reason.WRONG_PURPOSE);
    }

    @Test
    void aClientCertificateWithoutRightsIsNoIdentity() throws IOException {
        Signer own = signer();
        X509Certificate client = WRITER.end(
                "bus-01",
                List.of(new GeneralName(GeneralName.dNSName, "bus-01")),
                KeyPurposeId.id_kp_clientAuth,
                Site.newKey().getPublic(),
                own,
                site.instant(),
                Duration.ofHours(1));
        DeviceTrust trust = DeviceTrust.read(trusted(own.certificate()), Optional.empty());
        assertThat(reason(trust, client)).isEqualTo(Reason.NO_IDENTITY);
    }

    @Test
    void aChainLongerThanAnyGoodOneIsNotEvenRead() throws IOException {
        X509Certificate own = site.enrolled(Site.bus("bus-01")).own();
        assertThat(reason(trust, own, own, own, own, own, own, own)).isEqualTo(Reason.UNKNOWN_CA);
    }

    @Test
    void aRevokedDeviceIsRefusedOnceTheListIsRead() throws IOException {
        Site.Held bus = site.enrolled(Site.bus("bus-01"));
        Site.Held other = site.enrolled(Site.bus("bus-02"));
        assertThat(trust.refresh()).isFalse();
        site.registration.revoke("bus-01", "stolen");
        assertThat(trust.refresh()).isTrue();
        assertThat(trust.refresh()).isFalse();
        assertThat(reason(trust, bus.shown())).isEqualTo(Reason.REVOKED);
        assertThat(trust.isRevoked(bus.own())).isTrue();
        assertThat(trust.check(other.shown(), site.instant())).isInstanceOf(Verdict.Good.class);
        assertThat(trust.revokedCount()).isEqualTo(1);
    }

    @Test
    void aTamperedListIsRefusedAndTheOneInForceStays() throws IOException {
        Site.Held bus = site.enrolled(Site.bus("bus-01"));
        site.registration.revoke("bus-01", "");
        trust.refresh();
        X509CRL good = Pem.readCrl(site.authority.crlFile());
        byte[] octets = encoded(good);
        octets[octets.length / 2] ^= 1;
        Files.writeString(site.authority.crlFile(), Pem.text("X509 CRL", octets));
        assertThat(trust.refresh()).isFalse();
        assertThat(complaint()).startsWith("revocation list").endsWith("; the one in force stays");
        assertThat(trust.isRevoked(bus.own())).isTrue();
        assertThatThrownBy(site::trust).isInstanceOf(IdentityException.class);
    }

    @Test
    void aListOfAnotherAuthorityIsRefused() throws IOException {
        Site other = Site.in(folder.resolve("other"));
        Files.copy(other.authority.crlFile(), site.authority.crlFile(), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(site::trust).hasMessageContaining("not signed by a trusted authority");
    }

    @Test
    void anOlderListIsRefusedAndTheOneInForceStays() throws IOException {
        Site.Held bus = site.enrolled(Site.bus("bus-01"));
        byte[] before = Files.readAllBytes(site.authority.crlFile());
        site.registration.revoke("bus-01", "");
        trust.refresh();
        Files.write(site.authority.crlFile(), before);
        assertThat(trust.refresh()).isFalse();
        assertThat(complaint()).contains("older than the one in force", "; the one in force stays");
        assertThat(reason(trust, bus.shown())).isEqualTo(Reason.REVOKED);
    }

    @Test
    void aListThatVanishesStaysInForceAndIsMissed() throws IOException {
        Site.Held bus = site.enrolled(Site.bus("bus-01"));
        site.registration.revoke("bus-01", "");
        trust.refresh();
        Files.delete(site.authority.crlFile());
        assertThat(trust.refresh()).isFalse();
        assertThat(complaint()).contains("revocation list gone: file=", "; the one in force stays");
        assertThat(reason(trust, bus.shown())).isEqualTo(Reason.REVOKED);
        site.pass(CertificateAuthority.CRL_LIFE.plusMinutes(1));
        assertThat(complaint()).contains("revocation list gone: file=", "; the one in force stays, stale since ");
    }

    @Test
    void aListMayBeDer() throws IOException {
        Site.Held bus = site.enrolled(Site.bus("bus-01"));
        site.registration.revoke("bus-01", "");
        Files.write(site.authority.crlFile(), encoded(Pem.readCrl(site.authority.crlFile())));
        assertThat(reason(site.trust(), bus.shown())).isEqualTo(Reason.REVOKED);
    }

    @Test
    void aMissingListIsSaidAndTakenWhenItComes() throws IOException {
        byte[] list = Files.readAllBytes(site.authority.crlFile());
        Files.delete(site.authority.crlFile());
        DeviceTrust trust = site.trust();
        assertThat(trust.complaint(site.instant()).orElse("")).contains("revocation list missing");
        Files.write(site.authority.crlFile(), list);
        assertThat(trust.refresh()).isTrue();
        assertThat(trust.complaint(site.instant())).isEmpty();
        assertThat(DeviceTrust.read(site.authority.trustFile(), Optional.empty())
                        .complaint(site.instant())
                        .orElse(""))
                .contains("no revocation list configured");
    }

    @Test
    void aStaleListIsSaid() {
        site.pass(CertificateAuthority.CRL_LIFE.plusMinutes(1));
        assertThat(trust.complaint(site.instant()).orElse("")).contains("revocation list stale", "due=");
    }

    @Test
    void aSpoiltTrustFileLeavesTheAuthoritiesAsTheyWere() throws IOException {
        Site.Held bus = site.enrolled(Site.bus("bus-01"));
        Files.writeString(site.authority.trustFile(), "nothing");
        assertThatThrownBy(trust::refresh).hasMessageContaining("certificates expected");
        assertThat(trust.refresh()).as("said once").isFalse();
        assertThat(trust.check(bus.shown(), site.instant())).isInstanceOf(Verdict.Good.class);
    }

    @Test
    void aSpoiltTrustFileKeepsNoNewListOut() throws IOException {
        Site.Held bus = site.enrolled(Site.bus("bus-01"));
        site.registration.revoke("bus-01", "stolen");
        Files.writeString(site.authority.trustFile(), "nothing");
        assertThatThrownBy(trust::refresh).hasMessageContaining("certificates expected");
        assertThat(reason(trust, bus.shown())).isEqualTo(Reason.REVOKED);
    }

    @Test
    void anAuthorityTakenOutOfTheTrustFileIsOutThoughItsListIsTheOneInForce() throws IOException {
        Site.Held bus = site.enrolled(Site.bus("bus-01"));
        Site.Held sold = site.enrolled(Site.bus("sold-01"));
        site.registration.revoke("sold-01", "");
        trust.refresh();
        trustOnly(Site.in(folder.resolve("other")));
        assertThat(trust.refresh()).isTrue();
        assertThat(trust.trusts(bus.shown()[1])).isFalse();
        assertThat(reason(trust, bus.shown())).isEqualTo(Reason.UNKNOWN_CA);
        assertThat(trust.isRevoked(sold.own())).as("the list in force stays").isTrue();
        String said = complaint();
        assertThat(said)
                .contains("revocation list of an authority no longer trusted: file=", "; the one in force stays");
        assertThat(trust.refresh()).isFalse();
        assertThat(complaint()).as("said once").isEqualTo(said);
    }

    @Test
    void anIssuingAuthorityTakenOutBesideItsRootIsOutToo() throws IOException {
        X509Certificate issuing = site.enrolled(Site.bus("bus-01")).shown()[1];
        Files.copy(site.folder.resolve("root.pem"), site.authority.trustFile(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(trust.refresh()).isTrue();
        assertThat(trust.trusts(issuing)).isFalse();
        assertThat(complaint()).contains("no longer trusted");
    }

    @Test
    void anAuthorityTakenOutIsOutThoughTheListIsGone() throws IOException {
        Site.Held bus = site.enrolled(Site.bus("bus-01"));
        trustOnly(Site.in(folder.resolve("other")));
        Files.delete(site.authority.crlFile());
        assertThat(trust.refresh()).isTrue();
        assertThat(trust.trusts(bus.shown()[1])).isFalse();
        assertThat(reason(trust, bus.shown())).isEqualTo(Reason.UNKNOWN_CA);
        assertThat(complaint()).contains("revocation list gone: file=", "; the one in force stays");
        assertThat(trust.refresh()).isFalse();
    }

    @Test
    void anAuthorityIsReplacedTogetherWithItsListWhateverTheNumbers() throws IOException {
        Site other = Site.in(folder.resolve("other"));
        Site.Held bus = site.enrolled(Site.bus("bus-01"));
        Site.Held sold = other.enrolled(Site.bus("sold-01"));
        other.registration.revoke("sold-01", "");
        for (String device : List.of("a", "b", "c")) {
            site.enrolled(Site.bus(device));
            site.registration.revoke(device, ""); // of the same name, and with a higher number
        }
        trust.refresh();
        trustOnly(other);
        Files.copy(other.authority.crlFile(), site.authority.crlFile(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(trust.refresh()).isTrue();
        assertThat(trust.trusts(bus.shown()[1])).isFalse();
        assertThat(reason(trust, bus.shown())).isEqualTo(Reason.UNKNOWN_CA);
        assertThat(reason(trust, sold.shown())).isEqualTo(Reason.REVOKED);
        assertThat(trust.complaint(site.instant())).isEmpty();
    }

    @Test
    void aListThatCameBeforeItsAuthorityIsTakenWithIt() throws IOException {
        Site other = Site.in(folder.resolve("other"));
        Files.copy(other.authority.crlFile(), site.authority.crlFile(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(trust.refresh()).isFalse();
        assertThat(complaint()).contains("not signed by a trusted authority");
        trustOnly(other);
        assertThat(trust.refresh()).isTrue();
        assertThat(trust.complaint(site.instant())).isEmpty();
    }

    private void trustOnly(Site other) throws IOException {
        Files.copy(other.authority.trustFile(), site.authority.trustFile(), StandardCopyOption.REPLACE_EXISTING);
    }

    private String complaint() {
        return trust.complaint(site.instant()).orElse("");
    }

    /** An authority of one certificate, for a day. */
    private Signer signer() throws IOException {
        KeyPair keys = Site.newKey();
        X509Certificate root = WRITER.root("one day", keys, site.instant(), Duration.ofDays(1));
        X509Certificate issuing = WRITER.issuing(
                "below", keys.getPublic(), new Signer(root, keys.getPrivate()), site.instant(), Duration.ofDays(1));
        return new Signer(issuing, keys.getPrivate());
    }

    private Path trusted(X509Certificate certificate) throws IOException {
        return Files.writeString(folder.resolve("one.pem"), Pem.text(List.of(certificate)));
    }

    private static byte[] encoded(X509CRL crl) {
        try {
            return crl.getEncoded();
        } catch (CRLException e) {
            throw new AssertionError(e);
        }
    }

    private @Nullable Reason reason(DeviceTrust trust, X509Certificate... chain) {
        return switch (trust.check(chain, site.instant())) {
            case Verdict.Good good -> null;
            case Verdict.Bad bad -> {
                assertThat(bad.text()).doesNotContain("\n").isNotBlank();
                yield bad.reason();
            }
        };
    }
}
