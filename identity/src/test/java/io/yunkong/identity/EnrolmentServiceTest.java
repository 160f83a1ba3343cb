package io.yunkong.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yunkong.identity.DeviceFolder.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Enrolment and renewal over sockets, and what comes of misuse. */
final class EnrolmentServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder = Path.of("");

    private Site site;
    private EnrolmentService service;
    private URI address;
    private Path root;

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
        address = URI.create("https://127.0.0.1:" + service.address().getPort());
        root = site.folder.resolve("root.pem");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void enrolThenConnectThenRevokeThenRefused() throws Exception {
        DeviceFolder bus = device("bus-01");
        assertThat(bus.enrol(code("bus-01"), address, root))
                .isEqualTo(new Answer.Enrolled(
                        Site.bus("bus-01"), site.instant().plus(RegistrationAuthority.DEVICE_LIFE)));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bus.credentialsFile())))
                .isEqualTo("rw-------");
        site.authority.issueServer("edge-1", List.of("127.0.0.1"), false);
        DeviceTrust trust = site.trust();

        assertThat(verdictOfAnEdge(bus, trust))
                .isInstanceOfSatisfying(
                        Verdict.Good.class, good -> assertThat(good.identity()).isEqualTo(Site.bus("bus-01")));

        site.registration.revoke("bus-01", "stolen");
        assertThat(trust.refresh()).isTrue();
        assertThat(verdictOfAnEdge(bus, trust))
                .isInstanceOfSatisfying(
                        Verdict.Bad.class, bad -> assertThat(bad.reason()).isEqualTo(Verdict.Reason.REVOKED));
        assertThat(bus.renew())
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.text()).contains("revoked"));
        assertThat(service.statistics().refused()).containsEntry(Refusal.DEVICE_REVOKED, 1L);
    }

    @Test
    void renewalBringsANewKeyForTheSameDevice() throws Exception {
        DeviceFolder bus = device("bus-01");
        bus.enrol(code("bus-01"), address, root);
        X509Certificate before = bus.credentials().chain().getFirst();
        assertThat(bus.renewalDue())
                .isBetween(
                        site.instant().plus(Duration.ofHours(15)),
                        site.instant().plus(Duration.ofHours(16)));
        assertThat(bus.renew()).isInstanceOf(Answer.Enrolled.class);
        X509Certificate after = bus.credentials().chain().getFirst();
        assertThat(after.getPublicKey()).isNotEqualTo(before.getPublicKey());
        assertThat(DeviceIdentity.of(after)).isEqualTo(DeviceIdentity.of(before));
        assertThat(service.statistics().renewed()).isEqualTo(1);
    }

    @Test
    void aDeviceMayAskWhetherItsCertificateStillCounts() throws Exception {
        DeviceFolder bus = device("bus-01");
        Answer enrolled = bus.enrol(code("bus-01"), address, root);
        assertThat(bus.standing()).isEqualTo(enrolled);
        site.registration.revoke("bus-01", "sold");
        Answer revoked = await().atMost(PATIENCE).until(bus::standing, Answer.Refused.class::isInstance);
        assertThat(revoked).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text()).contains("revoked");
        });
        assertThat(get("/standing").statusCode()).as("of a stranger").isEqualTo(401);
        service.close();
        assertThat(bus.standing()).isInstanceOf(Answer.Unreachable.class);
    }

    @Test
    void anExpiredDeviceNeedsANewCode() throws Exception {
        DeviceFolder bus = device("bus-01");
        bus.enrol(code("bus-01"), address, root);
        site.pass(Duration.ofHours(25));
        assertThat(bus.renew()).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.text()).contains("certificate expired");
        });
    }

    @Test
    void eachMisuseOfACodeHasItsOwnAnswer() throws Exception {
        String used = code("bus-01");
        device("bus-01").enrol(used, address, root);
        String expired = code("bus-02");
        site.pass(RegistrationAuthority.CODE_LIFE.plusSeconds(1));
        String dead = code("bus-03");
        site.registration.revoke("bus-03", "");
        assertThat(device("a").enrol(used, address, root))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(409));
        assertThat(device("b").enrol(expired, address, root))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(410));
        assertThat(device("c").enrol(dead, address, root))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(403));
        assertThat(device("d").enrol("guessed", address, root))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(404));
        assertThat(device("d").credentialsFile()).doesNotExist();
        assertThat(service.statistics().refused())
                .containsEntry(Refusal.USED_CODE, 1L)
                .containsEntry(Refusal.EXPIRED_CODE, 1L)
                .containsEntry(Refusal.DEVICE_REVOKED, 1L)
                .containsEntry(Refusal.UNKNOWN_CODE, 1L);
    }

    @Test
    void whoeverGuessesIsShutOutForAMinuteEvenWithAGoodCode() throws Exception {
        String good = code("bus-01");
        for (int i = 0; i < WrongCodes.LIMIT; i++) {
            assertThat(post("/enrolments", body("guess-" + i)).statusCode()).isEqualTo(404);
        }
        HttpResponse<String> tooMany = post("/enrolments", body(good));
        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.body()).contains("\"reason\":\"TOO_MANY_WRONG_CODES\"");
        site.pass(Duration.ofSeconds(61));
        assertThat(post("/enrolments", body(good)).statusCode()).isEqualTo(201);
        assertThat(service.statistics().refused())
                .containsEntry(Refusal.UNKNOWN_CODE, (long) WrongCodes.LIMIT)
                .containsEntry(Refusal.TOO_MANY_WRONG_CODES, 1L);
    }

    @Test
    void aBadRequestIsAProblemThatSaysWhy() throws Exception {
        String code = code("bus-01");
        HttpResponse<String> noCsr = post("/enrolments", "{\"code\":\"" + code + "\"}");
        assertThat(noCsr.statusCode()).isEqualTo(400);
        assertThat(noCsr.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(noCsr.body()).contains("field missing: field=csr", "\"reason\":\"BAD_REQUEST\"");
        assertThat(post("/enrolments", "x".repeat(Http.REQUEST_BYTES_MAX + 1)).statusCode())
                .isEqualTo(413);
        HttpResponse<String> rsa = post(
                "/enrolments",
                "{\"code\":\"" + code + "\",\"csr\":\""
                        + RegistrationAuthorityTest.requestOf("RSA", 2048).replace("\n", "\\n") + "\"}");
        assertThat(rsa.statusCode()).isEqualTo(422);
        assertThat(rsa.body()).contains("expected=P-256");
        assertThat(post("/renewals", "{}").statusCode()).isEqualTo(401);
        assertThat(post("/crl", "{}").statusCode()).isEqualTo(405);
        assertThat(post("/enrolments/more", "{}").statusCode()).isEqualTo(404);
        assertThat(post("/", "{}").statusCode()).isEqualTo(404);
        assertThat(service.statistics().enrolled()).isZero();
        assertThat(service.statistics().refused())
                .containsEntry(Refusal.BAD_REQUEST, 4L)
                .containsEntry(Refusal.REQUEST_TOO_LONG, 1L)
                .containsEntry(Refusal.BAD_REQUEST_KEY, 1L)
                .containsEntry(Refusal.CERTIFICATE_REFUSED, 1L);
    }

    @Test
    void theListIsServedAndFollowsTheFolder() throws Exception {
        site.enrolled(Site.bus("bus-01"));
        site.registration.revoke("bus-01", "");
        HttpResponse<String> list = getList();
        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.body()).isEqualTo(Files.readString(site.authority.crlFile()));
    }

    @Test
    void aRenewedServerCertificateIsShownWithoutARestart() throws Exception {
        X509Certificate before = Pem.readCertificates(site.authority.serverCertificate("enrolment"))
                .getFirst();
        assertThat(shownByTheService()).isEqualTo(before);
        site.authority.issueServer("enrolment", List.of("127.0.0.1", "localhost"), true);
        await().atMost(PATIENCE).until(() -> !shownByTheService().equals(before));
    }

    @Test
    void aDeviceAsksOnlyAServiceOfItsAuthority() throws Exception {
        String code = code("bus-01");
        Path foreign = Site.in(folder.resolve("other")).folder.resolve("root.pem");
        assertThat(device("bus-01").enrol(code, address, foreign))
                .isInstanceOfSatisfying(
                        Answer.Unreachable.class,
                        answer -> assertThat(answer.text()).contains("service not trusted"));
        URI otherName = URI.create("https://localhost:" + address.getPort());
        assertThat(device("bus-01").enrol(code, otherName, root)).isInstanceOf(Answer.Unreachable.class);
        assertThat(device("bus-01").enrol(code, address, root)).isInstanceOf(Answer.Enrolled.class);
    }

    @Test
    void aDeviceThatCannotStoreDoesNotUseUpTheCode() throws Exception {
        String code = code("bus-01");
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> new DeviceFolder(file, site).enrol(code, address, root))
                .hasMessage("not a folder: folder=" + file);
        DeviceFolder bus = device("bus-01");
        assertThat(bus.enrol(code, address, root)).isInstanceOf(Answer.Enrolled.class);
        assertThatThrownBy(() -> bus.enrol(code, address, root))
                .hasMessageContaining("device enrolled already")
                .hasMessageContaining("give a new --dir");
    }

    @Test
    void nobodyThereIsUnreachable() throws Exception {
        service.close();
        assertThat(device("bus-01").enrol("any", address, root)).isInstanceOf(Answer.Unreachable.class);
    }

    private String code(String id) throws IOException {
        return site.registration
                .add(Site.bus(id), RegistrationAuthority.CODE_LIFE)
                .code();
    }

    private DeviceFolder device(String name) {
        return new DeviceFolder(folder.resolve("devices").resolve(name), site);
    }

    private static String body(String code) throws IOException {
        String csr = CertificateRequest.pem("x", Site.newKey()).replace("\n", "\\n");
        return "{\"code\":\"" + code + "\",\"csr\":\"" + csr + "\"}";
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = client()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private HttpResponse<String> getList() throws Exception {
        return get("/crl");
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).build();
        try (HttpClient client = client()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private HttpClient client() throws IOException {
        Path trusting = folder.resolve("stranger");
        Files.createDirectories(trusting);
        Files.copy(root, trusting.resolve("trust.pem"), StandardCopyOption.REPLACE_EXISTING);
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(new DeviceFolder(trusting, site).sslContext())
                .build();
    }

    private X509Certificate shownByTheService() throws Exception {
        HttpResponse<String> response = getList();
        return (X509Certificate) response.sslSession().orElseThrow().getPeerCertificates()[0];
    }

    /** What a server of plain JDK TLS makes of the device that connects. */
    private Verdict verdictOfAnEdge(DeviceFolder device, DeviceTrust trust) throws Exception {
        Credentials own =
                Credentials.read(site.authority.serverCertificate("edge-1"), site.authority.serverKey("edge-1"));
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(new KeyManager[] {own.keyManager()}, new TrustManager[] {new LateTrust()}, null);
        try (SSLServerSocket edge = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            edge.setNeedClientAuth(true);
            edge.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            CompletableFuture<Verdict> verdict = CompletableFuture.supplyAsync(() -> judged(edge, trust));
            try (SSLSocket bus = (SSLSocket) device.sslContext()
                    .getSocketFactory()
                    .createSocket(InetAddress.getLoopbackAddress(), edge.getLocalPort())) {
                bus.startHandshake();
                return verdict.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    private Verdict judged(SSLServerSocket edge, DeviceTrust trust) {
        try (SSLSocket socket = (SSLSocket) edge.accept()) {
            socket.startHandshake();
            return trust.check((X509Certificate[]) socket.getSession().getPeerCertificates(), site.instant());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
