package io.yunkong.cli;

import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.observe.SensorReport;
import io.yunkong.map.road.Zone;
import io.yunkong.sim.DrySwarm;
import io.yunkong.sim.oracle.Verdict;
import io.yunkong.sim.sensor.Message;
import io.yunkong.wire.Warning;
import io.yunkong.wire.uper.UperException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Simulated traffic, warned: octets of messages through the parts of an edge into warnings, and those judged by the simulator. */
final class WarnedTraffic {
    /** Three sigmas of a sensor, twice. */
    private static final double GHOST_MOVES_MAX_M = 3;

    private static final long START_US = 1_800_000_000_000_000L;

    private final DrySwarm swarm;
    private final ManualEdge edge;
    private final List<Warning> warnings = new ArrayList<>();
    private final Map<List<Long>, SensorReport> firstSeen = new HashMap<>();
    private long rejected;

    /** What came of a run; {@code rejected} counts messages and objects that were not used, but for the sensors' ghosts. */
    record Outcome(List<Warning> warnings, Verdict verdict, double equippedHours, long rejected) {}

    private WarnedTraffic(Zone zone, int vehicles, double equippedShare, long seed) {
        swarm = new DrySwarm(zone, vehicles, equippedShare, seed, START_US);
        edge = new ManualEdge(zone, START_US, heard -> warn(heard.warning(), heard.receivedAtUs()), this::note);
    }

    static Outcome run(Zone zone, int vehicles, double equippedShare, long seed, double seconds) throws UperException {
        WarnedTraffic traffic = new WarnedTraffic(zone, vehicles, equippedShare, seed);
        for (int step = 0; step < seconds * 10; step++) {
            for (Message message : traffic.swarm.step()) {
                traffic.edge.receive(
                        message.kind(), message.stationId(), message.uper(), traffic.swarm.sentAtUs(message));
            }
        }
        return new Outcome(
                List.copyOf(traffic.warnings),
                traffic.swarm.verdict(),
                traffic.swarm.equippedHours(),
                traffic.rejected);
    }

    private void note(@Nullable Observation observation, @Nullable RejectReason reason) {
        if (observation instanceof SensorReport seen) {
            firstSeen.putIfAbsent(List.of(seen.stationId(), (long) seen.objectId()), seen);
        }
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

    private void warn(Warning warning, long atUs) {
        warnings.add(warning);
        swarm.warned(warning, atUs);
    }
}
