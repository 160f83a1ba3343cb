package io.yunkong.edge.link.tls;

import io.yunkong.edge.statistics.HandshakeFault;
import io.yunkong.identity.DeviceTrust;
import io.yunkong.identity.Verdict;
import java.net.Socket;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Asks {@link DeviceTrust} inside the handshake, so that a device that is not trusted never gets further, and gets the alert that fits.
 * What it found is left at the TLS session for who accepts the connection. Safe for use by any thread.
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

        FaultException(HandshakeFault fault, String text, @Nullable Throwable alert) {
            super(text, alert);
            this.fault = fault;
        }

        HandshakeFault fault() {
            return fault;
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
                throw switch (reason) {
                    case NO_CERTIFICATE -> new FaultException(HandshakeFault.NO_CERTIFICATE, text, null);
                    case UNKNOWN_CA -> new FaultException(HandshakeFault.UNKNOWN_CA, text, null);
                    case EXPIRED -> new FaultException(HandshakeFault.EXPIRED, text, alert(text, BasicReason.EXPIRED));
                    case NOT_YET_VALID ->
                        new FaultException(HandshakeFault.NOT_YET_VALID, text, alert(text, BasicReason.NOT_YET_VALID));
                    case REVOKED -> new FaultException(HandshakeFault.REVOKED, text, alert(text, BasicReason.REVOKED));
                    case WRONG_PURPOSE -> new FaultException(HandshakeFault.WRONG_PURPOSE, text, null);
                    case NO_IDENTITY -> new FaultException(HandshakeFault.NO_IDENTITY, text, null);
                };
        };
    }

    /** The JDK's TLS takes the alert from a cause of this kind. */
    private static CertPathValidatorException alert(String text, BasicReason reason) {
        return new CertPathValidatorException(text, null, null, -1, reason);
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
