package io.yunkong.load.observe;

/**
 * Error of a vehicle's own position on each axis: a bias that wanders (first-order Gauss-Markov) and white noise. Immutable.
 *
 * @param biasSigmaM of the bias in the long run, metres, [0, 100]
 * @param biasMemoryS after this time a share 1/e of the bias is left, seconds, [0.1, 1e6]
 * @param whiteSigmaM from message to message, metres, [0, 100]
 */
public record GnssError(double biasSigmaM, double biasMemoryS, double whiteSigmaM) {
    public GnssError {
        Check.inRange("gnss_bias_sigma_m", biasSigmaM, 0, 100);
        Check.inRange("gnss_bias_memory_s", biasMemoryS, 0.1, 1e6);
        Check.inRange("gnss_white_sigma_m", whiteSigmaM, 0, 100);
    }

    /** The same with all errors so many times as large. */
    public GnssError times(double factor) {
        return new GnssError(biasSigmaM * factor, biasMemoryS, whiteSigmaM * factor);
    }
}
