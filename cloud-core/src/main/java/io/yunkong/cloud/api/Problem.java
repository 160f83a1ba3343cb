package io.yunkong.cloud.api;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Errors as application/problem+json (RFC 9457). */
final class Problem {
    private Problem() {}

    /** Ends the response. */
    static void send(RoutingContext context, int status, String title, String detail) {
        if (context.response().ended() || context.response().closed()) {
            return;
        }
        context.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/problem+json")
                .end(new JsonObject()
                        .put("type", "about:blank")
                        .put("title", title)
                        .put("status", status)
                        .put("detail", detail)
                        .put("instance", context.request().path())
                        .toBuffer());
    }
}
