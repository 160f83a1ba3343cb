package io.yunkong.cloud.api;

import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.util.HashSet;
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
    /** In which a proxy tells how its reader asked; no standard, but what proxies write. */
    static final String FORWARDED_SCHEME = "x-forwarded-proto";

    private final InetAddress bound;
    private final Set<String> configured;
    private final Set<String> names;

    /**
     * @param bound address HTTP is bound to
     * @param configured further names, without port
     */
    ServedHosts(InetAddress bound, Set<String> configured) {
        this.bound = bound;
        this.configured =
                configured.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.names = new HashSet<>(this.configured);
        names.add("localhost");
    }

    /** @param host of a request's authority, without port; null = the request names none */
    boolean serves(@Nullable String host) {
        return host != null && (names.contains(host.toLowerCase(Locale.ROOT)) || isBound(host));
    }

    /**
     * Where a reader found this node, for links, such as {@code https://gis.example}. Who asks for a configured name comes through the
     * operator's proxy, if there is one, and that is believed about the scheme; anybody else is not.
     *
     * @param scheme of the request as it arrived
     * @param authority of the request, its host is served
     * @param forwarded what {@value #FORWARDED_SCHEME} says
     */
    String origin(String scheme, HostAndPort authority, @Nullable String forwarded) {
        boolean told = forwarded != null
                && (forwarded.equals("http") || forwarded.equals("https"))
                && configured.contains(authority.host().toLowerCase(Locale.ROOT));
        return (told ? forwarded : scheme) + "://" + authority;
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
