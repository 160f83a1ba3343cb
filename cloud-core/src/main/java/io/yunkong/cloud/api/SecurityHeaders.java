package io.yunkong.cloud.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;

/** What a browser may do with our pages, and which pages may open the feed. */
final class SecurityHeaders {
    /** MapLibre starts its worker from a blob and draws images from data addresses; everything else comes from here. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; worker-src 'self' blob:; "
            + "img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private SecurityHeaders() {}

    /** Every answer has them. What may be kept by a cache says so itself. */
    static void add(RoutingContext context) {
        put(context.response());
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        context.next();
    }

    static void put(HttpServerResponse response) {
        response.putHeader("content-security-policy", CONTENT_SECURITY_POLICY)
                .putHeader("x-content-type-options", "nosniff")
                .putHeader("x-frame-options", "DENY")
                .putHeader("referrer-policy", "no-referrer")
                .putHeader("cross-origin-opener-policy", "same-origin")
                .putHeader("cross-origin-resource-policy", "same-origin");
    }

    /** Browsers always tell the origin of a WebSocket; one from another site is not let in. Other clients tell none. */
    static boolean sameOrigin(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String host = request.getHeader(HttpHeaders.HOST);
        if (origin == null) {
            return true;
        }
        try {
            return host != null
                    && host.toLowerCase(Locale.ROOT).equals(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
