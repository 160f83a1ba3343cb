package io.yunkong.load.platform;

import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.Map;

/**
 * What must not grow while the load is steady, at one time.
 *
 * @param values by what they are of
 */
public record Vitals(Map<Vital, Double> values) {
    private static final double MEBIBYTE = 1024.0 * 1024.0;

    /** One of them. The first two are of this process, which holds the load test, too: no metric of the platform tells them. */
    public enum Vital {
        HEAP("heap after GC, MiB", 0.25, 16),
        THREADS("threads", 0.1, 4),
        SESSIONS("sessions, open or kept", 0.25, 10),
        TRACKS("tracks of the edge", 0.25, 10);

        private final String title;
        private final double share;
        private final double more;

        Vital(String title, double share, double more) {
            this.title = title;
            this.share = share;
            this.more = more;
        }

        String title() {
            return title;
        }

        /** What it may be later when it was this before: small numbers vary more. */
        double limit(double before) {
            return before * (1 + share) + more;
        }
    }

    public Vitals {
        values = Map.copyOf(values);
    }

    /** Those of a platform of this process, after a garbage collection, which stops everything for some milliseconds. */
    static Vitals of(Platform platform) {
        System.gc();
        Map<Vital, Double> values = new EnumMap<>(Vital.class);
        values.put(
                Vital.HEAP,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEBIBYTE);
        values.put(Vital.THREADS, (double) ManagementFactory.getThreadMXBean().getThreadCount());
        Platform.Figures figures = platform.figures();
        values.put(
                Vital.SESSIONS,
                (double) figures.edge().sessions().connected()
                        + figures.edge().resumes().away());
        values.put(Vital.TRACKS, (double) figures.edge().tracks());
        return new Vitals(values);
    }

    double of(Vital vital) {
        return values.getOrDefault(vital, Double.NaN);
    }
}
