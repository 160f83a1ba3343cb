package io.yunkong.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a stranger posts to the enrolment service that is no request at all: an answer each, and a good request is answered after it. */
final class EnrolmentBadInputTest {
    @TempDir
    Path folder = Path.of("");

    private Site site;
    private EnrolmentService service;
    private HttpClient client;

    @BeforeEach
    void start() throws IOException {
        site = Site.in(folder.resolve("pki"));
        site.authority.issueServer("enrolment", List.of("127.0.0.1"), false);
        service = EnrolmentService.start(
                site.authority,
                site.registration,
                "enrolment",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                site);
        Path trusting = Files.createDirectories(folder.resolve("stranger"));
        Files.copy(site.folder.resolve("root.pem"), trusting.resolve("trust.pem"));
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(new DeviceFolder(trusting, site).sslContext())
                .build();
    }

    @AfterEach
    void goodRequestIsAnswered() throws Exception {
        String code = site.registration
                .add(Site.bus("bus-01"), RegistrationAuthority.CODE_LIFE)
                .code();
        String csr = CertificateRequest.pem("x", Site.newKey()).replace("\n", "\\n");
        assertThat(post(("{\"code\":\"" + code + "\",\"csr\":\"" + csr + "\"}").getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(201);
        client.close();
        service.close();
    }

    private HttpResponse<String> post(byte[] body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("https://127.0.0.1:" + service.address().getPort() + "/enrolments"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aPackedBodyIsNotUnpacked() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] blanks = new byte[1 << 20];
            Arrays.fill(blanks, (byte) ' ');
            for (int i = 0; i < 8; i++) {
                gzip.write(blanks);
            }
        }
        assertThat(packed.size()).isLessThan(Http.REQUEST_BYTES_MAX);
        HttpResponse<String> answer = post(packed.toByteArray(), "Content-Encoding", "gzip");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("no JSON", "\"reason\":\"BAD_REQUEST\"");
        assertThat(service.statistics().refused()).containsEntry(Refusal.BAD_REQUEST, 1L);
    }

    static Stream<String> texts() {
        return Stream.of(
                "{\"code\":".repeat(1500),
                "[".repeat(10_000),
                "{\"code\":\"a\",\"code\":\"b\",\"csr\":\"c\"}",
                "{\"code\":1e400,\"csr\":\"c\"}",
                "{\"code\":NaN,\"csr\":\"c\"}",
                "{\"code\":" + "9".repeat(10_000) + ",\"csr\":\"c\"}",
                "{\"code\":null,\"csr\":\"c\"}",
                "{\"code\":\"a\",\"csr\":\"c\",\"more\":1}",
                "{\"code\":\"a\",\"csr\":\"c\"}{}",
                "{\"code\":\"\u0000<script>\u202e\"}",
                "");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void whatIsNoRequestIsRefusedInOurOwnWords(String text) throws Exception {
        HttpResponse<String> answer = post(text.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).matches("[ -~]{1,400}").doesNotContain("<");
        assertThat(service.statistics().refused()).containsEntry(Refusal.BAD_REQUEST, 1L);
    }

    @Test
    void aRequestNestedAsDeepAsItIsLongIsNotReadable() throws Exception {
        String der = java.util.Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(CertificateRequestFuzzer.nested(5500));
        String code = site.registration
                .add(Site.bus("bus-02"), RegistrationAuthority.CODE_LIFE)
                .code();
        String body = "{\"code\":\"" + code + "\",\"csr\":\"-----BEGIN CERTIFICATE REQUEST-----\\n"
                + der.replace("\n", "\\n") + "\\n-----END CERTIFICATE REQUEST-----\\n\"}";
        assertThat(body).hasSizeLessThan(Http.REQUEST_BYTES_MAX);
        HttpResponse<String> answer = post(body.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("certificate request not readable");
        assertThat(service.statistics().refused()).containsEntry(Refusal.BAD_REQUEST_KEY, 1L);
    }
}
