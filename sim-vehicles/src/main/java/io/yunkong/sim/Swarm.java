package io.yunkong.sim;

import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.SignalController;
import io.yunkong.map.road.Zone;
import io.yunkong.sim.client.Fleet;
import io.yunkong.sim.client.Frame;
import io.yunkong.sim.client.HeardWarning;
import io.yunkong.sim.client.Station;
import io.yunkong.sim.oracle.Verdict;
import io.yunkong.sim.sensor.Message;
import io.yunkong.sim.sensor.Timebase;
import io.yunkong.sim.traffic.RoadUser;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.time.UnixTime;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A zone's traffic that speaks to an edge: vehicles and roadside units send what they measure, vehicles receive warnings, the oracle
 * judges them. The same zone (signal anchor included), configuration and seed give the same traffic and the same messages whatever the
 * clock, the sockets or the edge do. One thread simulates, a few event loops send; {@link #report()} may be called by any thread.
 */
public final class Swarm implements AutoCloseable {
    /** Judging compares every conflict with every alarm: too much for each report of a swarm that runs for days. */
    private static final Verdict NOT_JUDGED_YET = new Verdict(List.of(), List.of());

    private static final Logger LOG = LoggerFactory.getLogger(Swarm.class);
    /** The world is simulated this much ahead of what is sent, real seconds. */
    private static final double AHEAD_S = 1.0;

    private static final long CONNECT_MAX_US = 5_000_000;
    private static final long DRAIN_MAX_US = 3_000_000;
    private static final long LAST_WARNINGS_US = 300_000;
    /** A session stays this long, real seconds, after its vehicle's last message is due. */
    private static final double LINGER_S = 1.5;
    /** The world's thread looks every few milliseconds: room for a warning to every vehicle of the largest swarm at once. */
    private static final int WARNINGS_UNJUDGED_MAX = 20_000;

    private final SwarmConfig config;
    private final Zone zone;
    private final InstantSource clock;
    private final Timebase time;
    private final Play play;
    private final Fleet fleet;
    private final Map<Long, Double> presentAtS = new HashMap<>();
    private final Alarms alarms;
    private int vehicles;
    private final WarningQueue heard = new WarningQueue(WARNINGS_UNJUDGED_MAX);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread thread;
    private double firstWarningS = Double.NaN;
    private volatile boolean stopping;
    private volatile SwarmReport latest;
    private volatile @Nullable Throwable failure;

    private Swarm(SwarmConfig config, Zone zone, InstantSource clock) {
        this.config = config;
        this.zone = zone;
        this.clock = clock;
        long startUs = config.startAtUs() != 0 ? config.startAtUs() : (nowUs() / 1000 + 600) * 1000;
        time = new Timebase(startUs, config.speedFactor());
        play = new Play(zone, config.vehicles(), config.equippedShare(), config.seed(), config.conflicts(), time);
        alarms = new Alarms(zone, play);
        fleet = new Fleet(new Fleet.Target(zone.name(), config.edge(), config.roadsideUdp()), clock, heard::add);
        latest = describe(false);
        thread = new Thread(this::run, "swarm-world");
        thread.setDaemon(true);
    }

    /**
     * Opens the sessions and starts the traffic.
     *
     * @param clock real time; the messages' time fields and the timetable follow it
     */
    public static Swarm start(SwarmConfig config, Zone zone, InstantSource clock) {
        Swarm swarm = new Swarm(config, zone, clock);
        LOG.info(
                "swarm starts: zone={}, vehicles={}, seed={}, edge={}",
                zone.name(),
                config.vehicles(),
                config.seed(),
                config.edge());
        swarm.thread.start();
        return swarm;
    }

    /** What happened so far, at most a second old; after the end, everything. Of runs without end, the newest 4000 conflicts and alarms. */
    public SwarmReport report() {
        return latest;
    }

    /** Waits for the end of the configured duration; false = not within the time. */
    public boolean await(Duration atMost) throws InterruptedException {
        return done.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Stops, closes the sessions and returns the final report.
     *
     * @throws IllegalStateException if the traffic broke down before its end: its figures mean nothing
     */
    public SwarmReport stop() {
        close();
        Throwable cause = failure;
        if (cause != null) {
            throw new IllegalStateException(
                    "swarm broke down: zone=" + zone.name() + ", seed=" + config.seed() + "; sessions closed", cause);
        }
        return latest;
    }

    /** Stops and closes the sessions, also after a breakdown. */
    @Override
    public void close() {
        stopping = true;
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            openSessions();
            awaitSessions();
            long steps = config.duration() == null
                    ? Long.MAX_VALUE
                    : config.duration().toMillis() / 100;
            for (long step = 0; step < steps && !stopping; step++) {
                pace();
                advance();
                if (step % 10 == 0) {
                    latest = describe(false);
                }
            }
            drain();
        } catch (RuntimeException | Error e) {
            failure = e;
            LOG.error("swarm broke down: zone={}, seed={}; ended", zone.name(), config.seed(), e);
        } finally {
            fleet.close();
            listen();
            // Only now are the counters final: the sending threads have ended.
            SwarmReport last = describe(true);
            latest = last;
            LOG.info(
                    "swarm ends: sent={}, scripted={}, missed={}",
                    last.links().sentFrames(),
                    last.scripted().size(),
                    last.missed().size());
            done.countDown();
        }
    }

    private void openSessions() {
        for (RoadsideUnit unit : zone.roadsideUnits()) {
            fleet.open(new Station(unit.stationId(), unit.id(), DeviceKind.DEVICE_KIND_ROADSIDE_UNIT));
        }
        follow();
    }

    /** Gives the edge a moment to accept the sessions; whoever is late catches up by itself. */
    private void awaitSessions() {
        long untilUs = Math.min(nowUs() + CONNECT_MAX_US, Math.max(time.startUs(), nowUs()) + 300_000);
        while (fleet.acceptedSessions() < fleet.openSessions() && nowUs() < untilUs && !stopping) {
            LockSupport.parkNanos(2_000_000);
        }
    }

    private void pace() {
        while (!stopping && play.nowS() > time.simulatedS(nowUs()) + AHEAD_S * config.speedFactor()) {
            listen();
            LockSupport.parkNanos(3_000_000);
        }
    }

    private void advance() {
        List<Message> messages = play.step();
        follow();
        List<Frame> frames = new ArrayList<>(messages.size());
        for (Message message : messages) {
            frames.add(new Frame(message.kind(), message.stationId(), time.realUs(message.dueUs()), message.uper()));
        }
        fleet.schedule(frames);
        listen();
    }

    /** Opens sessions of newcomers, closes those of leavers once their last messages are sent. */
    private void follow() {
        double nowS = play.nowS();
        double lingerS = (AHEAD_S + LINGER_S) * config.speedFactor();
        for (RoadUser user : play.users()) {
            if (user.equipped()) {
                if (alarms.meet(user)) {
                    vehicles++;
                    fleet.open(
                            new Station(user.stationId(), name(user.stationId()), DeviceKind.DEVICE_KIND_ONBOARD_UNIT));
                }
                presentAtS.put(user.stationId(), nowS);
            }
        }
        presentAtS.entrySet().removeIf(entry -> {
            boolean left = nowS - entry.getValue() > lingerS;
            if (left) {
                fleet.close(entry.getKey());
                alarms.forget(entry.getKey());
            }
            return left;
        });
    }

    private void listen() {
        for (HeardWarning next = heard.poll(); next != null; next = heard.poll()) {
            double atS = time.simulatedS(next.receivedAtUs());
            double stateAtS = time.simulatedS(next.warning().getUpdatedAtUs());
            if (alarms.note(next.stationId(), next.warning(), atS, stateAtS) && Double.isNaN(firstWarningS)) {
                firstWarningS = (next.receivedAtUs() - time.startUs()) / 1e6;
            }
        }
    }

    /**
     * Sends what is still on the timetable and waits for the last warnings; also when it was told to stop, because the oracle has seen
     * all that was simulated and would miss warnings of what was not sent.
     */
    private void drain() {
        long untilUs = nowUs() + DRAIN_MAX_US;
        while (fleet.queued() > 0 && nowUs() < untilUs) {
            listen();
            LockSupport.parkNanos(2_000_000);
        }
        untilUs = nowUs() + LAST_WARNINGS_US;
        while (nowUs() < untilUs) {
            listen();
            LockSupport.parkNanos(2_000_000);
        }
    }

    private SwarmReport describe(boolean atEnd) {
        SignalController first =
                zone.signals().isEmpty() ? null : zone.signals().getFirst();
        long phaseMs = first == null
                ? 0
                : Math.floorMod(
                        time.startUs() / 1000 - Math.round(first.offsetS() * 1000), Math.round(first.cycleS() * 1000));
        return new SwarmReport(
                zone.name(),
                config.seed(),
                play.nowS(),
                vehicles,
                play.users().size(),
                zone.roadsideUnits().size(),
                phaseMs,
                play.hash().hex(),
                play.hash().messages(),
                fleet.statistics(),
                firstWarningS,
                heard.unjudged(),
                atEnd ? Verdict.of(play.conflicts(), alarms.all()) : NOT_JUDGED_YET);
    }

    private static String name(long station) {
        return new String(ByteBuffer.allocate(8).putLong(station).array(), StandardCharsets.US_ASCII);
    }

    private long nowUs() {
        return UnixTime.nowUs(clock);
    }
}
