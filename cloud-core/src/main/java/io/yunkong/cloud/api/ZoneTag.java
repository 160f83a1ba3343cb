package io.yunkong.cloud.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.yunkong.map.road.Zone;

/** Answers that change only with their zone's version, which is their ETag. Readers may keep them, but ask every time. */
final class ZoneTag {
    private ZoneTag() {}

    /** Puts the headers of such an answer, and ends it when the reader has it already. */
    static boolean endsUnchanged(RoutingContext context, Zone zone) {
        String tag = '"' + zone.version() + '"';
        context.response().putHeader(HttpHeaders.ETAG, tag).putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        if (!tag.equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            return false;
        }
        var _ = context.response().setStatusCode(304).end();
        return true;
    }
}
