package io.yunkong.cloud.api;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.yunkong.cloud.journal.JournalRecord;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneGeoJson;
import io.yunkong.wire.ServiceLevel;
import io.yunkong.wire.ZoneHealth;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes of the HTTP API; {@code openapi.yaml} on the class path describes them. Runs on the API's event loop. */
final class Routes {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
    private static final int WARNINGS_DEFAULT = 100;
    private static final int WARNINGS_MAX = 1_000;
    /** 16 octets in base 64. */
    private static final int WEBSOCKET_KEY_LENGTH = 24;

    private static final Map<Integer, String> ERRORS = Map.of(
            400, "Bad request",
            404, "Not found",
            405, "Method not allowed",
            414, "URI too long",
            500, "Internal error");
    /** Vert.x looks into the working directory before the class path, so it is not at the root of it. */
    private static final String OPENAPI = "io/yunkong/cloud/openapi.yaml";

    private static final String GEOJSON = "application/geo+json";

    private final ApiSettings settings;
    private final Map<String, ZoneBoard> boards;
    private final Map<String, LiveFeed> feeds;
    private final Supplier<String> metrics;
    private final LongSupplier nowUs;
    private final LongAdder refused;
    private final ServedHosts hosts;
    private final Map<String, WrittenMap> maps = new HashMap<>();

    /** A zone's map as it goes out. */
    private record WrittenMap(String version, String body) {
        static WrittenMap of(Zone zone) {
            return new WrittenMap(zone.version(), ZoneGeoJson.write(zone));
        }
    }

