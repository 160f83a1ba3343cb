package io.yunkong.cloud.api;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.yunkong.map.exchange.VectorTiles;
import io.yunkong.map.geo.WebTile;
import io.yunkong.map.road.FeatureLayer;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneFeatures;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What geographic information systems read of each zone under {@code /ogc/zones/}: OGC API - Features - Part 1: Core (OGC 17-069r4), and
 * vector tiles. A zone does not change while it is served, so its features are sorted once, off the event loop, when somebody first asks.
 * Runs on the API's event loop.
 */
final class OgcRoutes {
    static final String VECTOR_TILE = "application/vnd.mapbox-vector-tile";

    private static final String ROOT = "/ogc/zones/:zone";
    private static final Pattern TILE = Pattern.compile("([0-9]{1,2})/([0-9]{1,6})/([0-9]{1,6})\\.mvt");

    private record Prepared(Zone zone, ZoneFeatures features, VectorTiles tiles) {}

    private record Asked(RoutingContext context, Prepared prepared, OgcDocuments documents) {}

    private interface Answer {
        void to(Asked asked);
    }

    private final Map<String, Zone> zones;
    private final Map<String, Future<Prepared>> prepared = new HashMap<>();

    OgcRoutes(Map<String, Zone> zones) {
        this.zones = Map.copyOf(zones);
    }

    void mount(Router router, Vertx vertx) {
        get(router, vertx, "", Set.of(), asked -> json(asked, (_, documents) -> documents.landingPage()));
        get(router, vertx, "/api", Set.of(), OgcRoutes::definition);
        get(router, vertx, "/conformance", Set.of(), asked -> json(asked, (_, _) -> OgcDocuments.conformance()));
        get(
                router,
                vertx,
                "/collections",
                Set.of(),
                asked -> json(asked, (features, documents) -> documents.collections(features)));
        get(
                router,
                vertx,
                "/collections/:collection",
                Set.of(),
                asked -> collection(asked)
                        .ifPresent(layer -> json(asked, (_, documents) -> documents.collection(layer))));
        get(router, vertx, "/collections/:collection/items", ItemsQuery.PARAMETERS, OgcRoutes::items);
        get(router, vertx, "/collections/:collection/items/:feature", Set.of(), OgcRoutes::feature);
        get(router, vertx, "/tiles/:z/:x/:y", Set.of(), OgcRoutes::tile);
        Routes.get(router, "/ogc/*").handler(context -> Problem.send(context, 404, "Not found", "path unknown"));
    }

    private void get(Router router, Vertx vertx, String path, Set<String> parameters, Answer answer) {
        Routes.get(router, ROOT + path).handler(handler(vertx, parameters, answer));
    }

    private Handler<RoutingContext> handler(Vertx vertx, Set<String> parameters, Answer answer) {
        return context -> {
            Zone zone = zones.get(context.pathParam("zone"));
            if (zone == null) {
                Problem.send(context, 404, "Not found", "zone unknown: zones=" + new TreeSet<>(zones.keySet()));
            } else if (known(context, parameters)) {
                prepared.computeIfAbsent(zone.name(), _ -> vertx.executeBlocking(() -> prepare(zone)))
                        .map(ready -> {
                            answer.to(new Asked(context, ready, new OgcDocuments(base(context, zone), zone)));
                            return ready;
                        })
                        .onFailure(context::fail);
            }
        };
    }

    private static Prepared prepare(Zone zone) {
        return new Prepared(zone, ZoneFeatures.of(zone), VectorTiles.of(zone));
    }

    /** The standard has unknown parameters refused (/req/core/query-param-unknown), lest a filter is believed to work. */
    private static boolean known(RoutingContext context, Set<String> parameters) {
        MultiMap given = context.queryParams();
        if (!parameters.containsAll(given.names())) {
            Problem.send(
                    context,
                    400,
                    "Bad request",
                    "query parameter unknown: parameters=" + new TreeSet<>(parameters) + "; refused");
            return false;
        }
        for (String name : given.names()) {
            if (given.getAll(name).size() > 1) {
                Problem.send(context, 400, "Bad request", "query parameter told twice: name=" + name + "; refused");
                return false;
            }
        }
        return true;
    }

