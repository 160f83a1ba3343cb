package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.yunkong.edge.link.LinkSecurity;
import io.yunkong.edge.link.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where an edge speaks without TLS. Nothing is bound here. */
final class PlaintextTest {
    private static final InetSocketAddress HERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final InetSocketAddress EVERYWHERE = new InetSocketAddress("0.0.0.0", 0);

    private static EdgeListeners listeners(InetSocketAddress tcp, InetSocketAddress udp, LinkSecurity security) {
        return config(tcp, udp, security).listeners();
    }

    private static EdgeConfig config(InetSocketAddress tcp, InetSocketAddress udp, LinkSecurity security) {
        return EdgeConfig.of("edge-1", tcp)
                .udp(Optional.of(udp))
                .security(security)
                .build();
    }

    @Test
    void sessionsWithoutTlsStayOnLoopback() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> listeners(EVERYWHERE, HERE, LinkSecurity.loopbackOnly()))
                .withMessage(
                        "listener without TLS not on loopback: listener=tcp, host=0.0.0.0; not started: use --tls or"
                                + " --mqtt-tls, or --allow-plaintext on a network that is trusted");
        assertThat(listeners(HERE, HERE, LinkSecurity.loopbackOnly()).openPlaintext())
                .isEmpty();
    }

    @Test
    void datagramsFromElsewhereNeedAKey() {
        LinkSecurity standard = LinkSecurity.loopbackOnly();
        assertThat(listeners(HERE, EVERYWHERE, standard).openPlaintext()).isEmpty();
        assertThat(standard.keyedOnlyAt(EVERYWHERE)).isTrue();
        assertThat(standard.keyedOnlyAt(HERE)).isFalse();
        assertThat(new LinkSecurity(Optional.empty(), Optional.empty(), false, true).keyedOnlyAt(HERE))
                .isTrue();
    }

    @Test
    void plainTextElsewhereIsAllowedByName() {
        LinkSecurity allowed = new LinkSecurity(Optional.empty(), Optional.empty(), true, false);
        assertThat(listeners(EVERYWHERE, EVERYWHERE, allowed).openPlaintext()).containsExactly("tcp", "udp");
        LinkSecurity keyed = new LinkSecurity(Optional.empty(), Optional.empty(), true, true);
        assertThat(listeners(EVERYWHERE, EVERYWHERE, keyed).openPlaintext()).containsExactly("tcp");
    }

    @Test
    void anEdgeWhoseFilesAreMissingDoesNotStart() throws IOException {
        Path missing = Path.of("no-such-file.pem");
        LinkSecurity security = new LinkSecurity(
                Optional.of(new TlsFiles(missing, missing, missing, Optional.empty())),
                Optional.of(HERE),
                false,
                false);
        assertThatIOException()
                .isThrownBy(
                        () -> EdgeNode.start(config(HERE, HERE, security), TestZone.create(), InstantSource.system()))
                .withMessageContaining("no such file: file=no-such-file.pem");
    }
}
