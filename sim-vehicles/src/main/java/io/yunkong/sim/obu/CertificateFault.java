package io.yunkong.sim.obu;

import java.io.IOException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a handshake that failed says of a certificate, the device's own or the edge's. */
enum CertificateFault {
    /**
     * In TLS 1.3 a device learns of it at its first read, when its own side of the handshake is long done; and not why: the edge's TLS
     * sends the same alert whatever it has counted.
     */
    OWN_REFUSED("the edge does not take this device's certificate"),
    OTHER_NAME("the edge's certificate is for another name than --edge"),
    EDGE_EXPIRED("the edge's certificate has run out by this computer's clock"),
    EDGE_NOT_YET("the edge's certificate does not hold yet by this computer's clock"),
    EDGE_UNKNOWN("the edge's certificate is not of the authority in trust.pem of --dir");

    /** RFC 8446 section 6.2, those about a certificate; the words are the JDK's. */
    private static final Pattern ALERT =
            Pattern.compile("fatal alert: (bad_certificate|certificate_\\w+|unsupported_certificate|unknown_ca)$");

    private final String text;

    /** The edge closed while this side was still writing: it has read the device's certificate, and its alert is lost. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(IOException cause) {
            super("closed by the edge while the certificate was shown", cause);
        }
    }

    CertificateFault(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /**
     * Whether a write met a connection that the other side had closed. In a handshake the hello comes first and is answered; what can be
     * too late is the certificate that follows.
     */
    static boolean metClosedConnection(IOException failure) {
        for (Throwable step = failure; step != null; step = step.getCause()) {
            String said = String.valueOf(step.getMessage());
            if (said.contains("Broken pipe") || said.contains("reset by peer")) {
                return true;
            }
        }
        return false;
    }

    /** Empty = the connection broke of something else. The JDK says most of it in words only; a test holds it to them. */
    static Optional<CertificateFault> findIn(IOException failure) {
        for (Throwable step = failure; step != null; step = step.getCause()) {
            String said = String.valueOf(step.getMessage());
            if (step instanceof RefusedException || ALERT.matcher(said).find()) {
                return Optional.of(OWN_REFUSED);
            }
            if (said.contains("No name matching") || said.contains("No subject alternative")) {
                return Optional.of(OTHER_NAME);
            }
            if (step instanceof CertificateExpiredException) {
                return Optional.of(EDGE_EXPIRED);
            }
            if (step instanceof CertificateNotYetValidException) {
                return Optional.of(EDGE_NOT_YET);
            }
        }
        String said = String.valueOf(failure.getMessage());
        return said.contains("PKIX") || said.contains("trustAnchors") ? Optional.of(EDGE_UNKNOWN) : Optional.empty();
    }
}
