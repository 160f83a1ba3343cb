package io.yunkong.cloud.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleFilesTest {
    @Test
    void servesFilesGivesPagesTheIndexAndNothingElse(@TempDir Path directory) throws Exception {
        Path console = Files.createDirectory(directory.resolve("console"));
        Files.writeString(console.resolve("index.html"), "<title>index</title>");
        Files.writeString(console.resolve("main.js"), "run()");
        Files.writeString(Files.createDirectory(console.resolve("assets")).resolve("main-1a2b.js"), "run()");
        Files.writeString(directory.resolve("secret.txt"), "secret");
        Vertx vertx = Vertx.vertx();
        try (HttpClient client = HttpClient.newHttpClient()) {
            Router router = Router.router(vertx);
            ConsoleFiles.mount(router, vertx, Optional.of(console));
            HttpServer server = vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            String root = "http://127.0.0.1:" + server.actualPort();
            assertThat(get(client, root + "/").body()).contains("index");
            assertThat(get(client, root + "/warnings/some-id").body()).contains("index");
            assertThat(get(client, root + "/main.js").body()).isEqualTo("run()");
            assertThat(cacheControl(client, root + "/")).isEqualTo("no-cache");
            assertThat(cacheControl(client, root + "/assets/main-1a2b.js")).contains("immutable");
            assertThat(get(client, root + "/other.js").statusCode()).isEqualTo(404);
            assertThat(get(client, root + "/..%2fsecret.txt").body()).doesNotContain("secret");
            assertThat(get(client, root + "/%2e%2e/secret.txt").body()).doesNotContain("secret");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    private static String cacheControl(HttpClient client, String address) throws Exception {
        return get(client, address).headers().firstValue("cache-control").orElse("none");
    }

    private static HttpResponse<String> get(HttpClient client, String address) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
