package io.yunkong.load.observe;

/**
 * What roadside units see of what is in their range (RSM). Immutable.
 *
 * @param rateHz messages a second, [0.1, 20]
 * @param sigmaM white error of a place on each axis, metres, [0, 100]
 * @param missShare share of road users in range that a message lacks, each for itself, [0, 1]
 * @param confusedShare share of objects whose class is drawn from all classes, so that one in five of them is right, [0, 1]
 * @param sizeSigma relative error of length and width, [0, 1]
 */
public record Sensing(
        double rateHz,
        double sigmaM,
        double missShare,
        double confusedShare,
        double sizeSigma,
        LocalIds ids,
        Ghosts ghosts,
        Transport transport,
        MotionError motion) {
    public Sensing {
        Check.inRange("rsm_rate_hz", rateHz, 0.1, 20);
        Check.inRange("rsu_sigma_m", sigmaM, 0, 100);
        Check.inRange("misses", missShare, 0, 1);
        Check.inRange("confused", confusedShare, 0, 1);
        Check.inRange("rsu_size_sigma", sizeSigma, 0, 1);
    }
}
