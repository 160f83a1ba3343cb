package io.yunkong.map.warn;

import io.yunkong.map.signal.SignalState;

/**
 * A signal that a host comes to. Immutable.
 *
 * @param stopLine the lane that it ends, by its number
 * @param state what its head shows, and will show
 * @param wayM from the front of the host to the stop line, metres
 * @param limitMps the lowest speed limit on the way there
 * @param waiting vehicles that stand or creep between the host and the line
 * @param probability that the host comes to a head that shows this, [0, 1]
 * @param eastM the stop line
 * @param northM likewise
 */
record SignalAhead(
        int stopLine,
        SignalState state,
        double wayM,
        double limitMps,
        int waiting,
        double probability,
        double eastM,
        double northM) {
    /** The same, by either of two ways of the host. */
    SignalAhead orBy(SignalAhead other) {
        return new SignalAhead(
                stopLine, state, wayM, limitMps, waiting, probability + other.probability, eastM, northM);
    }
}
