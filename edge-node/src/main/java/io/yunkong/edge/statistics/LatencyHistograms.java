package io.yunkong.edge.statistics;

import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** One histogram per hop. Not thread-safe: owned by the map thread. */
public final class LatencyHistograms {
    private static final long LARGEST_US = 60_000_000;

    private final Map<Hop, Histogram> histograms = new EnumMap<>(Hop.class);

    public LatencyHistograms() {
        for (Hop hop : Hop.values()) {
            histograms.put(hop, new Histogram(1, LARGEST_US, 3));
        }
    }

    /**
     * Counts one passage from {@code fromUs} to {@code toUs}. A stage that was not passed (0) counts nothing; less than 0 (a
     * clock was set back) counts as 0, more than a minute as a minute.
     */
    public void record(Hop hop, long fromUs, long toUs) {
        if (fromUs != 0 && toUs != 0) {
            Histogram histogram = histograms.get(hop);
            if (histogram != null) {
                histogram.recordValue(Math.clamp(toUs - fromUs, 0, LARGEST_US));
            }
        }
    }

    public Map<Hop, LatencySummary> summary() {
        Map<Hop, LatencySummary> summary = new EnumMap<>(Hop.class);
        histograms.forEach((hop, h) -> {
            if (h.getTotalCount() > 0) { // nothing passed has no latency, which is not a latency of 0
                summary.put(
                        hop,
                        new LatencySummary(
                                h.getTotalCount(),
                                h.getValueAtPercentile(50) / 1e3,
                                h.getValueAtPercentile(99) / 1e3,
                                h.getValueAtPercentile(99.9) / 1e3,
                                h.getMaxValue() / 1e3));
            }
        });
        return summary;
    }
}
