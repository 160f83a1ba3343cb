package io.yunkong.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** The HTTP API against what it says of itself. */
class ApiTest {
    private static CloudNode node;
    private static Http http;

    @BeforeAll
    static void start() {
        node = CloudNode.start(CloudConfig.alone("cloud-api"), List.of(TestZone.make()), InstantSource.system());
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
            HttpResponse<String> response =
                    http.get(path.toString().replace("{zone}", "strip").replace("{warning}", "unknown"));
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
        "/api/v1/warnings/none, 404",
        "/api/v1/nothing, 404",
        "/nothing.js, 404",
        "/api/v1/zones/strip/warnings?limit=0, 400",
        "/api/v1/zones/strip/warnings?limit=1001, 400",
        "/api/v1/zones/strip/warnings?limit=many, 400",
        "/api/v1/zones/strip/feed, 400",
        "/api/v1/zones/%00, 404",
    })
    void errorsAreProblems(String path, int status) {
        HttpResponse<String> response = http.get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(new JsonObject(response.body()).getInteger("status")).isEqualTo(status);
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

    @Test
    void metricsAreWellFormed() {
        String text = http.get("/metrics").body();
        assertThat(text.lines())
                .allMatch(line ->
                        line.startsWith("# ") || line.matches("v2x_[a-z_]+(\\{([a-z]+=\"[^\"]*\",?)+})? [0-9.E+-]+"));
        assertThat(text).contains("v2x_decision_seconds_bucket{zone=\"strip\",le=\"+Inf\"} 0");
        assertThat(text).contains("v2x_observations_received_total{zone=\"strip\"} 0");
    }
}
