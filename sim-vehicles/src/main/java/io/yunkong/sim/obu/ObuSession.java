package io.yunkong.sim.obu;

import io.yunkong.sim.client.Backoff;
import io.yunkong.wire.Advice;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.Heartbeat;
import io.yunkong.wire.PositionUse;
import io.yunkong.wire.RefusalCode;
import io.yunkong.wire.Refused;
import io.yunkong.wire.Resume;
import io.yunkong.wire.Warning;
import io.yunkong.wire.time.UnixTime;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one device's session with its edge, over all its connections: hello, reading, acknowledging; when a connection breaks, the next
 * one after a growing wait, resuming. {@link #run} is one thread's whole work; {@link #send} and {@link #beat} are called by another one.
 */
final class ObuSession {
    /** For a connection and a handshake, and what an edge may be silent that sends a heartbeat every two seconds at least. */
    static final int LIMIT_MS = 5_000;

    private static final long FAREWELL_MS = 1_500;
    /** What holds while a new connection has not told anything else. */
    private static final String FULLY_USED = "full";
    /** Advice remembered as acknowledged. */
    private static final int ADVICE_MAX = 64;

    private final ObuConfig config;
    private final InstantSource clock;
    private final ObuTally tally;
    private final Consumer<ObuEvent> events;
    private final Backoff backoff;
    private final Takeovers takeovers;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable EdgeConnection open;
    private volatile @Nullable Refused refused;
    private volatile boolean absent;
    private volatile String turnedAway = "";
    private volatile long beatEveryUs = 1_000_000;
    private volatile long beatAtUs;
    private volatile long beatAtNs;
    private String sessionId = "";
    private final SequenceAccount numbers;
    private final SequencedSet<String> adviceAcknowledged = new LinkedHashSet<>();
    private long clockOffsetUs;
    private String lastFailure = "";
    private String positionUse = FULLY_USED;

    ObuSession(ObuConfig config, InstantSource clock, ObuTally tally, Consumer<ObuEvent> events) {
        this.config = config;
        this.clock = clock;
        this.tally = tally;
        this.events = events;
        this.numbers = new SequenceAccount(tally);
        this.backoff = new Backoff(config.stationId());
        this.takeovers = new Takeovers(config.stationId());
    }

    /** The refusal that ended it, null = none did. */
    @Nullable Refused refusal() {
        return refused;
    }

    /** Whether there is a session now. */
    boolean live() {
        return open != null;
    }

    /** Whether a session is wanting: an attempt has failed or a session has ended, that has been told, and no other is open yet. */
    boolean absent() {
        return absent && refused == null;
    }

    /**
     * Why the last connection was not allowed, though trying goes on: a certificate that one side does not take, a refusal that may pass.
     * Empty = it was allowed, or the network failed.
     */
    String turnedAway() {
        return turnedAway;
    }

    /** Connects until it is closed or refused for good. */
    void run() {
        try {
            OptionalLong waitMs = OptionalLong.of(0);
            while (waitMs.isPresent() && !closing.await(waitMs.getAsLong(), TimeUnit.MILLISECONDS)) {
                waitMs = attempt();
                absent = true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open = null;
            ended.countDown();
        }
    }

    /** One connection from beginning to end; how long to wait before the next one, empty = there is to be none. */
    private OptionalLong attempt() {
        try (EdgeConnection connection = EdgeConnection.open(config.edge(), config.tls(), LIMIT_MS)) {
            Resume resume = sessionId.isEmpty()
                    ? null
                    : Resume.newBuilder()
                            .setSessionId(sessionId)
                            .setLastSequence(numbers.last())
                            .build();
            Hellos.Answer answer = greet(connection, resume);
            if (!answer.good()) {
                return refused(Refused.newBuilder()
                        .setCode(answer.refusal())
                        .setReason(answer.reason())
                        .build());
            }
            accepted(connection, answer);
            try {
                return listen(connection);
            } finally {
                open = null;
                tally.count(f -> f.uperFrames += connection.uperFrames());
            }
        } catch (IOException e) {
            turnedAway = CertificateFault.findIn(e).map(CertificateFault::text).orElse("");
            failed(reason(e));
            return OptionalLong.of(backoff.nextMs());
        }
    }

    /** @throws CertificateFault.RefusedException when the edge had gone before the hello: it has seen the certificate by then */
    private Hellos.Answer greet(EdgeConnection connection, @Nullable Resume resume) throws IOException {
        try {
            return Hellos.greet(connection, config, resume, clock);
        } catch (IOException e) {
            if (config.tls().isPresent()) {
                throw CertificateFault.metClosedConnection(e) ? new CertificateFault.RefusedException(e) : e;
            }
            // who has had a session knows the port: its edge went away
            throw sessionId.isEmpty() && Hellos.metTls(e)
                    ? new IOException(reason(e) + "; " + LinkFault.OTHER_PORT, e)
                    : e;
        }
    }

    private void accepted(EdgeConnection connection, Hellos.Answer answer) {
        boolean resumed = answer.accepted().getResumed();
        numbers.begin(resumed);
        sessionId = answer.accepted().getSessionId();
        clockOffsetUs = answer.clockOffsetUs();
        lastFailure = "";
        positionUse = FULLY_USED;
        backoff.reset();
        if (answer.accepted().getHeartbeatIntervalMs() > 0) {
            beatEveryUs = Integer.toUnsignedLong(answer.accepted().getHeartbeatIntervalMs()) * 1000;
        }
        tally.count(f -> {
            f.sessions++;
            f.clockOffsetMs = answer.clockOffsetUs() / 1000.0;
        });
        events.accept(new ObuEvent.Connected(
                config.edge(),
                Notice.printable(sessionId),
                resumed,
                answer.roundTripUs() / 1000.0,
                answer.clockOffsetUs() / 1000.0));
        absent = false;
        turnedAway = "";
        open = connection;
    }

    private OptionalLong listen(EdgeConnection connection) throws IOException {
        long acceptedNs = System.nanoTime();
        while (true) {
            EdgeMessage message = connection.read();
            if (!numbers.fresh(message.getSequence())) {
                continue;
            }
            switch (message.getBodyCase()) {
                case WARNING -> warned(connection, message.getWarning());
                case ADVICE -> advised(connection, message.getAdvice());
                case HEARTBEAT -> answered(message.getHeartbeat());
                case POSITION_USE -> used(message.getPositionUse());
                case ZONE_STATUS ->
                    events.accept(new ObuEvent.ZoneLevel(
                            Notice.printable(message.getZoneStatus().getZone()),
                            message.getZoneStatus().getLevel().name().replace("SERVICE_LEVEL_", ""),
                            Notice.printable(message.getZoneStatus().getReason())));
                case REFUSED -> {
                    open = null; // nothing is sent after what is told now
                    return message.getRefused().getCode() == RefusalCode.REFUSAL_CODE_STATION_IN_USE
                            ? takenOver((System.nanoTime() - acceptedNs) / 1_000_000)
                            : refused(message.getRefused());
                }
                case ACCEPTED, DATAGRAM_KEY, BODY_NOT_SET -> {
                    // not asked for; nothing hangs on it
                }
            }
        }
    }

    private void warned(EdgeConnection connection, Warning warning) throws IOException {
        Notice notice = Notice.of(warning);
        tally.count(f -> f.warnings.merge(notice.application() + "/" + notice.phase(), 1L, Long::sum));
        if (notice.raised()) {
            connection.send(Hellos.acknowledgement(warning.getWarningId(), nowUs()));
            tally.count(f -> f.acknowledged++);
        }
        boolean expired = notice.validUntilUs() > 0 && nowUs() - clockOffsetUs > notice.validUntilUs();
        if (expired && !notice.phase().equals("cleared")) {
            tally.count(f -> f.expired++);
        } else {
            events.accept(new ObuEvent.Warned(notice));
        }
    }

    private void advised(EdgeConnection connection, Advice advice) throws IOException {
        Recommendation recommendation = Recommendation.of(advice);
        tally.count(f -> f.advice.merge(recommendation.application(), 1L, Long::sum));
        if (adviceAcknowledged.add(advice.getAdviceId())) {
            connection.send(Hellos.adviceAcknowledgement(advice.getAdviceId(), nowUs()));
            tally.count(f -> f.acknowledged++);
        }
        if (adviceAcknowledged.size() > ADVICE_MAX) {
            adviceAcknowledged.removeFirst();
        }
        if (!recommendation.withdrawn() && nowUs() - clockOffsetUs > recommendation.validUntilUs()) {
            tally.count(f -> f.expired++);
        } else {
            events.accept(new ObuEvent.Advised(recommendation));
        }
    }

    /** The edge says the same again while it lasts. */
    private void used(PositionUse use) {
        ObuEvent.PositionUse now = new ObuEvent.PositionUse(
                Notice.plain(use.getLevel(), "POSITION_USE_LEVEL_").toLowerCase(Locale.ROOT),
                Notice.printable(use.getReason()),
                use.getSinceUs());
        String state = now.reason().isEmpty() ? now.level() : now.level() + "/" + now.reason();
        if (!state.equals(positionUse)) {
            positionUse = state;
            tally.count(f -> f.positionUse.merge(state, 1L, Long::sum));
            events.accept(now);
        }
    }

    private void answered(Heartbeat heartbeat) {
        if (heartbeat.getAnswerToUs() != 0 && heartbeat.getAnswerToUs() == beatAtUs) {
            tally.roundTrip((System.nanoTime() - beatAtNs) / 1000);
        }
    }

    /** Only a connection of the same device takes an open session over: a hello of another one is refused itself. */
    private OptionalLong takenOver(long heldMs) {
        long waitMs = takeovers.waitMs(heldMs);
        tally.count(f -> f.takenOver++);
        events.accept(new ObuEvent.TakenOver(waitMs));
        return OptionalLong.of(waitMs);
    }

    private OptionalLong refused(Refused why) {
        boolean fatal = Hellos.lasting(why.getCode());
        String code = Hellos.name(why.getCode());
        turnedAway = Hellos.passing(why.getCode()) ? "" : code + ", reason=" + Notice.printable(why.getReason());
        tally.count(f -> f.refusals.merge(code, 1L, Long::sum));
        if (fatal) {
            refused = why;
        }
        if (fatal || !lastFailure.equals(code)) {
            lastFailure = code;
            events.accept(new ObuEvent.Refused(code, Notice.printable(why.getReason()), fatal));
        }
        return fatal ? OptionalLong.empty() : OptionalLong.of(backoff.nextMs());
    }

    /** One event per state, not per attempt. */
    private void failed(String reason) {
        if (closing.getCount() > 0 && !lastFailure.equals(reason)) {
            lastFailure = reason;
            events.accept(new ObuEvent.Disconnected(config.edge(), reason));
        }
    }

    static String reason(IOException e) {
        Optional<CertificateFault> certificate = CertificateFault.findIn(e);
        if (certificate.isPresent()) {
            return certificate.get().text() + "; v2x obu doctor says what to do";
        }
        String text = switch (e) {
            case UnknownHostException _ -> "name not known";
            case SocketTimeoutException _ -> "no answer: limit_ms=" + LIMIT_MS;
            case EOFException _ -> "closed by the edge";
            default -> String.valueOf(e.getMessage());
        };
        return Notice.printable(text);
    }

    /** Sends a BSM if there is a session; counts it either way. */
    void send(byte[] bsm) {
        EdgeConnection connection = open;
        boolean sent = false;
        if (connection != null) {
            try {
                connection.sendFrame(bsm);
                sent = true;
            } catch (IOException e) {
                connection.close(); // the reading thread notices, and tells
            }
        }
        boolean done = sent;
        tally.count(f -> {
            f.sent += done ? 1 : 0;
            f.unsent += done ? 0 : 1;
        });
    }

    /** Says a heartbeat when one is due; called several times a second. */
    void beat() {
        EdgeConnection connection = open;
        long nowUs = nowUs();
        if (connection == null || Math.abs(nowUs - beatAtUs) < beatEveryUs) {
            return;
        }
        beatAtNs = System.nanoTime();
        beatAtUs = nowUs;
        try {
            connection.send(Hellos.heartbeat(nowUs));
        } catch (IOException e) {
            connection.close();
        }
    }

    /** Says that nothing more comes, lets the edge say its last, and waits for the end. */
    void close() throws InterruptedException {
        closing.countDown();
        EdgeConnection connection = open;
        if (connection != null) {
            try {
                connection.finish();
            } catch (IOException e) {
                connection.close();
            }
            if (!ended.await(FAREWELL_MS, TimeUnit.MILLISECONDS)) {
                connection.close();
            }
        }
        boolean _ = ended.await(FAREWELL_MS, TimeUnit.MILLISECONDS);
    }

    private long nowUs() {
        return UnixTime.nowUs(clock);
    }
}
