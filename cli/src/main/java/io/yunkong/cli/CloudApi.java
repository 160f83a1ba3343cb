package io.yunkong.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The HTTP API of one cloud node, as its readers use it. One request at a time. */
final class CloudApi implements AutoCloseable {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int MISDIRECTED = 421;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_MAX)
            .build();
    private final URI root;

    CloudApi(URI root) {
        this.root = root;
    }

    URI root() {
        return root;
    }

    /** Zones that the node serves. */
    List<ApiObject> zones() {
        return object(get("/api/v1/zones")).objects("zones");
    }

    /** The newest warnings of a zone, newest first. */
    List<WarningAnswer> warnings(String zone, int limit) {
        return object(get("/api/v1/zones/" + part(zone) + "/warnings?limit=" + limit)).objects("warnings").stream()
                .map(WarningAnswer::new)
                .toList();
    }

    /** One warning as the node words it. */
    Optional<String> warning(String id) {
        return find("/api/v1/warnings/" + part(id));
    }

    /** A feature of the zone's map. */
    Optional<ApiObject> feature(String zone, String collection, String id) {
        return find("/ogc/zones/" + part(zone) + "/collections/" + collection + "/items/" + part(id))
                .map(this::object);
    }

    /** Features of the zone's map, a thousand at most. */
    List<ApiObject> features(String zone, String collection) {
        return find("/ogc/zones/" + part(zone) + "/collections/" + collection + "/items?limit=1000")
                .map(this::object)
                .map(page -> page.objects("features"))
                .orElse(List.of());
    }

    /** @throws CommandFailure if the text is no object: something else than a cloud node has answered */
    ApiObject object(String text) {
        try {
            return ApiObject.parse(text);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILURE, "no answer of a cloud node: address=" + root + "; is that its console and API?");
        }
    }

    private String get(String path) {
        return find(path)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FAILURE, "not found: path=" + path + ", address=" + root + "; is that a cloud node?"));
    }

    /** Empty when there is no such thing. */
    private Optional<String> find(String path) {
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path))
                .timeout(ANSWER_MAX)
                .header("accept", "application/json")
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case OK -> Optional.of(answer.body());
                case NOT_FOUND -> Optional.empty();
                case MISDIRECTED -> throw new CommandFailure(ExitCode.REFUSED, refusal(answer));
                default -> throw new CommandFailure(ExitCode.FAILURE, refusal(answer));
            };
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.CANNOT_CONNECT,
                    "no cloud node answers: address=" + root + ", reason=" + reason(e)
                            + "; start one (./v2x demo, ./v2x cloud) or name it with --http");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILURE, "interrupted: address=" + root);
        }
    }

    private String refusal(HttpResponse<String> answer) {
        String detail = "";
        try {
            detail = ApiObject.parse(answer.body()).text("detail");
        } catch (IOException e) {
            // the status must do
        }
        return "cloud node refuses: address=" + root + ", status=" + answer.statusCode()
                + (detail.isEmpty() ? "" : ", reason=" + detail);
    }

    private static String reason(IOException cause) {
        return switch (cause) {
            case HttpTimeoutException _ -> "no answer in time";
            case ConnectException _ -> "connection refused";
            default -> "no HTTP answer";
        };
    }

    /** A name as a part of a path. */
    private static String part(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
