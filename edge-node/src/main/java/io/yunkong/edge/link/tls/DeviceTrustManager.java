package io.yunkong.edge.link.tls;

import io.yunkong.edge.statistics.HandshakeFault;
import io.yunkong.identity.DeviceTrust;
import io.yunkong.identity.Verdict;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Asks {@link DeviceTrust} inside the handshake, so that a device that is not trusted never gets further. Whatever is wrong, it reads the alert
 * certificate_unknown: a server of the JDK sends no other. What was found is counted, and left at the TLS session for who accepts the
 * connection. Safe for use by any thread.
 */
final class DeviceTrustManager extends X509ExtendedTrustManager {
    /** Name under which the good verdict is left. */
    static final String VERDICT = "io.yunkong.verdict";

    private final DeviceTrust trust;
    private final InstantSource clock;

    /** Why a chain is not trusted. */
    static final class FaultException extends CertificateException {
        private static final long serialVersionUID = 1L;

        private final HandshakeFault fault;

        FaultException(HandshakeFault fault, String text) {
            super(text);
            this.fault = fault;
        }

        HandshakeFault fault() {
            return fault;
        }

        /** With nothing of what a stranger sent. */
        String detail() {
            return String.valueOf(getMessage());
        }
    }

    DeviceTrustManager(DeviceTrust trust, InstantSource clock) {
        this.trust = trust;
        this.clock = clock;
    }

    /** Checks a chain now. */
    Verdict.Good check(X509Certificate[] chain) throws FaultException {
        return switch (trust.check(chain, clock.instant())) {
            case Verdict.Good good -> good;
            case Verdict.Bad(Verdict.Reason reason, String text) ->
                throw new FaultException(
                        switch (reason) {
                            case NO_CERTIFICATE -> HandshakeFault.NO_CERTIFICATE;
                            case UNKNOWN_CA -> HandshakeFault.UNKNOWN_CA;
                            case EXPIRED -> HandshakeFault.EXPIRED;
                            case NOT_YET_VALID -> HandshakeFault.NOT_YET_VALID;
                            case REVOKED -> HandshakeFault.REVOKED;
                            case WRONG_PURPOSE -> HandshakeFault.WRONG_PURPOSE;
                            case NO_IDENTITY -> HandshakeFault.NO_IDENTITY;
                        },
                        text);
        };
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
            throws CertificateException {
        Verdict.Good good = check(chain);
        if (engine != null) {
            engine.getHandshakeSession().putValue(VERDICT, good);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
            throws CertificateException {
        var _ = check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        var _ = check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
            throws CertificateException {
        throw noServer();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
            throws CertificateException {
        throw noServer();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw noServer();
    }

    /** None: a device shows what it has, and the reason for refusing it can be told and counted. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private static CertificateException noServer() {
        return new CertificateException("not for trusting servers");
    }
}
