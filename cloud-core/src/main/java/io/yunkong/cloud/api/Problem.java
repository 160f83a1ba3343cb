package io.yunkong.cloud.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Errors as application/problem+json (RFC 9457), never kept by a cache. */
final class Problem {
    private Problem() {}

    /** Ends the response. */
    static void send(RoutingContext context, int status, String title, String detail) {
        if (!context.response().ended() && !context.response().closed()) {
            end(
                    context.response(),
                    status,
                    body(status, title, detail)
                            .put("instance", context.request().path()));
        }
    }

    /** Answers what is no HTTP request, or one beyond the limits, and closes the connection: nobody knows where the next one begins. */
    static void unreadable(HttpServerRequest request) {
        // Vert.x tells only Netty's result, whose types have no place in this module; its text names the exception.
        String result = String.valueOf(request.decoderResult());
        if (result.contains("TooLongHttpLine")) {
            end(request.response(), 414, body(414, "URI too long", "request line too long; connection closed"));
        } else if (result.contains("TooLongHttpHeader")) {
            end(
                    request.response(),
                    431,
                    body(431, "Request header fields too large", "headers too long; connection closed"));
        } else {
            end(request.response(), 400, body(400, "Bad request", "no HTTP/1.1 request; connection closed"));
        }
        var _ = request.connection().close();
    }

    private static JsonObject body(int status, String title, String detail) {
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
    }

    private static void end(HttpServerResponse response, int status, JsonObject body) {
        SecurityHeaders.put(response);
        var _ = response.setStatusCode(status)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(body.toBuffer());
    }
}
