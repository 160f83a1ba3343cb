package io.yunkong.edge.link.tls;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.yunkong.edge.link.TlsFiles;
import io.yunkong.identity.Credentials;
import io.yunkong.identity.DeviceTrust;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the edge's TLS listeners share: its own certificate, whom it trusts, and the threads on which handshakes are worked out. Looks at the
 * files every second; a bad new file is said once, and the old one stays in use. Safe for use by any thread.
 */
public final class TlsKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TlsKeeper.class);
    private static final long LOOK_S = 1;
    private static final int THREADS = 2;
    private static final String PROTOCOL = "TLSv1.3";

    private interface Refresh {
        boolean now() throws IOException;
    }

    private final Credentials credentials;
    private final DeviceTrust trust;
    private final DeviceTrustManager trustManager;
    private final InstantSource clock;
    private final SslContext context;
    private final ScheduledExecutorService threads;
    private Optional<String> complaint = Optional.empty(); // of the one look at a time

    private TlsKeeper(TlsFiles files, InstantSource clock, String name) throws IOException {
        this.credentials = Credentials.read(files.certificate(), files.key());
        this.trust = DeviceTrust.read(files.trust(), files.crl());
        this.trustManager = new DeviceTrustManager(trust, clock);
        this.clock = clock;
        this.context = SslContextBuilder.forServer(credentials.keyManager())
                .trustManager(trustManager)
                .clientAuth(ClientAuth.REQUIRE)
                .sslProvider(SslProvider.JDK)
                .protocols(PROTOCOL)
                .build();
        this.threads = Executors.newScheduledThreadPool(
                THREADS, Thread.ofPlatform().name(name + "-tls-", 0).daemon().factory());
    }

    /**
     * Reads the files and watches them from now on.
     *
     * @param name of the edge, for its threads
     * @throws IOException when one of the files is of no use; the message is one line
     */
    public static TlsKeeper open(TlsFiles files, InstantSource clock, String name) throws IOException {
        TlsKeeper keeper = new TlsKeeper(files, clock, name);
        keeper.look();
        var _ = keeper.threads.scheduleWithFixedDelay(keeper::look, LOOK_S, LOOK_S, TimeUnit.SECONDS);
        return keeper;
    }

    DeviceTrust trust() {
        return trust;
    }

    DeviceTrustManager trustManager() {
        return trustManager;
    }

    SslContext context() {
        return context;
    }

    /** Where handshakes are worked out: signatures take up to a millisecond. */
    Executor threads() {
        return threads;
    }

    private void look() {
        refresh("certificate", credentials::refresh);
        refresh("trust", trust::refresh);
        Optional<String> now = trust.complaint(clock.instant());
        if (!now.equals(complaint)) {
            complaint = now;
            now.ifPresentOrElse(
                    text -> LOG.warn("tls trust: {}", text), () -> LOG.info("tls trust: revocation list in force"));
        }
    }

    private void refresh(String what, Refresh refresh) {
        try {
            if (refresh.now()) {
                LOG.info(
                        "tls files reloaded: what={}, certificate_until={}, revoked={}",
                        what,
                        credentials.notAfter(),
                        trust.revokedCount());
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("tls files not reloaded: what={}, reason={}; the old ones stay in use", what, e.getMessage());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
