package io.yunkong.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** What an operator's script sees of a cloud node. */
final class Http implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final String root;

    Http(InetSocketAddress address) {
        this.root = "http://" + Text.address(address);
    }

    List<JsonObject> warnings(String zone) {
        return objects(json("/api/v1/zones/" + zone + "/warnings?limit=1000").getJsonArray("warnings"));
    }

    JsonObject json(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + path)).build();
        try {
            return new JsonObject(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
