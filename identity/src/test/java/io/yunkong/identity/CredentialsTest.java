package io.yunkong.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server shows, and how it takes new files without a restart. */
final class CredentialsTest {
    @TempDir
    Path folder = Path.of("");

    private Site site;
    private Path certificate;
    private Path key;

    @BeforeEach
    void issue() throws IOException {
        site = Site.in(folder.resolve("pki"));
        site.authority.issueServer("edge-1", List.of("127.0.0.1"), false);
        certificate = site.authority.serverCertificate("edge-1");
        key = site.authority.serverKey("edge-1");
    }

    @Test
    void aRenewedCertificateIsShownFromTheNextHandshakeOn() throws IOException {
        Credentials credentials = Credentials.read(certificate, key);
        var shown = credentials.keyManager();
        X509Certificate before = shown.getCertificateChain("own")[0];
        assertThat(credentials.refresh()).isFalse();
        site.authority.issueServer("edge-1", List.of("127.0.0.1", "edge-1.example"), true);
        assertThat(credentials.refresh()).isTrue();
        assertThat(shown.getCertificateChain("own")[0])
                .isNotEqualTo(before)
                .extracting(X509Certificate::getPublicKey)
                .isEqualTo(before.getPublicKey());
        assertThat(credentials.notAfter()).isEqualTo(site.instant().plus(CertificateAuthority.SERVER_LIFE));
    }

    @Test
    void filesThatDoNotBelongTogetherAreRefusedAndTheOldOnesStay() throws IOException {
        Credentials credentials = Credentials.read(certificate, key);
        X509Certificate before = credentials.chain().getFirst();
        site.authority.issueServer("edge-2", List.of("127.0.0.1"), false);
        Files.copy(site.authority.serverCertificate("edge-2"), certificate, StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(credentials::refresh).hasMessageContaining("do not belong together");
        assertThat(credentials.refresh()).as("said once").isFalse();
        assertThat(credentials.chain().getFirst()).isEqualTo(before);
    }

    @Test
    void missingSpoiltAndOversizedFilesAreNamed() throws IOException {
        Path none = folder.resolve("none.pem");
        assertThatThrownBy(() -> Credentials.read(none, key)).hasMessage("no such file: file=" + none);
        Path text = Files.writeString(
                folder.resolve("text.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThatThrownBy(() -> Credentials.read(text, key)).hasMessage("certificates not readable: file=" + text);
        assertThatThrownBy(() -> Credentials.read(certificate, certificate))
                .hasMessageStartingWith("no private key: file=" + certificate);
        Path large = Files.write(folder.resolve("large.pem"), new byte[Pem.FILE_BYTES_MAX + 1]);
        assertThatThrownBy(() -> Credentials.read(large, key))
                .hasMessage("file too long: file=" + large + ", limit_bytes=" + Pem.FILE_BYTES_MAX);
    }
}
