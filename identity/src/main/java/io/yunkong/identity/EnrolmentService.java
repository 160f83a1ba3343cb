package io.yunkong.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.yunkong.identity.Enrolment.Issued;
import io.yunkong.identity.Enrolment.Refused;
import io.yunkong.identity.Verdict.Bad;
import io.yunkong.identity.Verdict.Good;
import io.yunkong.identity.Verdict.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where devices get certificates, over HTTPS (TLS 1.3): {@code POST /enrolments} with {@code {"code": …, "csr": …}} for a one-time code,
 * {@code POST /renewals} with {@code {"csr": …}} on a connection with the certificate that is to be renewed, {@code GET /standing} on such a
 * one, which answers 204 while the certificate is good, {@code GET /crl} for edges. Both posts answer the chain as PEM, or a problem
 * (RFC 9457) whose {@code reason} is a {@link Refusal}. Looks at its own files every second: server certificate and revocation list change
 * without a restart, and the list never grows older than a day. Thread-safe.
 */
public final class EnrolmentService implements AutoCloseable {
    /** Connections at a time; more wait or are closed. */
    public static final int CONNECTIONS_MAX = 256;

    private static final Logger LOG = LoggerFactory.getLogger(EnrolmentService.class);
    private static final long REQUEST_S_MAX = 10;
    private static final long LOOK_EVERY_MS = 1000;

