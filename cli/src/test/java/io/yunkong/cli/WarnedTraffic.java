package io.yunkong.cli;

import io.yunkong.map.exchange.WarningSource;
import io.yunkong.map.exchange.WireExchange;
import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.ObservationReader;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.observe.SensorReport;
import io.yunkong.map.road.Zone;
import io.yunkong.map.warn.CooperativeWarner;
import io.yunkong.map.warn.WarningEvent;
import io.yunkong.sim.DrySwarm;
import io.yunkong.sim.oracle.Verdict;
import io.yunkong.sim.sensor.Message;
import io.yunkong.wire.LatencyStamps;
import io.yunkong.wire.Warning;
import io.yunkong.wire.uper.BsmView;
import io.yunkong.wire.uper.RsmView;
import io.yunkong.wire.uper.UperException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Simulated traffic, warned: octets of messages through the parts of an edge into warnings, and those judged by the simulator. No
 * sockets, no threads; the clock is moved by hand from message to message, each arriving 4 ms after it was sent.
 */
final class WarnedTraffic {
    /** Three sigmas of a sensor, twice. */
    private static final double GHOST_MOVES_MAX_M = 3;

    private static final long START_US = 1_800_000_000_000_000L;
    private static final long WAY_US = 4_000;
    private static final long TICK_US = 100_000;

    private final DrySwarm swarm;
    private final WireExchange exchange;
    private final CooperativeWarner warner;
    private final ObservationReader reader;
    private final BsmView bsm = new BsmView();
    private final RsmView rsm = new RsmView();
    private final List<Warning> warnings = new ArrayList<>();
    private long nowUs = START_US;
    private final Map<List<Long>, SensorReport> firstSeen = new HashMap<>();
    private long rejected;

    /** What came of a run; {@code rejected} counts messages and objects that were not used, but for the sensors' ghosts. */
    record Outcome(List<Warning> warnings, Verdict verdict, double equippedHours, long rejected) {}

    private WarnedTraffic(Zone zone, int vehicles, double equippedShare, long seed) {
        swarm = new DrySwarm(zone, vehicles, equippedShare, seed, START_US);
        exchange = new WireExchange(zone);
        warner = new CooperativeWarner(zone, "edge-1", host -> true);
        reader = new ObservationReader(zone.plane());
    }

    static Outcome run(Zone zone, int vehicles, double equippedShare, long seed, double seconds) throws UperException {
        WarnedTraffic traffic = new WarnedTraffic(zone, vehicles, equippedShare, seed);
        for (int step = 0; step < seconds * 10; step++) {
            for (Message message : traffic.swarm.step()) {
                traffic.receive(message);
            }
        }
        return new Outcome(
                List.copyOf(traffic.warnings),
                traffic.swarm.verdict(),
                traffic.swarm.equippedHours(),
                traffic.rejected);
    }

    private void receive(Message message) throws UperException {
        long arrivesUs = swarm.sentAtUs(message) + WAY_US;
        for (long tick = (nowUs / TICK_US + 1) * TICK_US; tick <= arrivesUs; tick += TICK_US) {
            nowUs = tick;
            warner.tick(nowUs, this::warn);
        }
        nowUs = arrivesUs;
        byte[] octets = message.uper();
        switch (message.kind()) {
            case BSM -> {
                bsm.wrap(octets, 0, octets.length);
                take(reader.selfReport(bsm, nowUs));
            }
            case RSM -> {
                rsm.wrap(octets, 0, octets.length);
                while (rsm.next()) {
                    SensorReport seen = reader.sensorReport(rsm, nowUs);
                    if (seen != null) {
                        firstSeen.putIfAbsent(List.of(seen.stationId(), (long) seen.objectId()), seen);
                    }
                    take(seen);
                }
            }
        }
    }

    private void take(@Nullable Observation observation) {
        RejectReason reason = observation == null ? null : warner.accept(observation, nowUs, this::warn);
        if (observation == null || (reason != null && !ghost(observation, reason))) {
            rejected++;
        }
    }

    /** The sensors' ghosts say that they move, and stay within the noise of where they were first. */
    private boolean ghost(Observation observation, RejectReason reason) {
        if (!(observation instanceof SensorReport seen)) {
            return false;
        }
        SensorReport first = firstSeen.getOrDefault(List.of(seen.stationId(), (long) seen.objectId()), seen);
        double moved = Math.hypot(seen.eastM() - first.eastM(), seen.northM() - first.northM());
        return reason == RejectReason.SPEED_CONTRADICTS_DISPLACEMENT && moved < GHOST_MOVES_MAX_M;
    }

    private void warn(WarningEvent event) {
        Warning warning = exchange.toWire(event, WarningSource.edge("edge-1"), LatencyStamps.getDefaultInstance());
        warnings.add(warning);
        swarm.warned(warning, nowUs);
    }
}
