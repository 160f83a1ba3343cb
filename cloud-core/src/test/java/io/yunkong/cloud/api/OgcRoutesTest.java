package io.yunkong.cloud.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneFiles;
import io.yunkong.map.road.ZoneFolder;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A shipped zone as geographic information systems read it. */
class OgcRoutesTest {
    private static final String ZONE = "/ogc/zones/longzi-lake";

    private static final Map<String, Zone> SERVED = new ConcurrentHashMap<>();

    private static Zone zone;
    private static Vertx vertx;
    private static HttpClient client;
    private static String server;

    @BeforeAll
    static void start() throws Exception {
        zone = ZoneFolder.read(Path.of("..", "zones", "longzi-lake"));
        vertx = Vertx.vertx();
        client = HttpClient.newHttpClient();
        Router router = Router.router(vertx);
        router.route().handler(SecurityHeaders::add);
        SERVED.put(zone.name(), zone);
        new OgcRoutes(
                        () -> SERVED,
                        new ServedHosts(InetAddress.ofLiteral("127.0.0.1"), Set.of()),
                        new SlowAnswers(vertx, new LongAdder()))
                .mount(router);
        HttpServer listening = vertx.createHttpServer(new HttpServerOptions().setCompressionSupported(true))
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        server = "http://127.0.0.1:" + listening.actualPort();
    }