    /** Where the reader found the zone; the host has been checked to be one of ours. */
    private static String base(RoutingContext context, Zone zone) {
        HttpServerRequest request = context.request();
        return request.scheme() + "://" + request.authority() + "/ogc/zones/" + OgcDocuments.segment(zone.name());
    }

    private static void definition(Asked asked) {
        if (!ZoneTag.endsUnchanged(asked.context(), asked.prepared().zone())) {
            send(asked, OgcDocuments.OPENAPI, asked.documents().definition().toBuffer());
        }
    }

    private static void items(Asked asked) {
        collection(asked).ifPresent(layer -> {
            ItemsQuery query;
            try {
                query = ItemsQuery.read(asked.context().queryParams());
            } catch (ItemsQuery.Refused e) {
                Problem.send(asked.context(), 400, "Bad request", e.text());
                return;
            }
            if (!ZoneTag.endsUnchanged(asked.context(), asked.prepared().zone())) {
                send(
                        asked,
                        OgcDocuments.GEOJSON,
                        Buffer.buffer(asked.documents().page(layer, query)));
            }
        });
    }

    private static void feature(Asked asked) {
        collection(asked).ifPresent(layer -> {
            Optional<String> feature = asked.documents()
                    .feature(layer, String.valueOf(asked.context().pathParam("feature")));
            if (feature.isEmpty()) {
                Problem.send(asked.context(), 404, "Not found", "feature unknown: collection=" + layer.name());
            } else if (!ZoneTag.endsUnchanged(asked.context(), asked.prepared().zone())) {
                send(asked, OgcDocuments.GEOJSON, Buffer.buffer(feature.get()));
            }
        });
    }

    private static void tile(Asked asked) {
        Optional<WebTile> square = square(asked.context());
        if (square.isEmpty()) {
            Problem.send(
                    asked.context(),
                    404,
                    "Not found",
                    "no such tile: limit=" + VectorTiles.ZOOM_MIN + ".." + VectorTiles.ZOOM_MAX
                            + "/0..2^zoom-1/0..2^zoom-1.mvt");
        } else if (!ZoneTag.endsUnchanged(asked.context(), asked.prepared().zone())) {
            byte[] tile = asked.prepared().tiles().tile(square.get());
            if (tile.length == 0) {
                var _ = asked.context().response().setStatusCode(204).end();
            } else {
                send(asked, VECTOR_TILE, Buffer.buffer(tile));
            }
        }
    }

    private static Optional<WebTile> square(RoutingContext context) {
        Matcher path =
                TILE.matcher(context.pathParam("z") + '/' + context.pathParam("x") + '/' + context.pathParam("y"));
        if (!path.matches()) {
            return Optional.empty();
        }
        int zoom = Integer.parseInt(path.group(1));
        int x = Integer.parseInt(path.group(2));
        int y = Integer.parseInt(path.group(3));
        boolean there =
                zoom >= VectorTiles.ZOOM_MIN && zoom <= VectorTiles.ZOOM_MAX && x >> zoom == 0 && y >> zoom == 0;
        return there ? Optional.of(new WebTile(zoom, x, y)) : Optional.empty();
    }

    /** Answers itself when there is none. */
    private static Optional<FeatureLayer> collection(Asked asked) {
        Optional<FeatureLayer> layer =
                asked.prepared().features().find(String.valueOf(asked.context().pathParam("collection")));
        if (layer.isEmpty()) {
            Problem.send(
                    asked.context(),
                    404,
                    "Not found",
                    "collection unknown: collections="
                            + asked.prepared().features().layers().stream()
                                    .map(FeatureLayer::name)
                                    .toList());
        }
        return layer;
    }

    private static void json(Asked asked, BiFunction<ZoneFeatures, OgcDocuments, JsonObject> document) {
        if (!ZoneTag.endsUnchanged(asked.context(), asked.prepared().zone())) {
            send(
                    asked,
                    OgcDocuments.JSON,
                    document.apply(asked.prepared().features(), asked.documents())
                            .toBuffer());
        }
    }

    private static void send(Asked asked, String type, Buffer body) {
        var _ = asked.context()
                .response()
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .end(body);
    }
}
