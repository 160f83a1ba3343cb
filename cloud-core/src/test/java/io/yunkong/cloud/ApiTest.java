package io.yunkong.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The HTTP API against what it says of itself. */
class ApiTest {
    private static CloudNode node;
    private static Http http;

    @BeforeAll
    static void start() {
        node = CloudNode.start(FakeEdge.patient("cloud-api"), List.of(TestZone.make()), AwakeClock.shared());
        http = new Http(node.httpAddress());
    }

    @AfterAll
    static void stop() {
        http.close();
        node.close();
    }

    @Test
    void everyPathOfTheDocumentAnswersWithADocumentedStatusAndType() {
        Map<?, ?> document = new Yaml().load(http.get("/api/v1/openapi.yaml").body());
        assertThat(document.get("openapi")).isEqualTo("3.1.0");
        Map<?, ?> paths = map(document, "paths");
        assertThat(paths).isNotEmpty();
        for (Object path : paths.keySet()) {
            HttpResponse<String> response = http.get(path.toString()
                    .replace("{zone}", "strip")
                    .replace("{warning}", "unknown")
                    .replace("{collection}", "lanes")
                    .replace("{feature}", "lane-0")
                    .replace("{z}/{x}/{y}", "14/13371/6500"));
            String status = Integer.toString(response.statusCode());
            String type =
                    response.headers().firstValue("content-type").orElse("").split(";", 2)[0];
            Map<?, ?> described = map(map(map(map(paths, path), "get"), "responses"), status);
            if (described.containsKey("content")) {
                assertThat(map(described, "content").containsKey(type))
                        .as(path + " " + type)
                        .isTrue();
            } else {
                assertThat(described.get("$ref")).as("%s", path).isEqualTo("#/components/responses/Problem");
                assertThat(type).as("%s", path).isEqualTo("application/problem+json");
            }
        }
    }

