package io.yunkong.sim.obu;

import io.yunkong.map.road.Zone;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.RefusalCode;
import io.yunkong.wire.time.UnixTime;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;

/**
 * Finds out why a vehicle does not get through, or that it does: name, TCP, TLS, certificate, session, clock, input, datum, rate, round
 * trip, in this order; what cannot be looked at because of an earlier failure is skipped. Opens one session, which ends an older one of the
 * same device. Blocking; one owner.
 */
public final class Doctor {
    private static final int CLOCK_GOOD_MS = 100;
    /** What an edge tolerates of a sender's clock: messages from the future, and old ones. */
    private static final int CLOCK_AHEAD_MAX_MS = 200;

    private static final int CLOCK_BEHIND_MAX_MS = 500;

    private static final int ROUND_TRIP_GOOD_MS = 100;
    private static final int ROUND_TRIP_MAX_MS = 400;
    private static final int HEARTBEATS = 5;
    private static final int HEARTBEAT_LIMIT_MS = 1_000;

    private final ObuConfig config;
    private final Optional<DeviceCertificate> certificate;
    private final InstantSource clock;
    private final Consumer<Check> told;

    /**
     * @param certificate of the device, empty = it has none
     * @param told of each check as it is done
     */
    public Doctor(
            ObuConfig config, Optional<DeviceCertificate> certificate, InstantSource clock, Consumer<Check> told) {
        this.config = config;
        this.certificate = certificate;
        this.clock = clock;
        this.told = told;
    }

    /**
     * Looks at everything.
     *
     * @param zone its lanes, empty = not at hand
     * @param source empty = none is given: input, datum and rate are skipped
     */
    public void examine(Optional<Zone> zone, Optional<FixSource> source, InputStream standardInput)
            throws InterruptedException {
        double[] roundTripMs = {Double.NaN};
        link(roundTripMs);
        if (source.isPresent()) {
            InputExam exam = new InputExam();
            exam.listen(source.get(), standardInput, config.vehicle(), clock);
            exam.report(zone.orElse(null), told);
        } else {
            Stream.of("input", "datum", "rate")
                    .forEach(what -> told.accept(Check.skip(what, "needs --nmea or --jsonl")));
        }
        told.accept(
                Double.isNaN(roundTripMs[0]) ? Check.skip("round trip", "needs a session") : roundTrip(roundTripMs[0]));
    }

    private void link(double[] roundTripMs) {
        InetSocketAddress address;
        try {
            address = config.edge().resolve();
            told.accept(Check.ok(
                    "name", config.edge().host() + " is " + address.getAddress().getHostAddress(), ""));
        } catch (UnknownHostException e) {
            told.accept(Check.fail(
                    "name", "not known: " + config.edge().host(), "", "check the name in --edge, or give the address"));
            skip("name", "tcp", "tls", "certificate", "session", "clock");
            return;
        }
        try (Socket plain = EdgeConnection.connect(address, ObuSession.LIMIT_MS)) {
            told.accept(Check.ok("tcp", "connected to port " + address.getPort(), ""));
            secure(plain, address, roundTripMs);
        } catch (IOException e) {
            told.accept(Check.fail(
                    "tcp",
                    ObuSession.reason(e),
                    "",
                    "is the edge running, is port " + address.getPort()
                            + " its device port (7420 plain), does a firewall let it through?"));
            skip("tcp", "tls", "certificate", "session", "clock");
        }
    }

