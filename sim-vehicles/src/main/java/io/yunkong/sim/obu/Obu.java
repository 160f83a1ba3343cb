package io.yunkong.sim.obu;

import io.yunkong.wire.Refused;
import io.yunkong.wire.time.UnixTime;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The onboard unit of one vehicle: reads its positions, sends a BSM every 0.1 s for as long as it knows where it is, keeps its session and
 * tells of warnings. Three threads: one reads the input, one the edge, one sends; events come from any of them, one at a time.
 */
public final class Obu implements AutoCloseable {
    private static final long INTERVAL_NS = 100_000_000;
    private static final long FIRST_BSM_POLL_US = 10_000;

    private final InstantSource clock;
    private final Consumer<ObuEvent> ear;
    private final OwnMotion motion = new OwnMotion();
    private final InputTally inputTally = new InputTally();
    private final ObuTally tally = new ObuTally();
    private final ObuSession session;
    private final BsmMaker maker;
    private final FixInput input;
    private final long startedNs = System.nanoTime();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean inputEnded;
    private volatile String failure = "";
    private final FixSource.Format format;
    private @Nullable Silence silence; // the last one told; of the thread that speaks, as the next
    private boolean speaking;

    private Obu(
            ObuConfig config, FixSource source, InputStream standardInput, InstantSource clock, Consumer<ObuEvent> ear)
            throws IOException {
        this.clock = clock;
        this.ear = ear;
        this.format = source.format();
        this.session = new ObuSession(config, clock, tally, this::tell);
        this.maker = new BsmMaker(config.stationId(), config.vehicle());
        this.input = new FixInput(source.open(standardInput), source, config.vehicle(), clock, inputTally, this::tell);
    }

    /**
     * Starts it.
     *
     * @param standardInput what {@code -} means as a place; not closed
     * @throws IOException if the input cannot be opened; nothing was started then
     */
    public static Obu start(
            ObuConfig config, FixSource source, InputStream standardInput, InstantSource clock, Consumer<ObuEvent> ear)
            throws IOException {
        Obu obu = new Obu(config, source, standardInput, clock, ear);
        // Reading a terminal or a serial line cannot be interrupted: the process must not wait for this thread.
        Thread.ofPlatform().daemon().name("obu-input").start(obu::read);
        Thread.ofPlatform().daemon().name("obu-session").start(() -> obu.keepSession());
        Thread.ofPlatform().daemon().name("obu-bsm").start(obu::speak);
        return obu;
    }

    private synchronized void tell(ObuEvent event) {
        ear.accept(event);
    }

    private void read() {
        String why = "";
        try (input) {
            input.play(motion::accept, this::waitUntil);
            awaitFirstBsm();
            why = inputTally.fixes() > 0 ? "" : inputTally.complaint(format);
        } catch (IOException e) {
            why = "input failed: reason=" + e.getMessage();
        }
        inputEnded = true; // which is told and counted, and not that the receiver had lost its position
        motion.end();
        if (stopping.getCount() > 0) {
            failure = why;
            tell(new ObuEvent.InputEnded(why));
        }
        over.countDown();
    }

    /** An input that ends at once has told a position as well: it counts for as long as one does, unless there is no edge. */
    private void awaitFirstBsm() {
        long untilUs = UnixTime.nowUs(clock) + OwnMotion.FIX_AGE_MAX_US;
        while (inputTally.fixes() > 0
                && tally.sent() == 0
                && !session.absent()
                && UnixTime.nowUs(clock) < untilUs
                && waitUntil(UnixTime.nowUs(clock) + FIRST_BSM_POLL_US)) {
            // the session opens, or does not
        }
    }

    private boolean waitUntil(long timeUs) {
        long waitUs = timeUs - UnixTime.nowUs(clock);
        try {
            return waitUs <= 0 ? stopping.getCount() > 0 : !stopping.await(waitUs, TimeUnit.MICROSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void keepSession() {
        session.run();
        Refused refused = session.refusal();
        if (refused != null) {
            failure = "edge refuses: code=" + Hellos.name(refused.getCode()) + ", reason="
                    + Notice.printable(refused.getReason());
            over.countDown();
        }
    }

    /** Every 0.1 s; a turn that is missed is not made up for, and after a late one the next is not much nearer: no two in one millisecond. */
    private void speak() {
        try {
            long dueNs = System.nanoTime();
            while (!stopping.await(Math.max(0, dueNs - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                switch (motion.at(UnixTime.nowUs(clock))) {
                    case OwnState.Known known -> speakOf(known.fix());
                    case OwnState.Unknown unknown when inputEnded -> speaking = false;
                    case OwnState.Unknown unknown -> {
                        fallSilent(unknown.why(), unknown.ageMs());
                        tally.count(f -> f.silent.merge(unknown.why(), 1L, Long::sum));
                    }
                }
                session.beat();
                dueNs = Math.max(dueNs + INTERVAL_NS, System.nanoTime() + INTERVAL_NS / 2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void speakOf(Fix fix) {
        if (session.absent()) {
            fallSilent(Silence.NO_CONNECTION, 0);
        } else if (!speaking && tellOfSpeaking()) {
            speaking = true;
            silence = null;
        }
        session.send(maker.next(fix));
    }

    private void fallSilent(Silence why, long ageMs) {
        if (why != silence) {
            tell(new ObuEvent.Silent(why, ageMs));
        }
        speaking = false;
        silence = why;
    }

    /** False = there is no session; one that ends now is told of later. */
    private synchronized boolean tellOfSpeaking() {
        boolean live = session.live();
        if (live) {
            ear.accept(new ObuEvent.Speaking());
        }
        return live;
    }

    /** Waits until it has come to its end by itself (end of the input, refusal); false = not yet. */
    public boolean await(long milliseconds) throws InterruptedException {
        return over.await(milliseconds, TimeUnit.MILLISECONDS);
    }

    /** Whether the edge has refused it for good. */
    public boolean refused() {
        return session.refusal() != null;
    }

    /**
     * Why it was not let in at its last attempt, a handshake that ended over a certificate included, though it would have tried again;
     * empty = it was let in, or the network failed.
     */
    public String turnedAway() {
        return session.turnedAway();
    }

    public ObuReport report() {
        return tally.report((System.nanoTime() - startedNs) / 1e9, inputTally, failure);
    }

    /** Stops reading and sending, lets the edge say its last, and ends the session: three seconds at most. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            input.close(); // a receiver that says nothing would keep the reading thread, and the device
        } catch (IOException e) {
            // nobody reads it any more
        }
        try {
            session.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
