package io.yunkong.identity;

import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSession;

/** One request to the enrolment service and its answer. */
final class Http {
    /** A request with the largest key that anybody asks for is a fifth of this. */
    static final int REQUEST_BYTES_MAX = 16 * 1024;

    private static final int CODE_LENGTH_MAX = 64;

    private final HttpExchange exchange;

    /** Answers a request. */
    @FunctionalInterface
    interface Answer {
        void to(Http http) throws IOException;
    }

    /** What was asked; the code is empty where none belongs. */
    record Request(String code, String csr) {
        static Request of(byte[] body, boolean withCode) throws BadRequest {
            try {
                Json.Fields fields = Json.object(body);
                String code = withCode ? fields.text("code") : "";
                String csr = fields.text("csr");
                fields.end();
                if (code.length() > CODE_LENGTH_MAX) {
                    throw new BadRequest(
                            Refusal.BAD_REQUEST,
                            "code too long: length=" + code.length() + ", limit=" + CODE_LENGTH_MAX);
                }
                return new Request(code, csr);
            } catch (IdentityException e) {
                throw new BadRequest(Refusal.BAD_REQUEST, String.valueOf(e.getMessage()));
            }
        }
    }

    /** A body that is not the one expected. */
    static final class BadRequest extends Exception {
        private static final long serialVersionUID = 1L;
        private final Refusal refusal;

        private BadRequest(Refusal refusal, String message) {
            super(message);
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }

    Http(HttpExchange exchange) {
        this.exchange = exchange;
    }

    InetAddress peer() {
        return exchange.getRemoteAddress().getAddress();
    }

    SSLSession session() {
        return ((HttpsExchange) exchange).getSSLSession();
    }

    Request request(boolean withCode) throws IOException, BadRequest {
        byte[] body = exchange.getRequestBody().readNBytes(REQUEST_BYTES_MAX + 1);
        if (body.length > REQUEST_BYTES_MAX) {
            throw new BadRequest(Refusal.REQUEST_TOO_LONG, "request too long: limit_bytes=" + REQUEST_BYTES_MAX);
        }
        return Request.of(body, withCode);
    }

    void pem(byte[] text, int status) throws IOException {
        send(status, "application/x-pem-file", text);
    }

    void nothing() throws IOException {
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(204, -1);
    }

    /** RFC 9457, with the reason for programs as an extension. */
    void problem(int status, String title, String reason, String detail) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("type", "about:blank");
            json.writeStringField("title", title);
            json.writeNumberField("status", status);
            json.writeStringField("detail", detail);
            if (!reason.isEmpty()) {
                json.writeStringField("reason", reason);
            }
            json.writeEndObject();
        }
        send(status, "application/problem+json", text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void send(int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