    private void secure(Socket plain, InetSocketAddress address, double[] roundTripMs) {
        Optional<Tls> tls = config.tls();
        Socket socket = plain;
        if (tls.isEmpty()) {
            told.accept(
                    address.getAddress().isLoopbackAddress()
                            ? Check.ok("tls", "plain, within this computer", "")
                            : Check.warn(
                                    "tls",
                                    "plain: anybody on the way can read and forge",
                                    "",
                                    "use TLS: v2x obu enrol, then --dir"));
        } else {
            try {
                SSLSocket secured = EdgeConnection.shakeHands(
                        plain, config.edge(), tls.get().context());
                told.accept(Check.ok(
                        "tls",
                        secured.getSession().getProtocol() + ", "
                                + secured.getSession().getCipherSuite(),
                        ""));
                socket = secured;
            } catch (IOException e) {
                told.accept(tlsFailure(e));
                told.accept(own());
                skip("tls", "session", "clock");
                return;
            }
        }
        told.accept(own());
        try (EdgeConnection connection = new EdgeConnection(socket)) {
            session(connection, roundTripMs);
        } catch (IOException e) {
            told.accept(sessionFailure(e));
            skip("session", "clock");
        }
    }

    private Check own() {
        return certificate
                .map(mine -> mine.check(config, clock.instant()))
                .orElse(
                        config.tls().isEmpty()
                                ? Check.skip("certificate", "needs TLS")
                                : Check.warn("certificate", "this device has none", "", "get one: v2x obu enrol"));
    }

    private static Check tlsFailure(IOException e) {
        String text = String.valueOf(e.getMessage());
        if (text.contains("No name matching") || text.contains("No subject alternative")) {
            return Check.fail(
                    "tls",
                    "the edge's certificate is for another name",
                    "",
                    "give --edge the name that is in the certificate");
        }
        if (e instanceof SSLHandshakeException && (text.contains("PKIX") || text.contains("path"))) {
            return Check.fail(
                    "tls",
                    "the edge's certificate is not of the trusted root, or not valid now",
                    "",
                    "use the trust file the operator gave, or enrol again; check this computer's clock");
        }
        if (text.contains("certificate") || text.contains("alert")) {
            return Check.fail(
                    "tls",
                    "the edge ends the handshake: " + Notice.printable(text),
                    "",
                    "renew or enrol: v2x obu renew");
        }
        return Check.fail(
                "tls",
                "the edge does not speak TLS on this port",
                "",
                "use its TLS port, or leave --dir out for a plain port on this computer");
    }

    private Check sessionFailure(IOException e) {
        boolean plain = config.tls().isEmpty();
        String text = ObuSession.reason(e);
        if (plain && (e instanceof EOFException || text.contains("TLS") || text.contains("reset"))) {
            return Check.fail(
                    "session",
                    "no answer to hello: " + text,
                    "",
                    "this may be the edge's TLS port: give --dir, or use its plain port");
        }
        if (e instanceof SocketTimeoutException) {
            return Check.fail("session", text, "", "something else listens on this port: check --edge");
        }
        return Check.fail(
                "session",
                text,
                "",
                plain
                        ? "is this an edge's device port? see its log"
                        : "the edge may not take the certificate: renew or enrol; see its log");
    }

    private void session(EdgeConnection connection, double[] roundTripMs) throws IOException {
        Hellos.Answer answer = Hellos.greet(connection, config, null, clock);
        if (!answer.good()) {
            told.accept(Check.fail(
                    "session",
                    "refused " + Hellos.name(answer.refusal()) + ": " + answer.reason(),
                    "",
                    fix(answer.refusal())));
            skip("session", "clock");
            return;
        }
        told.accept(Check.ok("session", "accepted as " + config.deviceId() + " in zone " + config.zone(), ""));
        told.accept(clock(answer));
        roundTripMs[0] = heartbeats(connection, answer.roundTripUs() / 1000.0);
        connection.finish();
    }

    private static Check clock(Hellos.Answer answer) {
        double offsetMs = answer.clockOffsetUs() / 1000.0;
        String measured = String.format(
                Locale.ROOT, "%+.0f ms against the edge, +- %.0f ms", offsetMs, answer.roundTripUs() / 2000.0);
        String limit = -CLOCK_BEHIND_MAX_MS + ".." + CLOCK_AHEAD_MAX_MS + " ms";
        String fix = "set this computer's clock: chrony with NTP or with the receiver's PPS";
        if (offsetMs > CLOCK_AHEAD_MAX_MS || offsetMs < -CLOCK_BEHIND_MAX_MS) {
            return Check.fail("clock", measured, limit, fix + "; the edge takes no BSM like this");
        }
        return Math.abs(offsetMs) > CLOCK_GOOD_MS
                ? Check.warn("clock", measured, limit, fix)
                : Check.ok("clock", measured, limit);
    }

