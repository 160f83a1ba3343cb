package io.yunkong.cli;

import io.yunkong.edge.EdgeConfig;
import io.yunkong.edge.link.LinkSecurity;
import io.yunkong.edge.link.TlsFiles;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of an edge's TLS listeners, and of what may be spoken without. */
final class EdgeSecurityFlags {
    @Option(
            names = "--tls",
            paramLabel = "HOST:PORT",
            description = "Where devices connect by TLS 1.3 with a certificate (default: nowhere).")
    private @Nullable InetSocketAddress tls;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "The edge's certificate, then its issuers', PEM.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its private key, PEM (PKCS#8, not encrypted).")
    private @Nullable Path key;

    @Option(
            names = "--tls-trust",
            paramLabel = "FILE",
            description = "Certificates of the authorities that sign devices, PEM.")
    private @Nullable Path trust;

    @Option(
            names = "--tls-crl",
            paramLabel = "FILE",
            description = "Revocation list of those authorities (default: none, and a warning).")
    private @Nullable Path crl;

    @Option(
            names = "--allow-plaintext",
            description =
                    "Lets listeners without TLS be bound to addresses that other machines reach. For trusted networks"
                            + " only.")
    private boolean allowPlaintext;

    @Option(
            names = "--udp-keyed-only",
            description = "Refuses datagrams without the key of a TLS session (default where --udp is not on loopback,"
                    + " unless plain text is allowed).")
    private boolean udpKeyedOnly;

    /**
     * @param otherTls whether a listener beside --tls needs the files
     * @throws IllegalArgumentException when files are missing for a TLS listener, or given without one
     */
    LinkSecurity value(boolean otherTls) {
        if (tls == null && !otherTls) {
            if (certificate != null || key != null || trust != null || crl != null) {
                throw new IllegalArgumentException(
                        "tls files without a listener: --tls=none, --mqtt-tls=none; not started");
            }
            return new LinkSecurity(Optional.empty(), Optional.empty(), allowPlaintext, udpKeyedOnly);
        }
        if (certificate == null || key == null || trust == null) {
            throw new IllegalArgumentException(
                    "tls listener without files: --tls-certificate, --tls-key and --tls-trust"
                            + " are needed; not started");
        }
        TlsFiles files = new TlsFiles(certificate, key, trust, Optional.ofNullable(crl));
        return new LinkSecurity(Optional.of(files), Optional.ofNullable(tls), allowPlaintext, udpKeyedOnly);
    }

    /** What an operator should read before it starts. */
    List<String> warnings(EdgeConfig config) {
        List<String> warnings = new ArrayList<>();
        config.listeners()
                .openPlaintext()
                .forEach(listener -> warnings.add("warning: --allow-plaintext: " + listener
                        + " is open to other machines without TLS; whoever reaches it can speak as any device"));
        return warnings;
    }
}
