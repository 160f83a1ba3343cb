package io.yunkong.sim.traffic;

/** A script's word to one actor, asked before every step. */
@FunctionalInterface
public interface Cue {
    /**
     * @param nowS simulated seconds
     * @return acceleration the actor takes whatever is ahead, m/s2; NaN = it drives as it likes
     */
    double accelerationMps2(double nowS);
}