    @AfterAll
    static void stop() throws Exception {
        client.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** The requests of the OAPIF provider of QGIS 3.44 when it opens a layer, each found by the links of the one before. */
    @Test
    void opensAsQgisDoes() throws Exception {
        JsonObject landing = json(server + ZONE, "application/json");
        assertThat(landing.getString("title")).isEqualTo(zone.titleEn() + " " + zone.titleZh());
        assertThat(link(json(server + ZONE + "/", "application/json"), "data", "application/json"))
                .isEqualTo(server + ZONE + "/collections");

        JsonObject definition = json(
                link(landing, "service-desc", "application/vnd.oai.openapi+json;version=3.0"),
                "application/vnd.oai.openapi+json;version=3.0");
        assertThat(definition.getString("openapi")).isEqualTo("3.0.3");
        assertThat(definition.getJsonArray("servers").getJsonObject(0).getString("url"))
                .isEqualTo(server + ZONE);
        JsonObject limit = definition
                .getJsonObject("components")
                .getJsonObject("parameters")
                .getJsonObject("limit")
                .getJsonObject("schema");
        assertThat(limit.getInteger("maximum")).isEqualTo(10_000);
        assertThat(limit.getInteger("default")).isEqualTo(100);

        String collections = link(landing, "data", "application/json");
        JsonObject lanes = json(collections + "/lanes", "application/json");
        JsonArray box = lanes.getJsonObject("extent")
                .getJsonObject("spatial")
                .getJsonArray("bbox")
                .getJsonArray(0);
        assertThat(box.getDouble(0))
                .isLessThan(box.getDouble(2))
                .isBetween(zone.plane().originLongitudeDeg() - 0.1, zone.plane().originLongitudeDeg() + 0.1);
        assertThat(box.getDouble(1)).isLessThan(box.getDouble(3)).isBetween(34.0, 35.0);

        assertThat(json(link(landing, "conformance", "application/json"), "application/json")
                        .getJsonArray("conformsTo"))
                .contains("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core")
                .contains("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson");

        String items = link(lanes, "items", "application/geo+json");
        assertThat(items).isEqualTo(collections + "/lanes/items");
        JsonObject sample = json(items + "?limit=10", "application/geo+json");
        assertThat(sample.getJsonArray("features")).hasSize(10);
        int matched = sample.getInteger("numberMatched");
        assertThat(matched).isEqualTo((int) zone.lanes().lanes().stream()
                .filter(lane -> !lane.insideJunction())
                .count());
        assertThat(json(items + "?limit=1", "application/geo+json").getInteger("numberMatched"))
                .isEqualTo(matched);
        assertThat(ids(items + "?limit=1000&bbox=" + box.getDouble(0) + ',' + box.getDouble(1) + ',' + box.getDouble(2)
                        + ',' + box.getDouble(3)))
                .hasSize(matched);
    }

    @Test
    void pagesHoldEveryFeatureOnce() throws Exception {
        Map<String, Long> expected = Map.of(
                "crosswalks",
                zone.lanes().lanes().stream()
                        .filter(lane -> lane.kind() == LaneKind.CROSSWALK)
                        .count(),
                "paths",
                zone.lanes().lanes().stream()
                        .filter(lane -> lane.insideJunction() && lane.kind() != LaneKind.CROSSWALK)
                        .count(),
                "junctions",
                (long) zone.junctions().size(),
                "roadside_units",
                (long) zone.roadsideUnits().size(),
                "signals",
                (long) zone.signals().size());
        for (Map.Entry<String, Long> each : expected.entrySet()) {
            List<String> ids = ids(server + ZONE + "/collections/" + each.getKey() + "/items?limit=77&offset=0");
            assertThat(new HashSet<>(ids)).as(each.getKey()).hasSize(ids.size());
            assertThat(ids).as(each.getKey()).hasSize(each.getValue().intValue());
        }
    }

    @Test
    void everyCollectionHasFeaturesThatCanBeAskedForByTheirNames() throws Exception {
        JsonArray collections =
                json(server + ZONE + "/collections", "application/json").getJsonArray("collections");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < collections.size(); i++) {
            JsonObject collection = collections.getJsonObject(i);
            names.add(collection.getString("id"));
            String items = link(collection, "items", "application/geo+json");
            JsonObject listed = json(items + "?limit=1", "application/geo+json")
                    .getJsonArray("features")
                    .getJsonObject(0);
            JsonObject feature =
                    json(items + "/" + OgcDocuments.segment(listed.getString("id")), "application/geo+json");
            String self = link(feature, "self", "application/geo+json");
            assertThat(json(self, "application/geo+json")).isEqualTo(feature);
            assertThat(link(feature, "collection", "application/json")).endsWith("/" + collection.getString("id"));
            feature.remove("links");
            assertThat(feature).isEqualTo(listed);
        }
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "lanes", "paths", "crosswalks", "junctions", "stop_lines", "signals", "roadside_units");
    }

    @Test
    void aBoxHoldsWhatTouchesItAndLinksKeepIt() throws Exception {
        String items = server + ZONE + "/collections/junctions/items";
        JsonObject junction = json(items + "?limit=1", "application/geo+json")
                .getJsonArray("features")
                .getJsonObject(0);
        JsonArray corner = junction.getJsonObject("geometry")
                .getJsonArray("coordinates")
                .getJsonArray(0)
                .getJsonArray(0);
        double east = corner.getDouble(0);
        double north = corner.getDouble(1);
        String box = (east - 1e-6) + "," + (north - 1e-6) + "," + (east + 1e-6) + "," + (north + 1e-6);
        assertThat(ids(items + "?bbox=" + box)).containsExactly(junction.getString("id"));
        assertThat(ids(items + "?bbox=" + box.replaceFirst("^([^,]*,[^,]*,)(.*)$", "$1-100,$2,9000")))
                .containsExactly(junction.getString("id"));
        assertThat(ids(items + "?bbox=170,-10,-170,10")).isEmpty();
        assertThat(ids(items + "?bbox=100,0,-170,60&limit=1&datetime=2026-01-01T00:00:00Z/.."))
                .hasSize(zone.junctions().size());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=0 | limit out of range: limit=1..10000; refused",
                "limit=-1 | limit is no whole number: limit=1..9 digits; refused",
                "offset=x | offset is no whole number: limit=1..9 digits; refused",
                "limit=1&limit=2 | query parameter told twice: name=limit; refused",
                "f=json | 'query parameter unknown: parameters=[bbox, datetime, limit, offset]; refused'",
                "Limit=1 | 'query parameter unknown: parameters=[bbox, datetime, limit, offset]; refused'",
                "bbox=1,2,3 | 'bbox not understood: limit=west,south,east,north or with heights, six numbers; refused'",
                "bbox=1,2,3,NaN | 'bbox not understood: limit=west,south,east,north or with heights, six numbers; refused'",
                "bbox=1,9,3,4 | 'bbox out of range: limit=longitudes within 180, latitudes within 90, south before north; refused'",
                "bbox=1,2,181,4 | 'bbox out of range: limit=longitudes within 180, latitudes within 90, south before north; refused'",
                "datetime=yesterday | 'datetime not understood: limit=RFC 3339 date-time or interval of two, .. = open; refused'",
                "datetime=../.. | 'datetime not understood: limit=RFC 3339 date-time or interval of two, .. = open; refused'",
            })
    void refusesWhatItDoesNotUnderstand(String query, String detail) throws Exception {
        HttpResponse<byte[]> response = get(server + ZONE + "/collections/lanes/items?" + query, null);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(new JsonObject(text(response)).getString("detail")).isEqualTo(detail);
        assertThat(response.headers().firstValue("etag")).isEmpty();
    }

    @Test
    void aLimitBeyondTheMaximumIsTheMaximumAndAnOffsetBeyondTheEndIsAnEmptyPage() throws Exception {
        String items = server + ZONE + "/collections/lanes/items";
        assertThat(link(json(items + "?limit=99999", "application/geo+json"), "self", "application/geo+json"))
                .endsWith("?limit=10000&offset=0");
        JsonObject beyond = json(items + "?offset=999999999", "application/geo+json");
        assertThat(beyond.getJsonArray("features")).isEmpty();
        assertThat(beyond.getInteger("numberReturned")).isZero();
    }

    @Test
    void nothingIsSentAgainWhileTheZoneIsTheSame() throws Exception {
        for (String path : List.of("", "/collections", "/collections/lanes/items?limit=5", "/tiles/" + middle(14))) {
            HttpResponse<byte[]> first = get(server + ZONE + path, null);
            assertThat(first.headers().firstValue("cache-control")).contains("no-cache");
            String tag = first.headers().firstValue("etag").orElseThrow();
            assertThat(tag).isEqualTo('"' + zone.version() + '"');
            HttpResponse<byte[]> again = get(server + ZONE + path, tag);
            assertThat(again.statusCode()).as(path).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
    }

    @Test
    void tilesCoverTheZoneAndOnlyTheZone() throws Exception {
        HttpResponse<byte[]> tile = get(server + ZONE + "/tiles/" + middle(14), null);
        assertThat(tile.statusCode()).isEqualTo(200);
        assertThat(tile.headers().firstValue("content-type")).contains("application/vnd.mapbox-vector-tile");
        assertThat(text(tile)).contains("lanes", "junctions", "crosswalks", "speed_limit_mps");
        assertThat(get(server + ZONE + "/tiles/14/0/0.mvt", null).statusCode()).isEqualTo(204);
        for (String none :
                List.of("9/0/0.mvt", "19/0/0.mvt", "14/16384/0.mvt", "14/0/16384.mvt", "14/0/0.png", "14/0/-1.mvt")) {
            HttpResponse<byte[]> response = get(server + ZONE + "/tiles/" + none, null);
            assertThat(response.statusCode()).as(none).isEqualTo(404);
            assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        }
    }

    @Test
    void tilesAndPagesComePackedToWhoTakesThemAndAreTheSame() throws Exception {
        for (String path : List.of("/tiles/" + middle(13), "/collections/paths/items?limit=1000")) {
            HttpResponse<byte[]> plain = get(server + ZONE + path, null);
            assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
            HttpResponse<byte[]> packed = client.send(
                    HttpRequest.newBuilder(URI.create(server + ZONE + path))
                            .header("Accept-Encoding", "br, gzip;q=0.5")
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(packed.headers().allValues("content-encoding")).containsExactly("gzip");
            assertThat(packed.body().length).isLessThan(plain.body().length / 2);
            assertThat(Gzip.unpack(Buffer.buffer(packed.body())).getBytes()).isEqualTo(plain.body());
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "gzip, true",
        "'deflate, GZIP', true",
        "'br;q=1,gzip;q=0.1', true",
        "'gzip; q=0', false",
        "'gzip;q=0.00, br', false",
        "x-gzip, false",
        "identity, false",
        "'', false",
        ", false"
    })
    void gzipIsForWhoAcceptsIt(@Nullable String encodings, boolean accepted) {
        assertThat(Gzip.isAccepted(encodings)).isEqualTo(accepted);
    }

    @Test
    void aVersionActivatedMeanwhileIsServedFromTheNextRequestOn() throws Exception {
        SortedMap<String, byte[]> files = ZoneFolder.files(Path.of("..", "zones", "deqing"));
        byte[] settings = files.get("zone.yaml");
        Zone first = ZoneFiles.read("first", files);
        files.put(
                "zone.yaml",
                new String(settings, StandardCharsets.UTF_8)
                        .replaceFirst("title_en: .*", "title_en: Later")
                        .getBytes(StandardCharsets.UTF_8));
        Zone second = ZoneFiles.read("second", files);
        String landing = server + "/ogc/zones/deqing";
        String before = "none";

        for (Zone version : List.of(first, second, first)) {
            SERVED.put("deqing", version);
            HttpResponse<byte[]> response = get(landing, '"' + before + '"');
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("etag")).contains('"' + version.version() + '"');
            assertThat(new JsonObject(text(response)).getString("title")).startsWith(version.titleEn());
            assertThat(get(landing + "/collections/lanes/items?limit=1", '"' + version.version() + '"')
                            .statusCode())
                    .isEqualTo(304);
            before = version.version();
        }
        SERVED.remove("deqing");
        assertThat(get(landing, null).statusCode()).isEqualTo(404);
    }

    private static String middle(int zoom) {
        double latitude = Math.toRadians(zone.plane().originLatitudeDeg());
        double worldY = (1 - Math.log(Math.tan(latitude) + 1 / Math.cos(latitude)) / Math.PI) / 2;
        int x = (int) ((zone.plane().originLongitudeDeg() + 180) / 360 * (1 << zoom));
        return zoom + "/" + x + "/" + (int) (worldY * (1 << zoom)) + ".mvt";
    }

    /** Names of all features of a page and those its links lead to. */
    private static List<String> ids(String page) throws Exception {
        List<String> ids = new ArrayList<>();
        String next = page;
        while (next != null) {
            JsonObject body = json(next, "application/geo+json");
            JsonArray features = body.getJsonArray("features");
            assertThat(body.getInteger("numberReturned")).isEqualTo(features.size());
            for (int i = 0; i < features.size(); i++) {
                ids.add(features.getJsonObject(i).getString("id"));
            }
            next = find(body, "next", "application/geo+json");
        }
        return ids;
    }

    private static String link(JsonObject document, String relation, String type) {
        return Objects.requireNonNull(find(document, relation, type), relation);
    }

    private static @Nullable String find(JsonObject document, String relation, String type) {
        JsonArray links = document.getJsonArray("links");
        for (int i = 0; i < links.size(); i++) {
            JsonObject link = links.getJsonObject(i);
            if (link.getString("rel").equals(relation) && link.getString("type").equals(type)) {
                return link.getString("href");
            }
        }
        return null;
    }

    private static JsonObject json(String address, String type) throws Exception {
        HttpResponse<byte[]> response = get(address, null);
        assertThat(response.statusCode()).as(address + " " + text(response)).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).as(address).contains(type);
        return new JsonObject(text(response));
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static HttpResponse<byte[]> get(String address, @Nullable String tag) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        if (tag != null) {
            request.header("If-None-Match", tag);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
