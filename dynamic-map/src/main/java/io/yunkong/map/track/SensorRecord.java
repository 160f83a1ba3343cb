package io.yunkong.map.track;

import io.yunkong.map.observe.LongSlots;

/**
 * What is known of each sensor's station. First, by how much it puts everything beside its place: a constant of its installation, estimated from
 * the vehicles that it sees on lanes; each lane tells the part across itself, lanes of different directions the whole. Second, how
 * often it has told what it sees, and so how often it did not name somebody. Third, its noise, where it does not tell its accuracy. Bounded:
 * the station silent longest makes room. One owner.
 */
final class SensorRecord {
    private static final int UNITS_MAX = 1024;

    /** What units are wrong by before anything is known, metres on each axis, one sigma. */
    private static final double SIGMA_M = 0.4;
    /** It may move: m2/s. */
    private static final double DRIFT_M2_PER_S = 1e-5;

    /** A unit tells of many road users: it is known after some hundred places. */
    private static final double LEARNING_SHARE = 0.003;

    private static final long ROUND_US = 30_000;

    private final LongSlots units = new LongSlots(UNITS_MAX);
    private final long[] unitOf = new long[UNITS_MAX];
    private final double[] east = new double[UNITS_MAX];
    private final double[] north = new double[UNITS_MAX];
    private final double[] varianceEast = new double[UNITS_MAX];
    private final double[] varianceNorth = new double[UNITS_MAX];
    private final double[] covariance = new double[UNITS_MAX];
    private final long[] calibratedAtUs = new long[UNITS_MAX];
    private final long[] heardAtUs = new long[UNITS_MAX];
    private final long[] rounds = new long[UNITS_MAX];
    private final double[] noiseFactor = new double[UNITS_MAX];
    private long pushedOut;
    private long lastUnit;
    private int lastSlot = -1;

    /**
     * Notes that the unit has told what it sees, once for each object or once for all. What comes in within a moment is one round, also when
     * it came in several messages.
     */
    void heard(long unit, long receivedAtUs) {
        int slot = slotOf(unit);
        if (slot < 0) {
            start(unit, receivedAtUs);
        } else if (receivedAtUs - heardAtUs[slot] >= ROUND_US) {
            heardAtUs[slot] = receivedAtUs;
            rounds[slot]++;
        }
    }

    /** How many units had to make room for others. */
    long pushedOut() {
        return pushedOut;
    }

    /** Rounds told by the unit so far. */
    long rounds(long unit) {
        int slot = slotOf(unit);
        return slot < 0 ? 0 : rounds[slot];
    }

    /** All that is asked about one detection is about one unit. Forgotten whenever a unit is given a slot or loses its own. */
    private int slotOf(long unit) {
        if (lastSlot < 0 || unit != lastUnit) {
            lastUnit = unit;
            lastSlot = units.find(unit);
        }
        return lastSlot;
    }

    private void start(long unit, long timeUs) {
        lastSlot = -1;
        int slot = units.claim(unit);
        if (slot < 0) {
            units.release(unitOf[longestSilent()]);
            pushedOut++;
            slot = units.claim(unit);
        }
        unitOf[slot] = unit;
        east[slot] = 0;
        north[slot] = 0;
        varianceEast[slot] = SIGMA_M * SIGMA_M;
        varianceNorth[slot] = SIGMA_M * SIGMA_M;
        covariance[slot] = 0;
        calibratedAtUs[slot] = timeUs;
        heardAtUs[slot] = timeUs;
        rounds[slot] = 0;
        noiseFactor[slot] = 1;
    }

    private int longestSilent() {
        int longest = 0;
        for (int slot = 1; slot < UNITS_MAX; slot++) {
            longest = heardAtUs[slot] < heardAtUs[longest] ? slot : longest;
        }
        return longest;
    }

    /**
     * Learns from how well a place fitted a track that is well known (covariance matching; Mehra, "Approaches to adaptive filtering", 1972).
     *
     * @param misfit normalised square of the innovation, 1 on average when the noise is right
     */
    void learn(long unit, double misfit) {
        int slot = slotOf(unit);
        if (slot >= 0) {
            noiseFactor[slot] = NoiseFactor.learn(noiseFactor[slot], misfit, LEARNING_SHARE);
        }
    }

    /** By how much the variance of its places is larger than usual. */
    double noiseFactor(long unit) {
        int slot = slotOf(unit);
        return slot < 0 ? 1 : noiseFactor[slot];
    }

    /** How far east of its true place the unit puts somebody, metres. */
    double eastM(long unit) {
        int slot = slotOf(unit);
        return slot < 0 ? 0 : east[slot];
    }

    /** How far north of its true place the unit puts somebody, metres. */
    double northM(long unit) {
        int slot = slotOf(unit);
        return slot < 0 ? 0 : north[slot];
    }

    /** What is still not known of it, square metres on an axis. */
    double variance(long unit) {
        int slot = slotOf(unit);
        return slot < 0 ? SIGMA_M * SIGMA_M : (varianceEast[slot] + varianceNorth[slot]) / 2;
    }

    /**
     * Takes in where the unit saw a vehicle that is on a lane.
     *
     * @param e east part of a unit vector across the lane
     * @param n north part of it
     * @param besideM how far beside the centre line it was seen along that vector, metres
     * @param noise variance of that, square metres
     */
    void observe(long unit, long timeUs, double e, double n, double besideM, double noise) {
        int slot = slotOf(unit);
        if (slot < 0) {
            return;
        }
        double drift = DRIFT_M2_PER_S * Math.max(0, timeUs - calibratedAtUs[slot]) / 1e6;
        calibratedAtUs[slot] = Math.max(calibratedAtUs[slot], timeUs);
        varianceEast[slot] = Math.min(SIGMA_M * SIGMA_M, varianceEast[slot] + drift);
        varianceNorth[slot] = Math.min(SIGMA_M * SIGMA_M, varianceNorth[slot] + drift);
        double columnE = varianceEast[slot] * e + covariance[slot] * n;
        double columnN = covariance[slot] * e + varianceNorth[slot] * n;
        double s = columnE * e + columnN * n + noise;
        double residual = besideM - east[slot] * e - north[slot] * n;
        east[slot] += columnE / s * residual;
        north[slot] += columnN / s * residual;
        varianceEast[slot] -= columnE * columnE / s;
        varianceNorth[slot] -= columnN * columnN / s;
        covariance[slot] -= columnE * columnN / s;
    }
}