    private final RegistrationAuthority registration;
    private final Credentials credentials;
    private final DeviceTrust trust;
    private final InstantSource clock;
    private final WrongCodes wrongCodes;
    private final EnrolmentCounters counters = new EnrolmentCounters();
    private final HttpsServer server;
    // of the one look at a time
    private Optional<String> complaint = Optional.empty();
    private String credentialsFault = "";
    private String publishFault = "";
    private String trustFault = "";
    private final ThreadPoolExecutor requests = new ThreadPoolExecutor(
            0,
            CONNECTIONS_MAX,
            1,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofVirtual().name("enrolment-", 0).factory());
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("enrolment-files").factory());

    private EnrolmentService(
            CertificateAuthority authority,
            RegistrationAuthority registration,
            String serverName,
            InetSocketAddress listen,
            InstantSource clock)
            throws IOException {
        this.registration = registration;
        this.clock = clock;
        wrongCodes = new WrongCodes(clock);
        credentials = Credentials.read(authority.serverCertificate(serverName), authority.serverKey(serverName));
        registration.publish();
        trust = DeviceTrust.read(authority.trustFile(), Optional.of(authority.crlFile()));
        limits();
        server = bind(listen);
        server.setHttpsConfigurator(new Tls(tls()));
        server.setExecutor(requests);
        server.createContext("/enrolments", exchange -> answer(exchange, "POST", "/enrolments", this::enrol));
        server.createContext("/renewals", exchange -> answer(exchange, "POST", "/renewals", this::renew));
        server.createContext("/standing", exchange -> answer(exchange, "GET", "/standing", this::standing));
        server.createContext(
                "/crl",
                exchange -> answer(
                        exchange,
                        "GET",
                        "/crl",
                        http -> http.pem(Pem.read(authority.crlFile(), Pem.CRL_BYTES_MAX), 200)));
        server.createContext("/", exchange -> answer(exchange, "", "", http -> {}));
    }

    /**
     * Starts.
     *
     * @param serverName which of the authority's server certificates to show
     * @param listen port 0 = any free one
     * @throws IdentityException when a file of the authority cannot be used
     * @throws IOException when the address cannot be bound
     */
    public static EnrolmentService start(
            CertificateAuthority authority,
            RegistrationAuthority registration,
            String serverName,
            InetSocketAddress listen,
            InstantSource clock)
            throws IOException {
        EnrolmentService service = new EnrolmentService(authority, registration, serverName, listen, clock);
        service.server.start();
        service.looks.scheduleWithFixedDelay(service::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        LOG.info("enrolment service up: port={}, server={}", service.address().getPort(), serverName);
        return service;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** Figures since the start. */
    public EnrolmentStatistics statistics() {
        return counters.statistics(wrongCodes.forgotten());
    }

    /** Stops at once. */
    @Override
    public void close() {
        looks.shutdownNow();
        server.stop(0);
        requests.shutdownNow();
    }

    private void answer(HttpExchange exchange, String method, String path, Http.Answer answer) throws IOException {
        try (exchange) {
            Http http = new Http(exchange);
            if (!exchange.getRequestURI().getPath().equals(path)) {
                counters.refused(Refusal.BAD_REQUEST);
                http.problem(404, "Not found", Refusal.BAD_REQUEST.name(), "no such path");
            } else if (!exchange.getRequestMethod().equals(method)) {
                counters.refused(Refusal.BAD_REQUEST);
                http.problem(405, "Method not allowed", Refusal.BAD_REQUEST.name(), "method expected: " + method);
            } else {
                answer.to(http);
            }
        } catch (IOException e) {
            counters.broken();
            throw e;
        }
    }

    private void enrol(Http http) throws IOException {
        InetAddress peer = http.peer();
        if (wrongCodes.tooMany(peer)) {
            refuse(
                    http,
                    new Refused(
                            Refusal.TOO_MANY_WRONG_CODES,
                            "too many wrong codes: limit=" + WrongCodes.LIMIT + " a minute"));
            return;
        }
        Http.Request request;
        try {
            request = http.request(true);
        } catch (Http.BadRequest e) {
            refuse(http, new Refused(e.refusal(), String.valueOf(e.getMessage())));
            return;
        }
        Enrolment enrolment = tried(() -> registration.enrol(request.code(), request.csr()));
        if (enrolment instanceof Refused wrong && wrong.refusal() == Refusal.UNKNOWN_CODE) {
            wrongCodes.wrong(peer);
        }
        finish(http, enrolment, "enrolled", counters::enrolled);
    }

    private void renew(Http http) throws IOException {
        switch (verdict(http)) {
            case Bad bad -> refuse(http, new Refused(refusal(bad), bad.text() + "; nothing issued"));
            case Good good -> {
                Http.Request request;
                try {
                    request = http.request(false);
                } catch (Http.BadRequest e) {
                    refuse(http, new Refused(e.refusal(), String.valueOf(e.getMessage())));
                    return;
                }
                finish(
                        http,
                        tried(() -> registration.renew(good.identity(), good.certificate(), request.csr())),
                        "renewed",
                        counters::renewed);
            }
        }
    }

    /** Good ones are neither counted nor logged: nothing is issued. */
    private void standing(Http http) throws IOException {
        switch (verdict(http)) {
            case Bad bad -> refuse(http, new Refused(refusal(bad), bad.text()));
            case Good _ -> http.nothing();
        }
    }

    private Verdict verdict(Http http) {
        return trust.check(shown(http), clock.instant());
    }

    private static Refusal refusal(Bad bad) {
        return bad.reason() == Reason.REVOKED ? Refusal.DEVICE_REVOKED : Refusal.CERTIFICATE_REFUSED;
    }

    private void finish(Http http, Enrolment enrolment, String what, Runnable count) throws IOException {
        switch (enrolment) {
            case Issued issued -> {
                count.run();
                LOG.info(
                        "device {}: device={}, until={}",
                        what,
                        issued.identity().deviceId(),
                        issued.chain().getFirst().getNotAfter().toInstant());
                http.pem(Pem.text(issued.chain()).getBytes(StandardCharsets.US_ASCII), 201);
            }
            case Refused wrong -> refuse(http, wrong);
        }
    }

    private void refuse(Http http, Refused wrong) throws IOException {
        Refusal refusal = wrong.refusal();
        counters.refused(refusal);
        LOG.debug("refused: reason={}", refusal);
        http.problem(refusal.status(), refusal.title(), refusal.name(), wrong.text());
    }

    /** The registry or a key may be out of reach: the asker hears that much, the operator hears why. */
    private static Enrolment tried(Asked asked) {
        try {
            return asked.enrolment();
        } catch (IOException e) {
            LOG.error("not issued: {}", e.getMessage());
            return new Refused(Refusal.OUT_OF_ORDER, "nothing issued; the service's log says why");
        }
    }

    @FunctionalInterface
    private interface Asked {
        Enrolment enrolment() throws IOException;
    }

    private static X509Certificate[] shown(Http http) {
        try {
            return (X509Certificate[]) http.session().getPeerCertificates();
        } catch (SSLPeerUnverifiedException e) {
            return new X509Certificate[0];
        }
    }

    private void look() {
        credentialsFault = told("server certificate not replaced", credentialsFault, () -> {
            if (credentials.refresh()) {
                LOG.info("server certificate replaced: until={}", credentials.notAfter());
            }
        });
        publishFault = told("revocation list not renewed", publishFault, () -> {
            if (registration.publish()) {
                LOG.info("revocation list written");
            }
        });
        trustFault = told("trust files not taken", trustFault, () -> {
            if (trust.refresh()) {
                LOG.info("revocation list in force: certificates={}", trust.revokedCount());
            }
            Optional<String> now = trust.complaint(clock.instant());
            if (!now.equals(complaint)) {
                complaint = now;
                now.ifPresent(text -> LOG.warn("trust: {}", text));
            }
        });
    }

    @FunctionalInterface
    private interface Look {
        void run() throws IOException;
    }

    /** Answers what is wrong, empty = nothing. Told when it begins, not in every second that it lasts. */
    private static String told(String what, String before, Look look) {
        try {
            look.run();
            return "";
        } catch (IOException | RuntimeException e) {
            String now = String.valueOf(e.getMessage());
            if (!now.equals(before)) {
                LOG.warn("{}: {}", what, now);
            }
            return now;
        }
    }

    private SSLContext tls() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(new KeyManager[] {credentials.keyManager()}, new TrustManager[] {new LateTrust()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS 1.3 in this JVM", e);
        }
    }

    private static HttpsServer bind(InetSocketAddress listen) throws IOException {
        try {
            return HttpsServer.create(listen, CONNECTIONS_MAX);
        } catch (IOException e) {
            throw new IdentityException("cannot listen: port=" + listen.getPort() + ", reason=" + e.getMessage(), e);
        }
    }

    /** The JDK's server takes its limits from system properties, once in the life of the process; what is set already stands. */
    private static void limits() {
        Map.of(
                        "sun.net.httpserver.maxReqTime", Long.toString(REQUEST_S_MAX),
                        "sun.net.httpserver.maxRspTime", Long.toString(REQUEST_S_MAX),
                        "jdk.httpserver.maxConnections", Integer.toString(CONNECTIONS_MAX))
                .forEach((name, value) -> System.setProperty(name, System.getProperty(name, value)));
    }

    private static final class Tls extends HttpsConfigurator {
        Tls(SSLContext context) {
            super(context);
        }

        @Override
        public void configure(HttpsParameters parameters) {
            SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setProtocols(new String[] {"TLSv1.3"});
            wanted.setWantClientAuth(true);
            parameters.setSSLParameters(wanted);
        }
    }
}
