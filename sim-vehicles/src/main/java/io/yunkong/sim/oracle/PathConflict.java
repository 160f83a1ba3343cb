package io.yunkong.sim.oracle;

import io.yunkong.sim.conflict.ConflictKind;
import org.jspecify.annotations.Nullable;

/**
 * A conflict that really was: both parties keeping their speed of the moment along their intended paths, their footprints would have
 * touched within 3 s, for 0.3 s or longer. Times are simulated seconds.
 *
 * @param form how they met, from the headings at the touch
 * @param script what was played, null = it came about by itself
 * @param a number of the faster party at {@code minS}
 * @param b number of the other one
 * @param aStation station id of a, 0 = not equipped
 * @param bStation station id of b, 0 = not equipped
 * @param beginS first time under 3 s
 * @param minS when the time to collision was least
 * @param endS last time under 3 s
 * @param minTtcS least time to collision, seconds
 * @param eastM where they would have touched
 * @param northM where they would have touched
 */
public record PathConflict(
        Form form,
        @Nullable ConflictKind script,
        int a,
        int b,
        long aStation,
        long bStation,
        double beginS,
        double minS,
        double endS,
        double minTtcS,
        double eastM,
        double northM) {
    /** How two paths meet: below 30, 45, 135 degrees between the headings, or above. */
    public enum Form {
        FOLLOW,
        MERGE,
        CROSS,
        ONCOMING
    }

    /** Whether this is about these two, in either order. */
    public boolean between(int one, int two) {
        return (a == one && b == two) || (a == two && b == one);
    }

    /** Whether a scripted conflict became as close as it was meant to. */
    public boolean ripe() {
        return minTtcS <= 1.5;
    }
}
