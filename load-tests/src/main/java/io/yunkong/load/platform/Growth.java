package io.yunkong.load.platform;

import io.yunkong.load.budget.Check;
import io.yunkong.load.platform.Vitals.Vital;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Tells what varies from what grows: the median of the second quarter of a run beside that of the last. Pure. */
public final class Growth {
    /** Samples of a whole run. */
    public static final int SAMPLES = 16;

    private static final int QUARTER = SAMPLES / 4;

    private Growth() {}

    /** @param samples in the order in which they were taken, at equal intervals over the run */
    public static List<Check> checks(List<Vitals> samples) {
        return Arrays.stream(Vital.values()).map(vital -> check(vital, samples)).toList();
    }

    private static Check check(Vital vital, List<Vitals> samples) {
        if (samples.size() < SAMPLES - 1) { // the last one may come too late
            return new Check(
                    vital.title(), "samples=" + samples.size(), "samples>=" + (SAMPLES - 1) + ", run too short", false);
        }
        double before = median(vital, samples.subList(QUARTER, 2 * QUARTER));
        double after = median(vital, samples.subList(samples.size() - QUARTER, samples.size()));
        double limit = vital.limit(before);
        return new Check(
                vital.title(),
                String.format(Locale.ROOT, "second quarter=%.0f last quarter=%.0f", before, after),
                String.format(Locale.ROOT, "<=%.0f", limit),
                after <= limit);
    }

    private static double median(Vital vital, List<Vitals> samples) {
        double[] sorted =
                samples.stream().mapToDouble(one -> one.of(vital)).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
