package io.yunkong.cloud.api;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.yunkong.map.exchange.VectorTiles;
import io.yunkong.map.geo.WebTile;
import io.yunkong.map.road.FeatureLayer;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneFeatures;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What geographic information systems read of each zone under {@code /ogc/zones/}: OGC API - Features - Part 1: Core (OGC 17-069r4), and
 * vector tiles, always of the version that is served at the time of the request. The features of a version are sorted once, when somebody
 * first asks. Runs on the API's event loop; what takes longer is done beside it.
 */
final class OgcRoutes {
    static final String VECTOR_TILE = "application/vnd.mapbox-vector-tile";

    private static final String ROOT = "/ogc/zones/:zone";
    private static final Pattern TILE = Pattern.compile("([0-9]{1,2})/([0-9]{1,6})/([0-9]{1,6})\\.mvt");

    /** Octets of the tiles kept of a zone: those of both shipped zones at the levels that show the whole of it, many times over. */
    private static final int SHELF_OCTETS_MAX = 8 << 20;

    private record Prepared(Zone zone, ZoneFeatures features, TileShelf tiles) {}

    private record Preparing(String version, Future<Prepared> prepared) {}

    private record Asked(RoutingContext context, Prepared prepared, OgcDocuments documents) {}

    private interface Answer {
        void to(Asked asked);
    }

    private final Supplier<Map<String, Zone>> zones;
    private final ServedHosts hosts;
    private final SlowAnswers slow;
    private final Map<String, Preparing> prepared = new HashMap<>();

    /**
     * @param zones by name, as served now
     * @param hosts names of this node, for links
     */
    OgcRoutes(Supplier<Map<String, Zone>> zones, ServedHosts hosts, SlowAnswers slow) {
        this.zones = zones;
        this.hosts = hosts;
        this.slow = slow;
    }

    void mount(Router router) {
        get(router, "", Set.of(), asked -> json(asked, (_, documents) -> documents.landingPage()));
        get(router, "/api", Set.of(), OgcRoutes::definition);
        get(router, "/conformance", Set.of(), asked -> json(asked, (_, _) -> OgcDocuments.conformance()));
        get(
                router,
                "/collections",
                Set.of(),
                asked -> json(asked, (features, documents) -> documents.collections(features)));
        get(
                router,
                "/collections/:collection",
                Set.of(),
                asked -> collection(asked)
                        .ifPresent(layer -> json(asked, (_, documents) -> documents.collection(layer))));
        get(router, "/collections/:collection/items", ItemsQuery.PARAMETERS, this::items);
        get(router, "/collections/:collection/items/:feature", Set.of(), OgcRoutes::feature);
        get(router, "/tiles/:z/:x/:y", Set.of(), this::tile);
        Routes.get(router, "/ogc/*").handler(context -> Problem.send(context, 404, "Not found", "path unknown"));
    }

    private void get(Router router, String path, Set<String> parameters, Answer answer) {
        Routes.get(router, ROOT + path).handler(context -> handle(context, parameters, answer));
    }

    private void handle(RoutingContext context, Set<String> parameters, Answer answer) {
        Map<String, Zone> served = zones.get();
        Zone zone = served.get(context.pathParam("zone"));
        if (zone == null) {
            Problem.send(context, 404, "Not found", "zone unknown: zones=" + new TreeSet<>(served.keySet()));
        } else if (known(context, parameters)) {
            prepared(zone)
                    .map(ready -> {
                        answer.to(new Asked(context, ready, new OgcDocuments(base(context, zone), zone)));
                        return ready;
                    })
                    .onFailure(failure -> fail(context, failure));
        }
    }

    /** Of another version of the zone nothing is kept; who asked for it before gets it all the same. */
    private Future<Prepared> prepared(Zone zone) {
        Preparing known = prepared.get(zone.name());
        if (known != null && known.version().equals(zone.version())) {
            return known.prepared();
        }
        Preparing begun = new Preparing(zone.version(), slow.run(() -> prepare(zone)));
        prepared.put(zone.name(), begun);
        return begun.prepared().onFailure(_ -> prepared.remove(zone.name(), begun));
    }

