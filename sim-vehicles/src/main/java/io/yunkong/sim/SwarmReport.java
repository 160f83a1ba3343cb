package io.yunkong.sim;

import io.yunkong.sim.client.FleetStatistics;
import io.yunkong.sim.oracle.Verdict;
import java.util.List;

/**
 * What a swarm did so far. Immutable.
 *
 * @param zone name of the zone
 * @param seed of the run
 * @param simulatedS seconds of traffic simulated
 * @param vehicles equipped vehicles that ever took part
 * @param roadUsers everybody in the world now
 * @param rsus roadside units
 * @param signalPhaseMs phase of the zone's first controller at simulated second 0: equal seeds need it equal
 * @param streamHash SHA-256 of all messages in order of simulated time, times counted from the start, hex; whether sent or not
 * @param messages messages in it
 * @param links what the sessions did
 * @param firstWarningS seconds of real time from simulated second 0 to the first warning that arrived; NaN = none yet
 * @param unjudged raised warnings that came faster than the oracle takes them; not in the verdict
 * @param verdict scripted and other conflicts, and how they were warned; empty until the swarm has ended
 */
public record SwarmReport(
        String zone,
        long seed,
        double simulatedS,
        int vehicles,
        int roadUsers,
        int rsus,
        long signalPhaseMs,
        String streamHash,
        long messages,
        FleetStatistics links,
        double firstWarningS,
        long unjudged,
        Verdict verdict) {

    /** Scripted conflicts that the oracle recorded. */
    public List<Verdict.Judged> scripted() {
        return verdict.judged().stream().filter(Verdict.Judged::expected).toList();
    }

    /** Scripted conflicts nobody was warned of. */
    public List<Verdict.Judged> missed() {
        return scripted().stream().filter(judged -> !judged.warned()).toList();
    }
}
