package io.yunkong.sim.obu;

import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.time.UnixTime;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** Looks at the way to the edge: name, TCP, TLS, certificate, session, clock, round trip. Blocking; one owner. */
final class LinkExam {
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
    private final LinkFault fault;
    private Check roundTrip = Check.skip("round trip", "needs a session");
    private Optional<IOException> ownRefused = Optional.empty();

    LinkExam(ObuConfig config, Optional<DeviceCertificate> certificate, InstantSource clock, Consumer<Check> told) {
        this.config = config;
        this.certificate = certificate;
        this.clock = clock;
        this.told = told;
        this.fault = new LinkFault(config, certificate);
    }

    /** Tells of each but the last, the round trip, which is the answer: it has its place after the input. */
    Check examine() {
        String host = config.edge().host();
        try {
            InetSocketAddress address = config.edge().resolve();
            told.accept(Check.ok("name", host + " is " + address.getAddress().getHostAddress(), ""));
            connect(address);
        } catch (UnknownHostException e) {
            told.accept(Check.fail(
                    "name",
                    "not known: " + host,
                    "",
                    "check the name in --edge and this computer's name server (getent hosts " + host
                            + "), or give the address"));
            skip("name", "tcp", "tls", "certificate", "session", "clock");
        }
        return roundTrip;
    }

    private void connect(InetSocketAddress address) {
        Socket connected;
        try {
            connected = EdgeConnection.connect(address, ObuSession.LIMIT_MS);
        } catch (IOException e) {
            told.accept(fault.connecting(e, address.getPort()));
            skip("tcp", "tls", "certificate", "session", "clock");
            return;
        }
        try (Socket plain = connected) {
            told.accept(Check.ok("tcp", "connected to port " + address.getPort(), ""));
            Optional<Socket> way = secure(plain, address);
            Check own = own();
            told.accept(own);
            if (ownRefused.isPresent()) {
                told.accept(fault.greeting(ownRefused.get(), own));
                skip("session", "clock");
            } else if (way.isPresent()) {
                greet(way.get(), own);
            } else {
                skip("tls", "session", "clock");
            }
        } catch (IOException e) {
            // of closing: all has been told
        }
    }

    /** The socket to speak through; empty = there is no TLS where it is wanted, or the edge has broken it off. */
    private Optional<Socket> secure(Socket plain, InetSocketAddress address) {
        Optional<Tls> tls = config.tls();
        if (tls.isEmpty()) {
            told.accept(
                    address.getAddress().isLoopbackAddress()
                            ? Check.ok("tls", "plain, within this computer", "")
                            : Check.warn(
                                    "tls",
                                    "plain: anybody on the way can read and forge",
                                    "",
                                    "use TLS: v2x obu enrol, then --dir"));
            return Optional.of(plain);
        }
        SSLContext context;
        try {
            context = tls.get().context();
        } catch (IOException e) {
            told.accept(Check.fail(
                    "tls",
                    Notice.printable(String.valueOf(e.getMessage())),
                    "",
                    "look at the files in --dir; " + Enrolments.again(config)));
            return Optional.empty();
        }
        try {
            SSLSocket secured = EdgeConnection.shakeHands(plain, config.edge(), context);
            SSLSession session = secured.getSession();
            told.accept(Check.ok("tls", session.getProtocol() + ", " + session.getCipherSuite(), ""));
            return Optional.of(secured);
        } catch (IOException e) {
            if (CertificateFault.findIn(e).equals(Optional.of(CertificateFault.OWN_REFUSED))) {
                // As a rule it is noticed with the hello, and it is told there: which comes first is a race.
                ownRefused = Optional.of(e);
                told.accept(Check.ok("tls", "TLSv1.3, until the certificate was shown", ""));
            } else {
                told.accept(fault.shakingHands(e));
            }
            return Optional.empty();
        }
    }

    private Check own() {
        return certificate
                .map(mine -> mine.check(config, clock.instant()))
                .orElse(
                        config.tls().isEmpty()
                                ? Check.skip("certificate", "needs TLS: --dir")
                                : Check.warn("certificate", "this device has none", "", "get one: v2x obu enrol"));
    }

    private void greet(Socket socket, Check own) {
        try (EdgeConnection connection = new EdgeConnection(socket)) {
            Hellos.Answer answer;
            try {
                answer = Hellos.greet(connection, config, null, clock);
            } catch (IOException e) {
                told.accept(fault.greeting(e, own));
                skip("session", "clock");
                return;
            }
            if (!answer.good()) {
                told.accept(fault.refused(answer.refusal(), answer.reason()));
                skip("session", "clock");
                return;
            }
            told.accept(Check.ok("session", "accepted as " + config.deviceId() + " in zone " + config.zone(), ""));
            told.accept(clock(answer));
            roundTrip = heartbeats(connection);
            connection.finish();
        } catch (IOException e) {
            // of parting: all has been told
        }
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

    /** By the median over some heartbeats. */
    private Check heartbeats(EdgeConnection connection) {
        double[] timesMs = new double[HEARTBEATS];
        String none = "no answer to a heartbeat";
        String limit = HEARTBEAT_LIMIT_MS + " ms";
        try {
            connection.limit(HEARTBEAT_LIMIT_MS);
            for (int i = 0; i < HEARTBEATS; i++) {
                long saidUs = UnixTime.nowUs(clock) + i;
                long saidNs = System.nanoTime();
                connection.send(Hellos.heartbeat(saidUs));
                if (!awaitAnswer(connection, saidUs, saidNs)) {
                    return silent(none, limit);
                }
                timesMs[i] = (System.nanoTime() - saidNs) / 1e6;
            }
        } catch (SocketTimeoutException e) {
            return silent(none, limit);
        } catch (IOException e) {
            return silent("the session broke off: " + ObuSession.reason(e), limit);
        }
        Arrays.sort(timesMs);
        return roundTrip(timesMs[HEARTBEATS / 2]);
    }

    private static boolean awaitAnswer(EdgeConnection connection, long saidUs, long saidNs) throws IOException {
        while (System.nanoTime() - saidNs < HEARTBEAT_LIMIT_MS * 1_000_000L) {
            EdgeMessage message = connection.read();
            if (message.hasRefused()) {
                throw new IOException(Hellos.name(message.getRefused().getCode()) + ", "
                        + message.getRefused().getReason());
            }
            if (message.getHeartbeat().getAnswerToUs() == saidUs) {
                return true;
            }
        }
        return false;
    }

    private static Check silent(String measured, String limit) {
        return Check.fail(
                "round trip",
                measured,
                limit,
                "run it again; if it stays so, the mobile network or a proxy on the way holds messages back, or another"
                        + " program uses the same --id or --station: warnings would not arrive");
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
}
