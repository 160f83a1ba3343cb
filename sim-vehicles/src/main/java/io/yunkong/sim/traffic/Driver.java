package io.yunkong.sim.traffic;

import java.util.random.RandomGenerator;

/**
 * How somebody drives: the parameters of the Intelligent Driver Model.
 *
 * @param speedMaxMps never faster than this, metres per second
 * @param limitFactor speed on a free road as a share of the speed limit
 * @param headwayS time gap kept to the leader, seconds
 * @param accelerationMps2 on a free road from standstill
 * @param brakeMps2 comfortable braking, positive
 * @param standstillGapM gap to a standing leader
 */
record Driver(
        double speedMaxMps,
        double limitFactor,
        double headwayS,
        double accelerationMps2,
        double brakeMps2,
        double standstillGapM) {

    /** A calm driver of this kind; every one a little different. */
    static Driver of(UserKind kind, RandomGenerator random) {
        double mood = random.nextDouble();
        return switch (kind) {
            case CAR -> new Driver(33, 0.86 + 0.16 * mood, 1.7 - 0.4 * mood, 1.3 + 0.5 * mood, 1.7, 2.6);
            case TRUCK -> new Driver(22, 0.82 + 0.12 * mood, 1.9 - 0.3 * mood, 0.8 + 0.2 * mood, 1.4, 3.0);
            case BUS -> new Driver(14, 0.80 + 0.10 * mood, 1.8, 0.9, 1.3, 3.0);
            case BICYCLE -> new Driver(3.6 + 1.8 * mood, 1, 1.3, 0.8, 1.3, 1.2);
            case PEDESTRIAN -> new Driver(1.05 + 0.45 * mood, 1, 0.5, 2, 2, 0.5);
        };
    }

    /** Speed wanted where {@code limitMps} holds. */
    double desiredMps(double limitMps) {
        return Math.min(speedMaxMps, limitFactor * limitMps);
    }
}
