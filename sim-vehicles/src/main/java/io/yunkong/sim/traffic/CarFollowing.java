package io.yunkong.sim.traffic;

/**
 * The Intelligent Driver Model (M. Treiber, A. Hennecke, D. Helbing: Congested traffic states in empirical observations and microscopic
 * simulations, Physical Review E 62, 2000, 1805-1824), with the braking cut at what tyres can do. Pure.
 */
final class CarFollowing {
    /** Full braking on a dry road. */
    static final double FULL_BRAKE_MPS2 = 8.0;

    private CarFollowing() {}

    /**
     * @param speedMps own speed
     * @param desiredMps speed wanted on a free road, above 0
     * @param gapM from the own front to the leader's rear; infinite = nobody ahead
     * @param leaderMps leader's speed
     * @return acceleration, m/s2, not below full braking
     */
    static double acceleration(Driver driver, double speedMps, double desiredMps, double gapM, double leaderMps) {
        double free = speedMps <= desiredMps
                ? driver.accelerationMps2() * (1 - power4(speedMps / desiredMps))
                : Math.max(-2.5, (desiredMps - speedMps) / 0.8);
        if (gapM == Double.POSITIVE_INFINITY) {
            return free;
        }
        double wantedGap = driver.standstillGapM()
                + Math.max(
                        0,
                        speedMps * driver.headwayS()
                                + speedMps
                                        * (speedMps - leaderMps)
                                        / (2 * Math.sqrt(driver.accelerationMps2() * driver.brakeMps2())));
        double ratio = wantedGap / Math.max(gapM, 0.1);
        return Math.max(
                -FULL_BRAKE_MPS2,
                Math.min(free, driver.accelerationMps2()) - driver.accelerationMps2() * ratio * ratio);
    }

    private static double power4(double x) {
        double square = x * x;
        return square * square;
    }
}
