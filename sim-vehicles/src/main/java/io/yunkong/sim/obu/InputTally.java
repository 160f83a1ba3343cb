package io.yunkong.sim.obu;

import java.util.EnumMap;
import java.util.Map;

/** Counts what became of the lines of an input. Safe for use by any thread. */
final class InputTally {
    /** Lines told of in words, for each reason. */
    static final long SHOWN_MAX = 3;

    private final Map<LineDefect, Long> defects = new EnumMap<>(LineDefect.class);
    private long lines;
    private long fixes;

    synchronized long line() {
        return ++lines;
    }

    synchronized void fix() {
        fixes++;
    }

    /** How many of this reason there are now. */
    synchronized long refused(LineDefect defect) {
        return defects.merge(defect, 1L, Long::sum);
    }

    synchronized long lines() {
        return lines;
    }

    synchronized long fixes() {
        return fixes;
    }

    synchronized Map<LineDefect, Long> defects() {
        return Map.copyOf(defects);
    }
}
