package io.yunkong.map.track;

/** By how much the variance of a source's places is larger than usual, learned from how they fit. */
final class NoiseFactor {
    private static final double LEAST = 0.5;
    private static final double MOST = 16;
    /** One place that does not fit at all tells no more. */
    private static final double MISFIT_MAX = 9;

    private NoiseFactor() {}

    /** @param share of what a place tells that is believed at once */
    static double learn(double factor, double misfit, double share) {
        return Math.clamp(factor * (1 + share * (Math.min(misfit, MISFIT_MAX) - 1)), LEAST, MOST);
    }
}
