package io.yunkong.map.warn;

import io.yunkong.map.observe.Check;

/**
 * When a finding becomes a warning and when the warning ends.
 *
 * @param raiseAfterMs the condition must have held so long, milliseconds, [0, 2000]
 * @param raiseEvaluations and been found so often, [1, 20]
 * @param raiseImminentAfterMs the same for an imminent collision, milliseconds, [0, 2000]
 * @param gapMaxMs a longer pause between two findings starts the count again, milliseconds, [50, 5000]
 * @param updateIntervalMs state updates come no more often unless the severity changes, milliseconds, [50, 5000]
 * @param clearAfterMs the condition must be gone so long, milliseconds, [0, 10000]
 * @param validityMs a warning that is not updated must not be shown longer, milliseconds, [100, 60000]
 * @param repeatAfterMs the same pair and application is not raised again sooner unless it is more severe, milliseconds, [0, 60000]
 * @param inputAgeMaxMs nothing is raised or kept up on older measurements, milliseconds, [50, 10000]
 * @param pairsMax pairs under observation at one time, [1, 1000000]
 */
public record LifecycleParameters(
        double raiseAfterMs,
        int raiseEvaluations,
        double raiseImminentAfterMs,
        double gapMaxMs,
        double updateIntervalMs,
        double clearAfterMs,
        double validityMs,
        double repeatAfterMs,
        double inputAgeMaxMs,
        int pairsMax) {
    public LifecycleParameters {
        Check.within("raiseAfterMs", raiseAfterMs, 0, 2_000);
        Check.within("raiseEvaluations", raiseEvaluations, 1, 20);
        Check.within("raiseImminentAfterMs", raiseImminentAfterMs, 0, 2_000);
        Check.within("gapMaxMs", gapMaxMs, 50, 5_000);
        Check.within("updateIntervalMs", updateIntervalMs, 50, 5_000);
        Check.within("clearAfterMs", clearAfterMs, 0, 10_000);
        Check.within("validityMs", validityMs, 100, 60_000);
        Check.within("repeatAfterMs", repeatAfterMs, 0, 60_000);
        Check.within("inputAgeMaxMs", inputAgeMaxMs, 50, 10_000);
        Check.within("pairsMax", pairsMax, 1, 1_000_000);
    }

    public static LifecycleParameters defaults() {
        return new LifecycleParameters(180, 3, 90, 300, 300, 600, 1000, 2000, 300, 20_000);
    }
}
