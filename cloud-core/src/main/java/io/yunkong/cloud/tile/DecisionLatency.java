package io.yunkong.cloud.tile;

import java.util.ArrayDeque;
import java.util.Deque;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Time from the edge reading a measurement to the cloud having decided on it, whether a warning came of it or not: per measurement, so
 * that the tail is seen. Both clocks are wall clocks; a difference below zero counts as zero. Thread-safe.
 */
public final class DecisionLatency {
    private static final long LARGEST_US = 60_000_000;
    private static final int DIGITS = 2;
    private static final int SLOTS = 6;

    /**
     * Latencies in microseconds; all zero when nothing was counted.
     *
     * @param count measurements
     */
    public record Summary(long count, long p50Us, long p99Us, long p999Us, long maxUs) {
        static Summary of(Histogram histogram) {
            return new Summary(
                    histogram.getTotalCount(),
                    histogram.getValueAtPercentile(50),
                    histogram.getValueAtPercentile(99),
                    histogram.getValueAtPercentile(99.9),
                    histogram.getMaxValue());
        }
    }

    private final Recorder recorder = new Recorder(LARGEST_US, DIGITS);
    private final Histogram total = new Histogram(LARGEST_US, DIGITS);
    private final Deque<Histogram> slots = new ArrayDeque<>();
    private long sumUs;

    public DecisionLatency() {
        slots.addLast(new Histogram(LARGEST_US, DIGITS));
    }

    void record(long latencyUs) {
        recorder.recordValue(Math.clamp(latencyUs, 0, LARGEST_US));
    }

    /** Begins the next ten seconds; the last minute is the last six of them. Called every ten seconds. */
    public synchronized void turn() {
        collect();
        slots.addLast(new Histogram(LARGEST_US, DIGITS));
        if (slots.size() > SLOTS) {
            slots.removeFirst();
        }
    }

    /** Since the start. */
    public synchronized Summary total() {
        collect();
        return Summary.of(total);
    }

    /** The last minute. */
    public synchronized Summary lastMinute() {
        collect();
        Histogram minute = new Histogram(LARGEST_US, DIGITS);
        slots.forEach(minute::add);
        return Summary.of(minute);
    }

    /** How many took at most each of the limits, since the start. */
    public synchronized long[] cumulative(long[] limitsUs) {
        collect();
        long[] counts = new long[limitsUs.length];
        for (int i = 0; i < limitsUs.length; i++) {
            counts[i] = total.getCountBetweenValues(0, limitsUs[i]);
        }
        return counts;
    }

    /** Sum of all latencies since the start, microseconds. */
    public synchronized long sumUs() {
        collect();
        return sumUs;
    }

    private void collect() {
        Histogram interval = recorder.getIntervalHistogram();
        if (interval.getTotalCount() > 0) {
            total.add(interval);
            slots.getLast().add(interval);
            sumUs += Math.round(interval.getMean() * interval.getTotalCount());
        }
    }
}
