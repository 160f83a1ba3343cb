package io.yunkong.sim.obu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a handshake cannot be made to do at will: the words are the JDK's. */
final class CertificateFaultTest {
    @ParameterizedTest
    @CsvSource({
        "(certificate_unknown) Received fatal alert: certificate_unknown, OWN_REFUSED",
        "Received fatal alert: bad_certificate, OWN_REFUSED",
        "Received fatal alert: certificate_revoked, OWN_REFUSED",
        "No name matching edge.example found, OTHER_NAME",
        "No subject alternative names matching IP address 10.0.0.1 found, OTHER_NAME",
        "PKIX path building failed: unable to find valid certification path to requested target, EDGE_UNKNOWN",
        "Received fatal alert: protocol_version,",
        "Unsupported or unrecognized SSL message,",
        "Connection reset,"
    })
    void knowsAFaultByItsWords(String words, CertificateFault fault) {
        assertThat(CertificateFault.findIn(new SSLHandshakeException(words)).orElse(null))
                .isEqualTo(fault);
    }

    @Test
    void knowsDatesByTheirCause() {
        assertThat(CertificateFault.findIn(pkix(new CertificateExpiredException())))
                .hasValue(CertificateFault.EDGE_EXPIRED);
        assertThat(CertificateFault.findIn(pkix(new CertificateNotYetValidException())))
                .hasValue(CertificateFault.EDGE_NOT_YET);
    }

    private static IOException pkix(Exception dates) {
        return new SSLException(
                "PKIX path validation failed", new CertPathValidatorException("validity check failed", dates));
    }

    /** Whether the alert is read or the write fails first is a race that the edge decides. */
    @Test
    void anEdgeThatClosesWhileTheCertificateIsShownRefusesIt() {
        IOException broken = new SSLException("Broken pipe", new SocketException("Broken pipe"));
        assertThat(CertificateFault.metClosedConnection(broken)).isTrue();
        assertThat(CertificateFault.findIn(broken)).isEmpty();
        assertThat(CertificateFault.findIn(new CertificateFault.RefusedException(broken)))
                .hasValue(CertificateFault.OWN_REFUSED);
        assertThat(CertificateFault.metClosedConnection(new SocketException("Connection reset")))
                .isFalse();
    }
}
