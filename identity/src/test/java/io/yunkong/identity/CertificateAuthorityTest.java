package io.yunkong.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder of the authority: what it holds, and that it is never harmed. */
final class CertificateAuthorityTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void keysAreForTheirOwnerOnlyAndNothingElseIsLeftBehind() throws IOException {
        Site site = Site.in(folder.resolve("pki"));
        site.authority.issueServer("edge-1", List.of("127.0.0.1", "localhost", "::1"), false);
        for (String secret : List.of("root.key", "issuing.key", "servers/edge-1.key", "devices.json")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(site.folder.resolve(secret))))
                    .as(secret)
                    .isEqualTo("rw-------");
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(site.folder);
        }
        assertThat(site.authority.show())
                .extracting(item -> item.purpose() + " " + item.name())
                .containsExactly("root Test site root", "issuing Test site issuing", "server edge-1");
    }

    @Test
    void anAuthorityIsNeverOverwritten() throws IOException {
        Site site = Site.in(folder.resolve("pki"));
        byte[] root = Files.readAllBytes(site.folder.resolve("root.key"));
        assertThatThrownBy(() -> Site.in(site.folder))
                .hasMessage("folder not empty: folder=" + site.folder + "; nothing changed");
        site.authority.issueServer("edge-1", List.of("127.0.0.1"), false);
        assertThatThrownBy(() -> site.authority.issueServer("edge-1", List.of("127.0.0.1"), false))
                .hasMessageContaining("server exists");
        assertThat(Files.readAllBytes(site.folder.resolve("root.key"))).isEqualTo(root);
    }

    @Test
    void whatCannotBeWrittenIsSaid() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> Site.in(file)).hasMessageContaining("folder not empty");
        assertThatThrownBy(() -> Site.in(file.resolve("pki"))).hasMessage("not a folder: folder=" + file);
        assertThatThrownBy(() -> CertificateAuthority.open(folder, InstantSource.system(), new SecureRandom()))
                .hasMessageContaining("no certificate authority here", "pki init");
    }

    @Test
    void aFolderWithoutPermissionIsSaid() throws IOException {
        Path locked = Files.createDirectory(
                folder.resolve("locked"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assumeFalse(Files.isWritable(locked), "run by root: nothing is locked");
        assertThatThrownBy(() -> Site.in(locked.resolve("pki"))).hasMessageContaining("no permission");
    }

    @Test
    void aServerCertificateNamesItsHosts() throws Exception {
        Site site = Site.in(folder.resolve("pki"));
        site.authority.issueServer("edge-1", List.of("127.0.0.1", "edge-1.example"), false);
        X509Certificate server =
                Pem.readCertificates(site.authority.serverCertificate("edge-1")).getFirst();
        assertThat(server.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(List.of(7, "127.0.0.1"), List.of(2, "edge-1.example"));
        assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:7420", "a b", "", "-edge", "*.example"})
    void aHostThatIsNoneIsRefused(String host) throws IOException {
        Site site = Site.in(folder.resolve("pki"));
        assertThatThrownBy(() -> site.authority.issueServer("edge-1", List.of(host), false))
                .hasMessageContaining("host not usable");
        assertThatThrownBy(() -> site.authority.issueServer("../edge-1", List.of("a"), false))
                .hasMessageContaining("server name not usable");
    }

    @Test
    void anExpiredIssuerIssuesNothing() throws IOException {
        Site site = Site.in(folder.resolve("pki"));
        site.pass(Duration.ofDays(731));
        assertThatThrownBy(() -> site.enrolled(Site.bus("bus-01"))).hasMessageContaining("issuing certificate expired");
    }

    @Test
    void nothingOutlivesItsIssuer() throws IOException {
        Site site = Site.in(folder.resolve("pki"));
        site.pass(Duration.ofDays(729).plusHours(12));
        assertThat(site.enrolled(Site.bus("bus-01")).own().getNotAfter().toInstant())
                .isEqualTo(site.authority.show().get(1).notAfter());
    }
}
