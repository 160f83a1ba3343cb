package io.yunkong.identity;

import io.yunkong.identity.SafeFiles.Readers;
import io.yunkong.identity.Verdict.Bad;
import io.yunkong.identity.Verdict.Good;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * What a device keeps: {@code device.pem} (its private key, then its certificate chain; for the owner's eyes only; one file, so that key
 * and certificate are always of a pair), {@code trust.pem} (whom it trusts) and {@code service.txt} (where it renews). The key is made
 * here and never leaves. One thread at a time.
 */
public final class DeviceFolder {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final int ANSWER_BYTES_MAX = 64 * 1024;

    private final Path folder;
    private final InstantSource clock;

    /** What came of asking for a certificate, or about the present one. */
    public sealed interface Answer {
        /** It is in the folder. */
        record Enrolled(DeviceIdentity identity, Instant notAfter) implements Answer {}

        /** The service says no. */
        record Refused(int status, String text) implements Answer {}

        /** There was no answer, or not from a service that is trusted. */
        record Unreachable(String text) implements Answer {}
    }

    /** A folder; nothing is read yet. */
    public DeviceFolder(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Key and certificate chain in one file. */
    public Path credentialsFile() {
        return folder.resolve("device.pem");
    }

    /** The authorities whose servers the device trusts. */
    public Path trustFile() {
        return folder.resolve("trust.pem");
    }

    /**
     * What the device proves its name with.
     *
     * @throws IdentityException when it has not enrolled, or the file cannot be read
     */
    public Credentials credentials() throws IOException {
        if (!Files.exists(credentialsFile())) {
            throw new IdentityException("device not enrolled: folder=" + folder + "; do it with: v2x obu enrol CODE");
        }
        return Credentials.read(credentialsFile(), credentialsFile());
    }

    /** For connections to servers that the device trusts; shows its certificate when it has one. Look at the host name yourself. */
    public SSLContext sslContext() throws IOException {
        Optional<Credentials> own = Files.exists(credentialsFile()) ? Optional.of(credentials()) : Optional.empty();
        return sslContext(own, Pem.readCertificates(trustFile()));
    }

    /** When two thirds of the certificate's life are over. */
    public Instant renewalDue() throws IOException {
        X509Certificate certificate = credentials().chain().getFirst();
        Instant from = certificate.getNotBefore().toInstant();
        Duration life = Duration.between(from, certificate.getNotAfter().toInstant());
        return from.plus(life.multipliedBy(2).dividedBy(3));
    }

    /**
     * Makes a key and gets the first certificate for it.
     *
     * @param service {@code https://HOST:PORT}
     * @param trust PEM, the root of the authority; copied into the folder
     * @throws IdentityException when the folder holds a device already, or cannot be written: the code is not used up then
     */
    public Answer enrol(String code, URI service, Path trust) throws IOException {
        checkService(service);
        if (Files.exists(credentialsFile())) {
            throw new IdentityException("device enrolled already: file=" + credentialsFile()
                    + "; not overwritten: give a new --dir, or move this folder away");
        }
        List<X509Certificate> authorities = Pem.readCertificates(trust);
        SafeFiles.folder(folder);
        SafeFiles.replace(trustFile(), Pem.text(authorities), Readers.EVERYBODY);
        SafeFiles.replace(folder.resolve("service.txt"), service + "\n", Readers.EVERYBODY);
        return ask(service.resolve("/enrolments"), Optional.of(code), sslContext(Optional.empty(), authorities));
    }

    /**
     * Gets a certificate for a new key with the present one.
     *
     * @throws IdentityException when the folder holds no device, or cannot be written
     */
    public Answer renew() throws IOException {
        URI service = service();
        SSLContext context = sslContext(Optional.of(credentials()), Pem.readCertificates(trustFile()));
        SafeFiles.folder(folder);
        return ask(service.resolve("/renewals"), Optional.empty(), context);
    }

    /**
     * Asks whether the present certificate still counts: it may have been revoked.
     *
     * @throws IdentityException when the folder holds no device
     */
    public Answer standing() throws IOException {
        Credentials own = credentials();
        SSLContext context = sslContext(Optional.of(own), Pem.readCertificates(trustFile()));
        HttpRequest request = HttpRequest.newBuilder(service().resolve("/standing"))
                .timeout(ANSWER)
                .build();
        return ask(request, context, 204, _ -> enrolled(own.chain().getFirst()));
    }

    private static Answer enrolled(X509Certificate certificate) throws IOException {
        return new Answer.Enrolled(
                DeviceIdentity.of(certificate), certificate.getNotAfter().toInstant());
    }

    private URI service() throws IOException {
        Path file = folder.resolve("service.txt");
        try {
            URI service = URI.create(new String(Pem.read(file, 1024), StandardCharsets.UTF_8).strip());
            checkService(service);
            return service;
        } catch (IllegalArgumentException e) {
            throw new IdentityException("no address of a service: file=" + file, e);
        }
    }

    private Answer ask(URI target, Optional<String> code, SSLContext context) throws IOException {
        KeyPair keys = new CertificateWriter(new SecureRandom()).newKey();
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(code, CertificateRequest.pem("device", keys))))
                .build();
        return ask(request, context, 201, body -> store(body, keys));
    }

    /** What an answer with the status that is hoped for means. */
    @FunctionalInterface
    private interface Success {
        Answer of(byte[] body) throws IOException;
    }

    private static Answer ask(HttpRequest request, SSLContext context, int hopedFor, Success success)
            throws IOException {
        URI target = request.uri();
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .sslContext(context)
                .build()) {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            byte[] body;
            try (InputStream in = response.body()) {
                body = in.readNBytes(ANSWER_BYTES_MAX);
            }
            return response.statusCode() == hopedFor
                    ? success.of(body)
                    : new Answer.Refused(response.statusCode(), detail(body));
        } catch (SSLHandshakeException e) {
            return new Answer.Unreachable("service not trusted: host=" + target.getHost() + ", port=" + target.getPort()
                    + "; its certificate is for another host, has run out or is of another authority");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Unreachable("interrupted while waiting for the service");
        } catch (IdentityException e) {
            throw e;
        } catch (IOException e) {
            return new Answer.Unreachable(
                    "service not reached: host=" + target.getHost() + ", port=" + target.getPort());
        }
    }

    /** Keeps the chain if it is for this key and of the authority trusted here. */
    private Answer store(byte[] body, KeyPair keys) throws IOException {
        List<X509Certificate> chain;
        try {
            chain = Pem.certificates(body);
        } catch (CertificateException e) {
            throw new IdentityException("answer of the service not readable; not stored", e);
        }
        Verdict verdict = DeviceTrust.read(trustFile(), Optional.empty())
                .check(chain.toArray(X509Certificate[]::new), clock.instant());
        return switch (verdict) {
            case Bad bad ->
                throw new IdentityException("certificate of the service not usable: " + bad.text() + "; not stored");
            case Good good -> {
                if (!good.certificate().getPublicKey().equals(keys.getPublic())) {
                    throw new IdentityException("certificate of the service is for another key; not stored");
                }
                String key = Pem.text("PRIVATE KEY", keys.getPrivate().getEncoded());
                SafeFiles.replace(credentialsFile(), key + Pem.text(chain), Readers.OWNER);
                yield new Answer.Enrolled(
                        good.identity(), good.certificate().getNotAfter().toInstant());
            }
        };
    }

    private static String body(Optional<String> code, String csr) throws IOException {
        StringWriter text = new StringWriter();
        try (var json = Json.FACTORY.createGenerator(text)) {
            json.writeStartObject();
            if (code.isPresent()) {
                json.writeStringField("code", code.get());
            }
            json.writeStringField("csr", csr);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static String detail(byte[] problem) {
        try {
            return Json.object(problem).text("detail").replaceAll("\\p{Cntrl}+", " ");
        } catch (IdentityException e) {
            return "no reason given";
        }
    }

    /**
     * Whether it can be the address of an enrolment service.
     *
     * @throws IdentityException when it is not {@code https://HOST:PORT}
     */
    public static void checkService(URI service) throws IdentityException {
        if (!"https".equals(service.getScheme()) || service.getHost() == null || service.getPort() <= 0) {
            throw new IdentityException("address of the service not usable: expected https://HOST:PORT");
        }
    }

    private static SSLContext sslContext(Optional<Credentials> own, List<X509Certificate> authorities)
            throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < authorities.size(); i++) {
                store.setCertificateEntry("authority-" + i, authorities.get(i));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            KeyManager[] keys = own.map(credentials -> new KeyManager[] {credentials.keyManager()})
                    .orElse(new KeyManager[0]);
            TrustManager[] managers = trust.getTrustManagers();
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(keys, managers, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS 1.3 in this JVM", e);
        }
    }
}
