package io.yunkong.sim.client;

import org.HdrHistogram.Histogram;

/** Times in milliseconds; all 0 when {@code count} is 0. */
public record Percentiles(long count, double p50Ms, double p99Ms, double p999Ms, double maxMs) {
    /** Of a histogram of microseconds. */
    public static Percentiles of(Histogram microseconds) {
        Histogram copy = microseconds.copy();
        if (copy.getTotalCount() == 0) {
            return new Percentiles(0, 0, 0, 0, 0);
        }
        return new Percentiles(
                copy.getTotalCount(),
                copy.getValueAtPercentile(50) / 1000.0,
                copy.getValueAtPercentile(99) / 1000.0,
                copy.getValueAtPercentile(99.9) / 1000.0,
                copy.getMaxValue() / 1000.0);
    }
}
