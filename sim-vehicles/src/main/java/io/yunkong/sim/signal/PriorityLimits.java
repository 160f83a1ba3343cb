package io.yunkong.sim.signal;

/**
 * How far a controller goes for who asks for priority. The same limits hold on its way back into step.
 *
 * @param minGreenS no stage is made shorter, seconds, [5, 60]; one that the programme gives less keeps what it has. Eight are enough to notice
 *     the light and step off the kerb; who then walks has the clearance of the programme, which is never touched
 * @param extensionMaxS no stage is made longer by more, seconds, [0, 60]
 * @param arrivalMarginS green from so long before the time of arrival that was told until so long after it, seconds, [1, 10]
 * @param arrivalMaxS who arrives later asks too early, seconds, [10, 300]
 * @param againAfterS the same station is not served again so soon after, seconds, [0, 600]
 * @param waitingMax requests that wait at most, [0, 16]
 * @param servedMaxS nobody is served longer, however often the time of arrival is put off, seconds, [30, 600]
 */
public record PriorityLimits(
        double minGreenS,
        double extensionMaxS,
        double arrivalMarginS,
        double arrivalMaxS,
        double againAfterS,
        int waitingMax,
        double servedMaxS) {
    /** Those of the simulated controllers. */
    public static final PriorityLimits USUAL = new PriorityLimits(8, 15, 3, 90, 30, 4, 120);

    public PriorityLimits {
        inRange("min_green_s", minGreenS, 5, 60);
        inRange("extension_max_s", extensionMaxS, 0, 60);
        inRange("arrival_margin_s", arrivalMarginS, 1, 10);
        inRange("arrival_max_s", arrivalMaxS, 10, 300);
        inRange("again_after_s", againAfterS, 0, 600);
        inRange("waiting_max", waitingMax, 0, 16);
        inRange("served_max_s", servedMaxS, 30, 600);
    }

    /** Refuses NaN as well. */
    private static void inRange(String name, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(
                    "out of range: " + name + "=" + value + ", limit=" + min + ".." + max + "; refused");
        }
    }
}