    /** @param refused counts readers turned away because too many were waiting */
    Routes(
            ApiSettings settings,
            Map<String, ZoneBoard> boards,
            Map<String, LiveFeed> feeds,
            Supplier<String> metrics,
            LongSupplier nowUs,
            LongAdder refused) {
        this.settings = settings;
        this.hosts = new ServedHosts(settings.address(), settings.hosts());
        this.boards = boards;
        this.feeds = feeds;
        this.metrics = metrics;
        this.nowUs = nowUs;
        this.refused = refused;
    }

    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.route().handler(SecurityHeaders::add);
        router.route().handler(this::servedHost);
        get(router, "/api/v1/zones").handler(this::zones);
        get(router, "/api/v1/zones/:zone").handler(zone(this::zone));
        get(router, "/api/v1/zones/:zone/map").handler(zone(this::map));
        get(router, "/api/v1/zones/:zone/parameters")
                .handler(zone((context, board) -> json(context, ParameterJson.of(board.zone(), board.parameters()))));
        get(router, "/api/v1/zones/:zone/objects").handler(zone(this::objects));
        get(router, "/api/v1/zones/:zone/warnings").handler(zone(this::warnings));
        get(router, "/api/v1/zones/:zone/feed").handler(zone(this::feed));
        get(router, "/api/v1/warnings/:warning").handler(this::warning);
        get(router, "/api/v1/openapi.yaml")
                .handler(context -> context.response()
                        .putHeader("content-type", "application/yaml")
                        .sendFile(OPENAPI));
        get(router, "/healthz").handler(this::health);
        get(router, "/metrics")
                .handler(context -> context.response()
                        .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                        .end(metrics.get()));
        new OgcRoutes(this::servedZones, hosts, new SlowAnswers(vertx, refused)).mount(router);
        get(router, "/api/*").handler(context -> problem(context, 404));
        ConsoleFiles.mount(router, vertx, settings.consoleDirectory());
        for (int status : ERRORS.keySet()) {
            router.errorHandler(status, context -> {
                if (status == 500) {
                    LOG.warn(
                            "request failed: path={}, status={}",
                            context.request().path(),
                            status,
                            context.failure());
                }
                if (status == 405) {
                    context.response().putHeader("allow", "GET, HEAD");
                }
                problem(context, status);
            });
        }
        return router;
    }

    /** Whoever may GET may ask for the headers alone, as load balancers do. */
    static Route get(Router router, String path) {
        return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
    }

    private void servedHost(RoutingContext context) {
        HostAndPort authority = context.request().authority();
        if (hosts.serves(authority == null ? null : authority.host())) {
            context.next();
        } else {
            Problem.send(
                    context,
                    421,
                    "Misdirected request",
                    "host not served: limit=" + hosts + "; refused, names are added with http-host");
        }
    }

    private Map<String, Zone> servedZones() {
        Map<String, Zone> served = new HashMap<>();
        boards.forEach((name, board) -> served.put(name, board.zone()));
        return served;
    }

    private void zones(RoutingContext context) {
        JsonArray zones = new JsonArray();
        boards.values().forEach(board -> zones.add(describe(board)));
        json(context, new JsonObject().put("zones", zones));
    }

    private void zone(RoutingContext context, ZoneBoard board) {
        json(context, describe(board));
    }

    private void map(RoutingContext context, ZoneBoard board) {
        Zone zone = board.zone();
        if (!ZoneTag.endsUnchanged(context, zone)) {
            context.response()
                    .putHeader("content-type", GEOJSON)
                    .end(maps.compute(
                                    zone.name(),
                                    (_, written) ->
                                            written != null && written.version().equals(zone.version())
                                                    ? written
                                                    : WrittenMap.of(zone))
                            .body());
        }
    }

    private void objects(RoutingContext context, ZoneBoard board) {
        JsonArray features = new JsonArray();
        board.tracks().forEach(track -> features.add(WireJson.feature(track)));
        context.response()
                .putHeader("content-type", GEOJSON)
                .end(new JsonObject()
                        .put("type", "FeatureCollection")
                        .put("features", features)
                        .toBuffer());
    }

    private void warnings(RoutingContext context, ZoneBoard board) {
        String asked = context.request().getParam("limit");
        int limit = WARNINGS_DEFAULT;
        if (asked != null) {
            limit = asked.matches("[0-9]{1,4}") ? Integer.parseInt(asked) : 0;
            if (limit < 1 || limit > WARNINGS_MAX) {
                Problem.send(context, 400, "Bad request", "limit out of range: limit=1.." + WARNINGS_MAX + "; refused");
                return;
            }
        }
        List<JournalRecord> latest = board.journal().latest(limit);
        if (asksForTick(context)) {
            tick(context, latest, false);
            return;
        }
        JsonArray warnings = new JsonArray();
        latest.forEach(record -> warnings.add(WireJson.warning(record, false)));
        json(context, new JsonObject().put("warnings", warnings));
    }

    private void warning(RoutingContext context) {
        String id = context.pathParam("warning");
        boards.values().stream()
                .flatMap(board -> board.journal().find(id).stream())
                .findFirst()
                .ifPresentOrElse(
                        record -> {
                            if (asksForTick(context)) {
                                tick(context, List.of(record), true);
                            } else {
                                json(context, WireJson.warning(record, true));
                            }
                        },
                        () -> Problem.send(context, 404, "Not found", "warning unknown or no longer kept"));
    }

    private static boolean asksForTick(RoutingContext context) {
        return WarningTicks.MEDIA_TYPE.equals(context.request().getHeader(HttpHeaders.ACCEPT));
    }

    private void tick(RoutingContext context, List<JournalRecord> records, boolean withEvidence) {
        byte[] body = WarningTicks.of(records, withEvidence, nowUs.getAsLong()).toByteArray();
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, WarningTicks.MEDIA_TYPE)
                .end(Buffer.buffer(body));
    }

    private void feed(RoutingContext context, ZoneBoard board) {
        LiveFeed feed = feeds.get(board.zone().name());
        var request = context.request();
        if (!SecurityHeaders.sameOrigin(request)) {
            Problem.send(context, 403, "Forbidden", "origin differs from host; refused");
        } else if (feed == null || feed.size() >= settings.feedSocketsMax()) {
            Problem.send(
                    context,
                    503,
                    "Service unavailable",
                    "too many feed sockets: limit=" + settings.feedSocketsMax() + "; refused");
        } else if (!offered(request.getHeader("sec-websocket-protocol"))) {
            Problem.send(
                    context, 400, "Bad request", "subprotocol missing: known=" + LiveFeed.SUBPROTOCOL + "; refused");
        } else if (!isHandshake(request)) {
            Problem.send(context, 400, "Bad request", "not a WebSocket handshake; refused");
        } else {
            request.toWebSocket()
                    .onSuccess(feed::add)
                    .onFailure(_ -> Problem.send(context, 400, "Bad request", "not a WebSocket handshake; refused"));
        }
    }

    /** RFC 6455, 4.2.1; looked at here because Vert.x would answer without a problem. */
    private static boolean isHandshake(HttpServerRequest request) {
        String key = request.getHeader("sec-websocket-key");
        return request.method().equals(HttpMethod.GET)
                && "websocket".equalsIgnoreCase(request.getHeader("upgrade"))
                && "13".equals(request.getHeader("sec-websocket-version"))
                && key != null
                && key.length() == WEBSOCKET_KEY_LENGTH;
    }

    private static boolean offered(@Nullable String subprotocols) {
        if (subprotocols != null) {
            for (String offered : subprotocols.split(",", 16)) {
                if (offered.strip().equals(LiveFeed.SUBPROTOCOL)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void health(RoutingContext context) {
        JsonObject zones = new JsonObject();
        ServiceLevel worst = ServiceLevel.SERVICE_LEVEL_OK;
        for (ZoneBoard board : boards.values()) {
            ZoneHealth health = board.health();
            zones.put(board.zone().name(), health(health));
            worst = health.getLevel().getNumber() > worst.getNumber() ? health.getLevel() : worst;
        }
        if (worst == ServiceLevel.SERVICE_LEVEL_UNAVAILABLE) {
            context.response().setStatusCode(503);
        }
        json(
                context,
                new JsonObject()
                        .put("level", level(worst))
                        .put("node_id", settings.nodeId())
                        .put("zones", zones));
    }

    private JsonObject describe(ZoneBoard board) {
        Zone zone = board.zone();
        return new JsonObject()
                .put("id", zone.name())
                .put("title_zh", zone.titleZh())
                .put("title_en", zone.titleEn())
                .put("version", zone.version())
                .put("datum", "WGS-84")
                .put("origin_latitude_deg", zone.plane().originLatitudeDeg())
                .put("origin_longitude_deg", zone.plane().originLongitudeDeg())
                .put("tiles", zone.tiles().tiles().size())
                .put("time_us", nowUs.getAsLong())
                .put("health", health(board.health()));
    }

    private static JsonObject health(ZoneHealth health) {
        return new JsonObject()
                .put("level", level(health.getLevel()))
                .put("reason", health.getReason())
                .put("zone_version", health.getZoneVersion())
                .put("tracks", health.getTracks())
                .put("stations_connected", health.getStationsConnected())
                .put("edges_connected", health.getEdgesConnected())
                .put("cloud_nodes", health.getCloudNodes())
                .put("observations_per_s", health.getObservationsPerS())
                .put("decision_p50_us", health.getDecisionP50Us())
                .put("decision_p99_us", health.getDecisionP99Us());
    }

    private static String level(ServiceLevel level) {
        return level.name().substring("SERVICE_LEVEL_".length()).toUpperCase(Locale.ROOT);
    }

    private Handler<RoutingContext> zone(BiConsumer<RoutingContext, ZoneBoard> handler) {
        return context -> {
            ZoneBoard board = boards.get(context.pathParam("zone"));
            if (board == null) {
                Problem.send(context, 404, "Not found", "zone unknown: zones=" + boards.keySet());
            } else {
                handler.accept(context, board);
            }
        };
    }

    private static void json(RoutingContext context, JsonObject body) {
        context.response().putHeader("content-type", "application/json").end(body.toBuffer());
    }

    private static void problem(RoutingContext context, int status) {
        Problem.send(
                context,
                status,
                ERRORS.getOrDefault(status, "Error"),
                context.request().method() + " " + context.request().path());
    }
}
