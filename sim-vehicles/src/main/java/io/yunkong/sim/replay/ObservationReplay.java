package io.yunkong.sim.replay;

import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.Zone;
import io.yunkong.sim.client.Fleet;
import io.yunkong.sim.client.FleetEar;
import io.yunkong.sim.client.Frame;
import io.yunkong.sim.client.Station;
import io.yunkong.sim.sensor.Message;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.time.UnixTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a recorded observation set through the sockets of the swarm: one session per recorded vehicle, one per roadside unit. A line is
 * sent at its arrival time in the recording, shifted to now and divided by the speed; its measurement is as old then as it was in the
 * recording, whatever the speed. A vehicle's station id is its hex id, padded to 8 octets. One thread reads, event loops send.
 */
public final class ObservationReplay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ObservationReplay.class);
    private static final int READ_AHEAD_LINES = 3000;
    private static final long START_DELAY_US = 600_000;
    private static final long AHEAD_US = 300_000;
    private static final long LAST_WARNINGS_US = 300_000;
    /** A vehicle that says nothing for so long has left, as far as the edge is concerned too. */
    private static final long LINGER_US = 2_000_000;

    private final Path file;
    private final Zone zone;
    private final InstantSource clock;
    private final double speed;
    private final Fleet fleet;
    private final RecordedEncoder encoder = new RecordedEncoder();
    private final RoadsideNames units;
    /** Vehicles with an open session: when their last line known so far is to be sent. */
    private final Map<Long, Long> lastLineAtUs = new HashMap<>();

    private final CountDownLatch done = new CountDownLatch(1);
    private long lines;
    private long bsmLines;
    private long rsmLines;
    private long rsmFrames;
    private long unmatched;
    private double recordedS;
    private volatile boolean stopping;
    private volatile ReplayReport latest;

    private ObservationReplay(
            Path file, Zone zone, Fleet.Target target, double speed, InstantSource clock, FleetEar ear) {
        this.file = file;
        this.zone = zone;
        this.clock = clock;
        this.speed = speed;
        this.fleet = new Fleet(target, clock, ear);
        this.units = new RoadsideNames(zone);
        this.latest = describe(false, "");
    }

    /**
     * Starts to play.
     *
     * @param speed recorded seconds per second, (0, 50]
     * @param ear hears every warning, on an event loop
     */
    public static ObservationReplay start(
            Path file, Zone zone, Fleet.Target target, double speed, InstantSource clock, FleetEar ear) {
        if (!(speed > 0 && speed <= 50)) {
            throw new IllegalArgumentException("out of range: speed=" + speed + ", limit=0..50; refused");
        }
        ObservationReplay replay = new ObservationReplay(file, zone, target, speed, clock, ear);
        Thread thread = new Thread(replay::run, "replay");
        thread.setDaemon(true);
        thread.start();
        return replay;
    }

    /** What happened so far; complete when {@link #await} returned true. */
    public ReplayReport report() {
        return latest;
    }

    /** Waits for the end of the recording; false = not within the time. */
    public boolean await(Duration atMost) throws InterruptedException {
        return done.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends the replay. */
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
        String failure = "";
        try (RecordedReader reader = new RecordedReader(file)) {
            play(reader);
            drain();
        } catch (IOException e) {
            failure = String.valueOf(e.getMessage());
            LOG.warn("replay ends early: file={}, reason={}", file, failure);
        } catch (RuntimeException | Error e) {
            failure = at(e.toString());
            LOG.error("replay broke down: file={}, line={}; ended", file, lines, e);
        } finally {
            fleet.close();
            latest = describe(failure.isEmpty() && !stopping, failure);
            done.countDown();
        }
    }

    private void play(RecordedReader reader) throws IOException {
        ArrayDeque<Recorded> ahead = new ArrayDeque<>();
        fill(reader, ahead);
        Map<String, RoadsideUnit> first = units.match(ahead);
        LOG.info("replay starts: file={}, roadside_units={}, speed={}", file.getFileName(), names(first), speed);
        first.values().forEach(this::open);
        long startUs = nowUs() + START_DELAY_US;
        ahead.forEach(line -> follow(line, sendAtUs(startUs, line)));
        while (!ahead.isEmpty() && !stopping) {
            long untilUs = nowUs() + AHEAD_US;
            List<Frame> frames = new ArrayList<>();
            while (!ahead.isEmpty() && sendAtUs(startUs, ahead.getFirst()) <= untilUs) {
                Recorded line = ahead.removeFirst();
                long sendAtUs = sendAtUs(startUs, line);
                follow(line, sendAtUs);
                frames.addAll(frames(line, sendAtUs));
                if (ahead.isEmpty()) {
                    fill(reader, ahead);
                }
            }
            fleet.schedule(frames);
            closeSilent();
            latest = describe(false, "");
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static void fill(RecordedReader reader, ArrayDeque<Recorded> ahead) throws IOException {
        while (ahead.size() < READ_AHEAD_LINES) {
            @Nullable Recorded line = reader.next();
            if (line == null) {
                return;
            }
            ahead.add(line);
        }
    }

    private long sendAtUs(long startUs, Recorded line) {
        return startUs + Math.round(line.arrivedS() * 1e6 / speed);
    }

    /** A place in the recording: lines are played one by one, so their count is the number of the one at hand. */
    private String at(String reason) {
        return file.getFileName() + ":" + lines + ": " + reason.replace(System.lineSeparator(), " ");
    }

    private List<Frame> frames(Recorded line, long sendAtUs) throws IOException {
        lines++;
        recordedS = line.arrivedS();
        try {
            return encoded(line, sendAtUs);
        } catch (IllegalArgumentException e) {
            throw new IOException(at("cannot be sent: " + e.getMessage()), e);
        }
    }

    private List<Frame> encoded(Recorded line, long sendAtUs) {
        long measuredUs = sendAtUs - Math.round((line.arrivedS() - line.measuredS()) * 1e6);
        return switch (line) {
            case Recorded.Bsm bsm -> {
                bsmLines++;
                long station = bsm.stationId();
                yield List.of(new Frame(Message.Kind.BSM, station, sendAtUs, encoder.encode(bsm, station, measuredUs)));
            }
            case Recorded.Rsm rsm -> {
                rsmLines++;
                RoadsideUnit unit = units.unit(rsm.unit());
                if (unit == null) {
                    unmatched += units.noneLeft() ? 1 : 0;
                    yield List.of();
                }
                List<Frame> frames = new ArrayList<>();
                for (byte[] uper : encoder.encode(rsm, unit.stationId(), zone.plane(), measuredUs)) {
                    rsmFrames++;
                    frames.add(new Frame(Message.Kind.RSM, unit.stationId(), sendAtUs, uper));
                }
                yield frames;
            }
        };
    }

    /** Opens the session of a vehicle or roadside unit that has none. */
    private void follow(Recorded line, long sendAtUs) {
        switch (line) {
            case Recorded.Bsm bsm -> {
                long station = bsm.stationId();
                if (!lastLineAtUs.containsKey(station)) {
                    fleet.open(new Station(station, "obu-" + bsm.id(), DeviceKind.DEVICE_KIND_ONBOARD_UNIT));
                }
                lastLineAtUs.merge(station, sendAtUs, Math::max);
            }
            case Recorded.Rsm rsm ->
                units.match(List.of(rsm)).forEach((recorded, unit) -> {
                    LOG.info("roadside unit joins: recorded={}, roadside_unit={}", recorded, unit.id());
                    open(unit);
                });
        }
    }

    private void open(RoadsideUnit unit) {
        fleet.open(new Station(unit.stationId(), unit.id(), DeviceKind.DEVICE_KIND_ROADSIDE_UNIT));
    }

    /** Closes the sessions of vehicles that have left; one that comes back gets a new session. */
    private void closeSilent() {
        long silentUs = nowUs() - LINGER_US;
        lastLineAtUs.entrySet().removeIf(vehicle -> {
            boolean silent = vehicle.getValue() < silentUs;
            if (silent) {
                fleet.close(vehicle.getKey());
            }
            return silent;
        });
    }

    private static Map<String, String> names(Map<String, RoadsideUnit> units) {
        Map<String, String> names = new TreeMap<>();
        units.forEach((recorded, unit) -> names.put(recorded, unit.id()));
        return names;
    }

    private void drain() {
        long untilUs = nowUs() + 2_000_000;
        while (!stopping && fleet.queued() > 0 && nowUs() < untilUs) {
            LockSupport.parkNanos(2_000_000);
        }
        long restUs = nowUs() + LAST_WARNINGS_US;
        while (!stopping && nowUs() < restUs) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    private ReplayReport describe(boolean finished, String failure) {
        return new ReplayReport(
                lines, bsmLines, rsmLines, rsmFrames, unmatched, recordedS, finished, failure, fleet.statistics());
    }

    private long nowUs() {
        return UnixTime.nowUs(clock);
    }
}