    /** Median over some heartbeats; the hello's when the edge does not answer them. */
    private double heartbeats(EdgeConnection connection, double helloMs) throws IOException {
        double[] timesMs = new double[HEARTBEATS];
        for (int i = 0; i < HEARTBEATS; i++) {
            long saidUs = UnixTime.nowUs(clock) + i;
            long saidNs = System.nanoTime();
            connection.send(Hellos.heartbeat(saidUs));
            if (!awaitAnswer(connection, saidUs, saidNs)) {
                return helloMs;
            }
            timesMs[i] = (System.nanoTime() - saidNs) / 1e6;
        }
        Arrays.sort(timesMs);
        return timesMs[HEARTBEATS / 2];
    }

    private static boolean awaitAnswer(EdgeConnection connection, long saidUs, long saidNs) throws IOException {
        while (System.nanoTime() - saidNs < HEARTBEAT_LIMIT_MS * 1_000_000L) {
            EdgeMessage message = connection.read();
            if (message.getHeartbeat().getAnswerToUs() == saidUs) {
                return true;
            }
        }
        return false;
    }

    private static Check roundTrip(double ms) {
        String measured = String.format(Locale.ROOT, "%.1f ms", ms);
        String limit = ROUND_TRIP_GOOD_MS + " ms";
        String fix = "check the mobile network's signal and the way to the edge; warnings come later by this";
        return ms > ROUND_TRIP_MAX_MS
                ? Check.fail("round trip", measured, limit, fix)
                : ms > ROUND_TRIP_GOOD_MS
                        ? Check.warn("round trip", measured, limit, fix)
                        : Check.ok("round trip", measured, limit);
    }

    private void skip(String needed, String... whats) {
        for (String what : whats) {
            told.accept(Check.skip(what, "mend " + needed + " first"));
        }
    }

    private static String fix(RefusalCode code) {
        return switch (code) {
            case REFUSAL_CODE_UNKNOWN_ZONE ->
                "give --zone the name of the zone that this edge serves, or another --edge";
            case REFUSAL_CODE_BAD_DEVICE_ID -> "give --id 1 to 64 letters, digits, dots, dashes, and --station not 0";
            case REFUSAL_CODE_BAD_KIND -> "the station id belongs to a roadside unit: give another --station";
            case REFUSAL_CODE_STATION_IN_USE -> "another device has this station id: give another --station";
            case REFUSAL_CODE_PROTOCOL_VERSION ->
                "this program and the edge are of different versions: update the older one";
            case REFUSAL_CODE_OVERLOADED -> "the edge is full: ask its operator";
            case REFUSAL_CODE_SHUTTING_DOWN -> "the edge is being stopped: try again";
            case REFUSAL_CODE_CERTIFICATE_DEVICE -> "the certificate is for another --id: enrol this device";
            case REFUSAL_CODE_CERTIFICATE_STATION ->
                "the certificate is for another --station: leave it out, or ask the operator";
            case REFUSAL_CODE_CERTIFICATE_KIND -> "the certificate is not for an onboard unit: enrol this device";
            case REFUSAL_CODE_CERTIFICATE_ZONE -> "the certificate is for another --zone: ask the operator to add it";
            case REFUSAL_CODE_REVOKED -> "the operator has revoked this device: enrol again";
            case REFUSAL_CODE_CERTIFICATE_EXPIRED -> "renew the certificate: v2x obu renew";
            case REFUSAL_CODE_UNSPECIFIED, REFUSAL_CODE_NO_HELLO, REFUSAL_CODE_IDLE, REFUSAL_CODE_FRAME, UNRECOGNIZED ->
                "see the edge's log";
        };
    }
}
