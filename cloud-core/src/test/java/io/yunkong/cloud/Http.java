package io.yunkong.cloud;

import io.vertx.core.json.JsonObject;
import io.yunkong.wire.FeedTick;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An operator's browser, as far as the API can tell. */
final class Http implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final InetSocketAddress address;

    Http(InetSocketAddress address) {
        this.address = address;
    }

    HttpResponse<String> get(String path, String... headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri("http", path));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without a body. */
    HttpResponse<String> send(String method, String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri("http", path))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends these characters and reads until the node closes the connection. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    JsonObject json(String path) {
        return new JsonObject(get(path).body());
    }

    /** Ticks of a feed as they come. */
    List<FeedTick> feed(String zone) throws Exception {
        List<FeedTick> ticks = new CopyOnWriteArrayList<>();
        WebSocket socket = client.newWebSocketBuilder()
                .subprotocols("v2x.v1.protobuf")
                .buildAsync(uri("ws", "/api/v1/zones/" + zone + "/feed"), new Listener(ticks))
                .get(30, TimeUnit.SECONDS);
        if (!socket.getSubprotocol().equals("v2x.v1.protobuf")) {
            throw new IllegalStateException("subprotocol: " + socket.getSubprotocol());
        }
        return ticks;
    }

    /** The code a feed is closed with after it was told something. */
    int feedClosesAfter(String zone, String text) throws Exception {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        client.newWebSocketBuilder()
                .subprotocols("v2x.v1.protobuf")
                .buildAsync(uri("ws", "/api/v1/zones/" + zone + "/feed"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
                        code.complete(statusCode);
                        return code;
                    }
                })
                .get(30, TimeUnit.SECONDS)
                .sendText(text, true)
                .get(30, TimeUnit.SECONDS);
        return code.get(30, TimeUnit.SECONDS);
    }

    private URI uri(String scheme, String path) {
        return URI.create(scheme + "://" + address.getAddress().getHostAddress() + ":" + address.getPort() + path);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static final class Listener implements WebSocket.Listener {
        private final List<FeedTick> ticks;
        private final ByteArrayOutputStream message = new ByteArrayOutputStream();

        Listener(List<FeedTick> ticks) {
            this.ticks = ticks;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            message.writeBytes(part);
            if (last) {
                try {
                    ticks.add(FeedTick.parseFrom(message.toByteArray()));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
                message.reset();
            }
            socket.request(1);
            return null;
        }
    }
}