    private Prepared prepare(Zone zone) {
        VectorTiles tiles = VectorTiles.of(zone);
        return new Prepared(zone, ZoneFeatures.of(zone), new TileShelf(tiles::tile, slow, SHELF_OCTETS_MAX));
    }

    private static void fail(RoutingContext context, Throwable failure) {
        if (failure instanceof SlowAnswers.Busy busy) {
            context.response().headers().remove(HttpHeaders.ETAG);
            context.response().putHeader("retry-after", "1");
            Problem.send(context, 503, "Service unavailable", String.valueOf(busy.getMessage()));
        } else {
            context.fail(failure);
        }
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
    private String base(RoutingContext context, Zone zone) {
        HttpServerRequest request = context.request();
        context.response().putHeader(HttpHeaders.VARY, "accept-encoding, " + ServedHosts.FORWARDED_SCHEME);
        return hosts.origin(
                        String.valueOf(request.scheme()),
                        request.authority(),
                        request.getHeader(ServedHosts.FORWARDED_SCHEME))
                + "/ogc/zones/"
                + OgcDocuments.segment(zone.name());
    }

    private static void definition(Asked asked) {
        if (!ZoneTag.endsUnchanged(asked.context(), asked.prepared().zone())) {
            send(asked, OgcDocuments.OPENAPI, asked.documents().definition().toBuffer());
        }
    }

    private void items(Asked asked) {
        collection(asked).ifPresent(layer -> {
            ItemsQuery query;
            try {
                query = ItemsQuery.read(asked.context().queryParams());
            } catch (ItemsQuery.Refused e) {
                Problem.send(asked.context(), 400, "Bad request", e.text());
                return;
            }
            if (!ZoneTag.endsUnchanged(asked.context(), asked.prepared().zone())) {
                slow.run(() -> Gzip.pack(asked.documents().page(layer, query).getBytes(StandardCharsets.UTF_8)))
                        .onSuccess(page -> sendPacked(asked, OgcDocuments.GEOJSON, page))
                        .onFailure(failure -> fail(asked.context(), failure));
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

    private void tile(Asked asked) {
        Optional<WebTile> square = square(asked.context());
        if (square.isEmpty()) {
            Problem.send(
                    asked.context(),
                    404,
                    "Not found",
                    "no such tile: limit=" + VectorTiles.ZOOM_MIN + ".." + VectorTiles.ZOOM_MAX
                            + "/0..2^zoom-1/0..2^zoom-1.mvt");
        } else if (!ZoneTag.endsUnchanged(asked.context(), asked.prepared().zone())) {
            asked.prepared()
                    .tiles()
                    .get(square.get())
                    .onSuccess(tile -> sendPacked(asked, VECTOR_TILE, tile))
                    .onFailure(failure -> fail(asked.context(), failure));
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

    /** As it is to readers that take it so, as nearly all do. */
    private void sendPacked(Asked asked, String type, Buffer packed) {
        RoutingContext context = asked.context();
        if (packed.length() > 0 && Gzip.isAccepted(context.request().getHeader(HttpHeaders.ACCEPT_ENCODING))) {
            context.response().putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            send(asked, type, packed);
        } else {
            slow.run(() -> Gzip.unpack(packed))
                    .onSuccess(body -> send(asked, type, body))
                    .onFailure(failure -> fail(context, failure));
        }
    }

    private static void send(Asked asked, String type, Buffer body) {
        HttpServerResponse response = asked.context().response();
        if (response.closed()) {
            return; // the reader is gone
        }
        if (body.length() == 0) {
            var _ = response.setStatusCode(204).end();
        } else {
            var _ = response.putHeader(HttpHeaders.CONTENT_TYPE, type).end(body);
        }
    }
}