    private static Map<?, ?> map(Map<?, ?> parent, Object key) {
        assertThat(parent.get(key)).as("%s", key).isInstanceOf(Map.class);
        return (Map<?, ?>) Objects.requireNonNull(parent.get(key));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "/api/v1/zones/nowhere, 404",
        "/api/v1/zones/nowhere/objects, 404",
        "/api/v1/zones/nowhere/parameters, 404",
        "/api/v1/warnings/none, 404",
        "/api/v1/nothing, 404",
        "/nothing.js, 404",
        "/api/v1/zones/strip/warnings?limit=0, 400",
        "/api/v1/zones/strip/warnings?limit=1001, 400",
        "/api/v1/zones/strip/warnings?limit=many, 400",
        "/api/v1/zones/strip/feed, 400",
        "/api/v1/zones/%00, 404",
        "/ogc, 404",
        "/ogc/zones/nowhere, 404",
        "/ogc/zones/strip/collections/trams, 404",
        "/ogc/zones/strip/collections/lanes/items/lane-1, 404",
        "/ogc/zones/strip/tiles/9/0/0.mvt, 404",
        "/ogc/zones/strip?f=json, 400",
    })
    void errorsAreProblems(String path, int status) {
        HttpResponse<String> response = http.get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(new JsonObject(response.body()).getInteger("status")).isEqualTo(status);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"})
    void otherMethodsAreNotAllowed(String method) {
        for (String path : List.of("/api/v1/zones", "/api/v1/zones/strip/objects", "/healthz", "/metrics", "/")) {
            HttpResponse<String> response = http.send(method, path);
            assertThat(response.statusCode()).as(path).isEqualTo(405);
            assertThat(response.headers().firstValue("allow")).as(path).contains("GET, HEAD");
            assertThat(problem(response)).as(path).isEqualTo(405);
        }
    }

    @Test
    void theHeadersAloneCanBeAskedFor() {
        for (String path : List.of("/api/v1/zones", "/api/v1/openapi.yaml", "/healthz", "/metrics", "/")) {
            HttpResponse<String> response = http.send("HEAD", path);
            assertThat(response.statusCode()).as(path).isEqualTo(http.get(path).statusCode());
            assertThat(response.headers().firstValue("content-type"))
                    .as(path)
                    .isEqualTo(http.get(path).headers().firstValue("content-type"));
            assertThat(response.body()).as(path).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "414, GET /LONG HTTP/1.1|Host: a||",
        "431, GET / HTTP/1.1|Host: a|X: LONG||",
        "400, what is this||",
        "400, GET /api/v1/zones HTTP/1.1|Host: a|no header||",
        "400, GET /api/v1/zones HTTP/1.1|Connection: close||",
        "400, POST /api/v1/zones HTTP/1.1|Host: a|Content-Length: many||",
    })
    void whatIsNoRequestIsAProblemAndTheConnectionIsClosed(int status, String request) throws IOException {
        String answer = http.raw(request.replace("|", "\r\n").replace("LONG", "x".repeat(10_000)));
        String head = answer.substring(0, answer.indexOf("\r\n\r\n")).toLowerCase(Locale.ROOT);
        assertThat(head).matches("(?s)http/1[.][01] " + status + " .*");
        assertThat(head).contains("content-type: application/problem+json", "x-content-type-options: nosniff");
        assertThat(new JsonObject(answer.substring(head.length() + 4)).getInteger("status"))
                .isEqualTo(status);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"POST, 405", "GET, 200"})
    void aPackedBodyIsNotUnpacked(String method, int status) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[4 << 20]);
        }
        String answer = http.raw(method + " /api/v1/zones HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Encoding: gzip\r\nContent-Length: " + packed.size() + "\r\n\r\n"
                + packed.toString(StandardCharsets.ISO_8859_1));
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void aFeedWithoutAHandshakeIsAProblem() throws IOException {
        String answer = http.raw(String.join(
                "\r\n",
                "GET /api/v1/zones/strip/feed HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Protocol: v2x.v1.protobuf",
                "",
                ""));
        assertThat(answer).startsWith("HTTP/1.1 400").contains("not a WebSocket handshake; refused");
    }

    @Test
    void onlyWhatDoesNotChangeMayBeKeptByACache() {
        for (String path :
                List.of("/api/v1/zones", "/healthz", "/metrics", "/nothing.js", "/assets/nothing.js", "/api/nothing")) {
            assertThat(http.get(path).headers().allValues("cache-control"))
                    .as(path)
                    .containsExactly("no-store");
        }
        assertThat(http.get("/api/v1/zones/strip/map").headers().allValues("cache-control"))
                .containsExactly("no-cache");
    }

    @Test
    void parametersAreToldWithUnitRangeAndStandardValue() {
        JsonObject answer = http.json("/api/v1/zones/strip/parameters");
        assertThat(answer.getString("zone")).isEqualTo("strip");
        assertThat(answer.getString("zone_version")).isEqualTo("0123456789abcdef");
        assertThat(answer.getJsonArray("changes")).isEmpty();
        assertThat(answer.getLong("changes_total")).isZero();
        assertThat(answer.getJsonArray("parameters"))
                .contains(new JsonObject()
                        .put("group", "fcw")
                        .put("name", "time_to_collision_max_s")
                        .put("value", 2.7)
                        .put("set", false)
                        .put("standard", 2.7)
                        .put("unit", "s")
                        .put("whole", false)
                        .put("low", 0.0)
                        .put("low_included", false)
                        .put("high", 4.0)
                        .putNull("at_most")
                        .put("about", "warned below this time to collision"));
    }

    private static int problem(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        return new JsonObject(response.body()).getInteger("status");
    }

    @Test
    void feedOfAnotherOriginIsRefused() {
        HttpResponse<String> response = http.get(
                "/api/v1/zones/strip/feed",
                "Origin",
                "http://evil.example",
                "Sec-WebSocket-Protocol",
                "v2x.v1.protobuf");
        assertThat(response.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/", "/api/v1/zones", "/api/v1/zones/strip/feed", "/metrics", "/healthz"})
    void aNameThatIsNotServedIsMisdirected(String path) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: evil.example\r\nOrigin: http://evil.example\r\n"
                + "Connection: close\r\n\r\n";
        assertThat(http.raw(request))
                .startsWith("HTTP/1.1 421 ")
                .contains("application/problem+json", "host not served: limit=bound address, localhost; refused");
        assertThat(http.raw(request.replace("evil.example", "localhost"))).doesNotStartWith("HTTP/1.1 421 ");
    }

    @Test
    void linksNameTheHostAskedForAndNoSchemeThatAStrangerTells() throws IOException {
        String answer = http.raw("""
                GET /ogc/zones/strip HTTP/1.1
                Host: localhost:4711
                X-Forwarded-Proto: https
                Connection: close

                """.replace("\n", "\r\n"));
        assertThat(answer).contains("\"http://localhost:4711/ogc/zones/strip/collections\"");
        assertThat(answer).doesNotContain("https://");
    }

    @Test
    void theZoneMapComesCompressedToWhoTakesIt() {
        assertThat(http.get("/api/v1/zones/strip/map", "Accept-Encoding", "gzip")
                        .headers()
                        .allValues("content-encoding"))
                .containsExactly("gzip");
        assertThat(http.get("/api/v1/zones/strip/map").headers().allValues("content-encoding"))
                .isEmpty();
    }

    @Test
    void aFeedThatIsTalkedToIsClosed() throws Exception {
        assertThat(http.feedClosesAfter("strip", "hello")).isEqualTo(1003);
    }

    @Test
    void everyAnswerCarriesSecurityHeaders() {
        for (String path : List.of("/", "/api/v1/zones", "/nothing")) {
            assertThat(http.get(path).headers().firstValue("content-security-policy"))
                    .as(path)
                    .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'self'; worker-src"));
            assertThat(http.get(path).headers().firstValue("x-content-type-options"))
                    .contains("nosniff");
        }
    }

    @Test
    void pageSaysSoWhenTheConsoleIsNotBuilt() {
        assertThat(http.get("/").body()).contains("The console is not built into this node");
    }

    @Test
    void zoneWithoutEdgeIsUnavailable() {
        HttpResponse<String> response = http.get("/healthz");
        assertThat(response.statusCode()).isEqualTo(503);
        JsonObject zone = new JsonObject(response.body()).getJsonObject("zones").getJsonObject("strip");
        assertThat(zone.getString("level")).isEqualTo("UNAVAILABLE");
        assertThat(zone.getString("reason")).isNotEmpty();
    }

    @Test
    void mapIsNotSentAgainWhileTheZoneIsTheSame() {
        HttpResponse<String> map = http.get("/api/v1/zones/strip/map");
        assertThat(new JsonObject(map.body()).getString("type")).isEqualTo("FeatureCollection");
        String tag = map.headers().firstValue("etag").orElseThrow();
        assertThat(http.get("/api/v1/zones/strip/map", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
    }

    /** What promtool checks: one HELP and one TYPE before a family's series, families in one piece, no series twice. */
    @Test
    void metricsAreWellFormed() {
        String text = http.get("/metrics").body();
        assertThat(text).endsWith("\n");
        Set<String> series = new HashSet<>();
        Set<String> families = new HashSet<>();
        String family = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith("# HELP ")) {
                family = line.split(" ", 4)[2];
                assertThat(families.add(family)).as(line).isTrue();
            } else if (line.startsWith("# TYPE ")) {
                assertThat(line).matches("# TYPE " + family + " (counter|gauge|histogram)");
                assertThat(line.endsWith(" counter")).as(line).isEqualTo(family.endsWith("_total"));
            } else {
                assertThat(line).matches(family + "(_bucket|_sum|_count)?(\\{([a-z]+=\"[^\"]*\",?)+})? [0-9.E+-]+");
                assertThat(series.add(line.substring(0, line.lastIndexOf(' '))))
                        .as(line)
                        .isTrue();
            }
        }
        assertThat(text).contains("v2x_decision_seconds_bucket{zone=\"strip\",le=\"+Inf\"} 0");
        assertThat(text).contains("v2x_observations_received_total{zone=\"strip\"} 0");
        assertThat(text).contains("v2x_directory_writes_failed_total 0");
    }
}
