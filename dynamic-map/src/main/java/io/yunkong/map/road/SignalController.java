package io.yunkong.map.road;

import java.util.List;

/**
 * A fixed-time signal controller. Its cycle is anchored at 1970-01-01T00:00Z plus the offset, so every node computes the same state.
 *
 * @param id name in the zone files
 * @param offsetS seconds the cycle starts late, [0, cycle)
 * @param phases in order, repeated for ever
 */
public record SignalController(String id, double offsetS, List<Phase> phases) {
    /**
     * @param durationS seconds, (0, 600]
     * @param state one letter per link: G protected green, g permissive green, y yellow, r red
     */
    public record Phase(double durationS, String state) {}

    public SignalController {
        phases = List.copyOf(phases);
    }

    public double cycleS() {
        double cycle = 0;
        for (Phase phase : phases) {
            cycle += phase.durationS();
        }
        return cycle;
    }

    /** The same programme with its cycles counted from another instant, microseconds since 1970 UTC, instead of 1970. */
    public SignalController anchoredAt(long anchorUs) {
        long cycleUs = Math.round(cycleS() * 1e6);
        return new SignalController(id, Math.floorMod(anchorUs + Math.round(offsetS * 1e6), cycleUs) / 1e6, phases);
    }

    /** The phase in force. */
    public Phase phaseAt(long epochUs) {
        double into = inCycle(epochUs);
        for (Phase phase : phases) {
            if (into < phase.durationS()) {
                return phase;
            }
            into -= phase.durationS();
        }
        return phases.getLast();
    }

    /** Letters of all links at a time, microseconds since 1970 UTC. */
    public String stateAt(long epochUs) {
        return phaseAt(epochUs).state();
    }

    private double inCycle(long epochUs) {
        long cycleUs = Math.round(cycleS() * 1e6);
        return Math.floorMod(epochUs - Math.round(offsetS * 1e6), cycleUs) / 1e6;
    }
}
