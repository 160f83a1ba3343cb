package io.yunkong.cloud.api;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Names by which readers may call this node: the address it is bound to, localhost, and those configured. A page elsewhere whose name
 * was made to point here (DNS rebinding) calls it by that name, which the browser holds to be the page's own origin; so a request for
 * any other name is not answered. Immutable.
 */
final class ServedHosts {
    private final InetAddress bound;
    private final Set<String> names;

    /**
     * @param bound address HTTP is bound to
     * @param configured further names, without port
     */
    ServedHosts(InetAddress bound, Set<String> configured) {
        this.bound = bound;
        this.names =
                configured.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        names.add("localhost");
    }

    /** @param host of a request's authority, without port; null = the request names none */
    boolean serves(@Nullable String host) {
        return host != null && (names.contains(host.toLowerCase(Locale.ROOT)) || isBound(host));
    }

    private boolean isBound(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        try {
            return bound.equals(InetAddress.ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host));
        } catch (IllegalArgumentException _) {
            return false; // a name
        }
    }

    @Override
    public String toString() {
        return "bound address, " + names.stream().sorted().collect(Collectors.joining(", "));
    }
}
