package io.yunkong.sim.oracle;

import java.util.Set;

/**
 * A warning that a vehicle received, in terms of the world.
 *
 * @param host number of the vehicle that was warned
 * @param counterparts numbers of the road users it can be about: the one it names, or those who were where it says
 * @param application FCW, ICW, VRUCW …
 * @param atS when it arrived, simulated seconds
 */
public record Alarm(int host, Set<Integer> counterparts, String application, double atS) {
    public Alarm {
        counterparts = Set.copyOf(counterparts);
    }

    boolean about(PathConflict conflict) {
        return counterparts.stream().anyMatch(other -> conflict.between(host, other));
    }
}
