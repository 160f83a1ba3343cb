package io.yunkong.load.observe;

import java.util.random.RandomGenerator;

/**
 * Error of the speed, heading and acceleration told. The heading gets worse towards standstill: sigma = {@code headingSigmaDeg} +
 * {@code standingSigmaDeg} exp(-speed / 1 m/s). A speed is never told below 0. Immutable.
 *
 * @param speedSigmaMps m/s, [0, 20]
 * @param headingSigmaDeg degrees, when moving fast, [0, 180]
 * @param standingSigmaDeg what standstill adds, degrees, [0, 180]
 * @param accelerationSigmaMps2 m/s2, [0, 20]; of no use where no acceleration is told
 */
public record MotionError(
        double speedSigmaMps, double headingSigmaDeg, double standingSigmaDeg, double accelerationSigmaMps2) {
    private static final double SLOW_MPS = 1;

    public MotionError {
        Check.inRange("speed_sigma_mps", speedSigmaMps, 0, 20);
        Check.inRange("heading_sigma_deg", headingSigmaDeg, 0, 180);
        Check.inRange("standing_heading_sigma_deg", standingSigmaDeg, 0, 180);
        Check.inRange("acceleration_sigma_mps2", accelerationSigmaMps2, 0, 20);
    }

    /** The same with all errors so many times as large. */
    public MotionError times(double factor) {
        return new MotionError(
                speedSigmaMps * factor,
                headingSigmaDeg * factor,
                standingSigmaDeg * factor,
                accelerationSigmaMps2 * factor);
    }

    double speedMps(double trueMps, RandomGenerator random) {
        return Math.max(0, trueMps + speedSigmaMps * random.nextGaussian());
    }

    double headingDeg(double trueDeg, double trueMps, RandomGenerator random) {
        double sigmaDeg = headingSigmaDeg + standingSigmaDeg * Math.exp(-trueMps / SLOW_MPS);
        return TrueState.circle(trueDeg + sigmaDeg * random.nextGaussian());
    }

    double accelerationMps2(double trueMps2, RandomGenerator random) {
        return trueMps2 + accelerationSigmaMps2 * random.nextGaussian();
    }
}
