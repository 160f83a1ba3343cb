package io.yunkong.load.observe;

import java.util.random.RandomGenerator;

/**
 * The way of a message from its measurement to the platform. Immutable.
 *
 * @param lossShare share of messages that never arrive, each for itself, [0, 1]
 * @param latencyMinS shortest time from measurement to arrival, seconds, [0, 10]
 * @param latencyMaxS longest, seconds, [latencyMinS, 10]; every time between is as likely
 */
public record Transport(double lossShare, double latencyMinS, double latencyMaxS) {
    public Transport {
        Check.inRange("loss", lossShare, 0, 1);
        Check.inRange("latency_min_s", latencyMinS, 0, 10);
        Check.inRange("latency_max_s", latencyMaxS, latencyMinS, 10);
    }

    /** The same with another loss. */
    public Transport withLoss(double share) {
        return new Transport(share, latencyMinS, latencyMaxS);
    }

    /** The same with all latencies so many times as long. */
    public Transport slowedBy(double factor) {
        return new Transport(lossShare, latencyMinS * factor, latencyMaxS * factor);
    }

    boolean isLost(RandomGenerator random) {
        return random.nextDouble() < lossShare;
    }

    double latencyS(RandomGenerator random) {
        return latencyMinS + (latencyMaxS - latencyMinS) * random.nextDouble();
    }
}
