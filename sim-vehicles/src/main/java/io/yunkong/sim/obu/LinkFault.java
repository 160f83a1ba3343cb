package io.yunkong.sim.obu;

import io.yunkong.wire.RefusalCode;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;

/** What the ways in which a link fails mean, and what to do about each. Immutable: safe for use by any thread. */
final class LinkFault {
    /** What to do about a port that hangs up on a hello without TLS. */
    static final String OTHER_PORT =
            "this may be the edge's TLS port: give --dir with the device's certificate, or --edge with the"
                    + " plain port; or its MQTT port: the port for devices is that of its --tcp";

    private final ObuConfig config;
    private final Optional<DeviceCertificate> certificate;

    /** @param certificate of the device, empty = it has none, or it cannot be read */
    LinkFault(ObuConfig config, Optional<DeviceCertificate> certificate) {
        this.config = config;
        this.certificate = certificate;
    }

    Check connecting(IOException e, int port) {
        String listening = "is the edge running, and is " + port + " its port for devices ("
                + (config.tls().isEmpty() ? "its --tcp, 7420 if not said otherwise" : "its --tls") + ")?";
        return Check.fail(
                "tcp",
                ObuSession.reason(e),
                "",
                e instanceof SocketTimeoutException
                        ? "does a firewall or the mobile network's access point let port " + port + " through? "
                                + listening
                        : listening + " does a firewall refuse it?");
    }

    /** The handshake as far as this side sees it: what the edge thinks of our certificate comes with the session. */
    Check shakingHands(IOException e) {
        Optional<CertificateFault> found = CertificateFault.findIn(e);
        if (found.isPresent()) {
            return fail("tls", found.get().text(), fix(found.get()));
        }
        if (e instanceof SocketTimeoutException) {
            return fail("tls", "no answer to the handshake", "something else listens there: check the port of --edge");
        }
        String text = String.valueOf(e.getMessage());
        return text.contains("fatal alert")
                ? fail(
                        "tls",
                        "the edge ends the handshake: " + Notice.printable(text),
                        "TLS 1.3 is needed on both sides: see the edge's log")
                : fail(
                        "tls",
                        "what listens on this port does not speak TLS",
                        "give --edge the edge's TLS port (its --tls); without TLS, on the edge's own computer only:"
                                + " leave --dir out");
    }

    private String fix(CertificateFault found) {
        return switch (found) {
            case OWN_REFUSED -> Enrolments.again(config);
            case OTHER_NAME ->
                "give --edge the name that its operator says; or the operator makes the edge's certificate anew with this"
                        + " name and all others it is dialled by: v2x pki server --renew --name EDGE --host NAME,NAME";
            case EDGE_EXPIRED ->
                "set the clock if it is wrong (date -u); if not, the edge's operator renews: v2x pki server --renew"
                        + " --name EDGE --host NAME,NAME";
            case EDGE_NOT_YET ->
                "set this computer's clock (compare date -u): chrony with NTP or with the receiver's PPS";
            case EDGE_UNKNOWN -> "is --edge your operator's edge? if it is: " + Enrolments.again(config);
        };
    }

    /**
     * No answer to the hello.
     *
     * @param own what was found of the own certificate
     */
    Check greeting(IOException e, Check own) {
        boolean lateHello = config.tls().isPresent() && CertificateFault.metClosedConnection(e);
        if (lateHello || CertificateFault.findIn(e).isPresent()) {
            String text = CertificateFault.OWN_REFUSED.text();
            return own.level() == Check.Level.FAIL
                    ? fail("session", text, "mend certificate first")
                    : fail(
                            "session",
                            text + ", though all is good that can be seen of it here: revoked, as a rule",
                            Enrolments.anew(config, certificate)
                                    + "; if it was not, the edge's --tls-trust or its clock is wrong");
        }
        String text = "no answer to hello: " + ObuSession.reason(e);
        if (e instanceof SocketTimeoutException) {
            return fail(
                    "session",
                    text,
                    "something else than an edge's device port listens there, its MQTT port perhaps: check the port of"
                            + " --edge");
        }
        if (config.tls().isPresent()) {
            return fail(
                    "session",
                    text,
                    "try again; if it stays so, is it the edge's MQTT port? the port for devices is that of its --tls; the"
                            + " edge's log says more");
        }
        return Hellos.metTls(e)
                ? fail("session", text, OTHER_PORT)
                : fail("session", text, "something else than an edge listens there: is it the edge's device port?");
    }

    /** The hello was refused. */
    Check refused(RefusalCode code, String reason) {
        return fail("session", "refused " + Hellos.name(code) + ": " + reason, fix(code));
    }

    private String fix(RefusalCode code) {
        return switch (code) {
            case REFUSAL_CODE_UNKNOWN_ZONE -> "give --zone the zone that this edge serves, or another --edge";
            case REFUSAL_CODE_BAD_DEVICE_ID -> "give --id 1 to 64 letters, digits, dots, dashes, and --station not 0";
            case REFUSAL_CODE_BAD_KIND -> "the station id belongs to a roadside unit: give another --station";
            case REFUSAL_CODE_STATION_IN_USE -> "another device has this station id: give another --station";
            case REFUSAL_CODE_PROTOCOL_VERSION ->
                "this program and the edge are of different versions: update the older one";
            case REFUSAL_CODE_OVERLOADED -> "the edge is full: ask its operator";
            case REFUSAL_CODE_SHUTTING_DOWN -> "the edge is being stopped: try again";
            case REFUSAL_CODE_CERTIFICATE_DEVICE -> "give the --id and the --dir of the same device";
            case REFUSAL_CODE_CERTIFICATE_STATION ->
                "leave --station out: then it is the certificate's; another one only the operator can add: "
                        + "v2x device revoke, then add with --station";
            case REFUSAL_CODE_CERTIFICATE_KIND ->
                "leave --kind out or say the certificate's; or have the operator register it with --kind "
                        + config.kind().text() + " (./v2x device revoke, then add), then "
                        + Enrolments.enrol(config.deviceId());
            case REFUSAL_CODE_CERTIFICATE_ZONE ->
                "have the operator register it for --zone " + config.zone()
                        + " too (./v2x device revoke, then add), then " + Enrolments.enrol(config.deviceId())
                        + "; or give --edge and --zone of a zone in the certificate";
            case REFUSAL_CODE_REVOKED -> Enrolments.anew(config, certificate);
            case REFUSAL_CODE_CERTIFICATE_EXPIRED -> Enrolments.late(config.deviceId());
            case REFUSAL_CODE_UNSPECIFIED, REFUSAL_CODE_NO_HELLO, REFUSAL_CODE_IDLE, REFUSAL_CODE_FRAME, UNRECOGNIZED ->
                "see the edge's log";
        };
    }

    private static Check fail(String what, String measured, String fix) {
        return Check.fail(what, measured, "", fix);
    }
}
