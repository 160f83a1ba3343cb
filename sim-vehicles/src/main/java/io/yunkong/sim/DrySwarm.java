package io.yunkong.sim;

import io.yunkong.map.road.Zone;
import io.yunkong.sim.oracle.Verdict;
import io.yunkong.sim.sensor.Message;
import io.yunkong.sim.sensor.Timebase;
import io.yunkong.sim.traffic.RoadUser;
import io.yunkong.wire.Warning;
import java.util.List;

/**
 * The traffic of a {@link Swarm} without sockets and without a clock, for runs as fast as the machine allows: the caller takes the
 * messages, step by step, and tells which warnings came of them. Equal arguments give equal messages. Not thread-safe: one owner.
 */
public final class DrySwarm {
    private static final double STEP_H = 0.1 / 3600;

    private final Timebase time;
    private final Play play;
    private final Alarms alarms;
    private double equippedHours;

    /**
     * @param vehicles motor vehicles at the start, as {@link SwarmConfig#vehicles()}
     * @param equippedShare share of them that is equipped, [0, 1]
     * @param startUs time of simulated second 0, microseconds since 1970 UTC, a whole millisecond
     */
    public DrySwarm(Zone zone, int vehicles, double equippedShare, long seed, long startUs) {
        time = new Timebase(startUs, 1);
        play = new Play(zone, vehicles, equippedShare, seed, true, time);
        alarms = new Alarms(zone, play);
    }

    /** Lets 0.1 s pass and returns what is sent in it, in order of time; lost messages are left out. */
    public List<Message> step() {
        List<Message> messages = play.step();
        for (RoadUser user : play.users()) {
            if (user.equipped()) {
                alarms.meet(user);
                equippedHours += STEP_H;
            }
        }
        return messages;
    }

    /** When a message is sent, microseconds since 1970 UTC. */
    public long sentAtUs(Message message) {
        return time.realUs(message.dueUs());
    }

    /** Takes a warning of any phase that its host received at a time. */
    public void warned(Warning warning, long atUs) {
        double stateAtS = time.simulatedS(warning.getUpdatedAtUs());
        alarms.note(warning.getHostStationId(), warning, time.simulatedS(atUs), stateAtS);
    }

    /** Ends the watch and judges what was told by {@link #warned}; call it once, last. */
    public Verdict verdict() {
        return Verdict.of(play.conflicts(), alarms.all());
    }

    /** Time that equipped vehicles spent in the zone, all together, hours. */
    public double equippedHours() {
        return equippedHours;
    }
}
