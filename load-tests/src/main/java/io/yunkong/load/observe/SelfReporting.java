package io.yunkong.load.observe;

/**
 * How vehicles tell of themselves (BSM). Immutable.
 *
 * @param equippedShare share of cars, trucks and buses that send, [0, 1]
 * @param rateHz messages a second, [0.1, 20]
 * @param jitterS sigma of the time between two messages, seconds, [0, 1]
 */
public record SelfReporting(
        double equippedShare, double rateHz, double jitterS, Transport transport, GnssError gnss, MotionError motion) {
    public SelfReporting {
        Check.inRange("equipped", equippedShare, 0, 1);
        Check.inRange("bsm_rate_hz", rateHz, 0.1, 20);
        Check.inRange("bsm_jitter_s", jitterS, 0, 1);
    }
}
