package io.yunkong.edge.link;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * How the links of devices are protected.
 *
 * @param files of the listeners that ask for certificates; empty = there are none
 * @param tls where devices connect by TLS, with files only; port 0 = any free one, empty = nowhere
 * @param allowPlaintext whether listeners without TLS may be bound to an address others than this machine reach
 * @param udpKeyedOnly whether bare datagrams, which anybody can send, are refused also on loopback; elsewhere they always are unless plain
 *     text is allowed
 */
public record LinkSecurity(
        Optional<TlsFiles> files, Optional<InetSocketAddress> tls, boolean allowPlaintext, boolean udpKeyedOnly) {
    public LinkSecurity {
        if (tls.isPresent() && files.isEmpty()) {
            throw new IllegalArgumentException("tls listener without files: listener=tls; not started");
        }
    }

    /** No TLS, plain text on loopback only, bare datagrams. */
    public static LinkSecurity loopbackOnly() {
        return new LinkSecurity(Optional.empty(), Optional.empty(), false, false);
    }

    /**
     * Checks where a listener without TLS is to be bound.
     *
     * @throws IllegalArgumentException when others can reach it and plain text is not allowed
     */
    public void checkPlaintext(String listener, InetSocketAddress address) {
        if (!allowPlaintext && isOpen(address)) {
            throw new IllegalArgumentException(
                    "listener without TLS not on loopback: listener=" + listener + ", host=" + address.getHostString()
                            + "; not started: use --tls or --mqtt-tls, or --allow-plaintext on a network that is trusted");
        }
    }

    /** Whether datagrams need a key at this address. */
    public boolean keyedOnlyAt(InetSocketAddress address) {
        return udpKeyedOnly || (!allowPlaintext && isOpen(address));
    }

    /** Whether others than this machine can reach an address. */
    public static boolean isOpen(InetSocketAddress address) {
        return address.getAddress() == null || !address.getAddress().isLoopbackAddress();
    }
}
