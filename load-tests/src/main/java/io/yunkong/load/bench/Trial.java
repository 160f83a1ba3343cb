package io.yunkong.load.bench;

/**
 * One contender at one rate.
 *
 * @param ratePerS messages a second that were to be sent
 * @param seconds how long it was measured
 * @param generator what the generator says
 * @param before the contender's figures when measuring began
 * @param after and when it ended
 * @param foreignCores processors that others used meanwhile; NaN = not known
 * @param residentBytes memory of the contender; NaN = not known
 */
record Trial(
        double ratePerS,
        double seconds,
        Figures generator,
        Figures before,
        Figures after,
        double foreignCores,
        double residentBytes) {
    /** More of the machine than this taken by others: nothing can be said. */
    static final double FOREIGN_CORES_MAX = 0.5;

    private static final double P99_US_MAX = 100_000;

    /** Whether others used so much of the machine that it does not count. */
    boolean isVoid() {
        return foreignCores > FOREIGN_CORES_MAX;
    }

    /** Whether the contender keeps up: all is answered, nothing given up, and nearly all of it within 0.1 s. */
    boolean holds() {
        return generator.get("answered") == generator.get("asked")
                && generator.get("lost") == 0
                && dropped() == 0
                && p99Us() < P99_US_MAX;
    }

    /** Messages that the contender refused or gave up. */
    double dropped() {
        return before.values().containsKey("shed") ? after.since(before, "shed") + after.since(before, "rejected") : 0;
    }

    double p99Us() {
        return generator.get("p99_us");
    }

    /** Processor time of the contender for one message, microseconds. */
    double cpuUs() {
        return after.since(before, "cpu_ns") / 1000 / generator.get("sent");
    }

    /** Octets that it allocated for one message. */
    double allocatedBytes() {
        return after.since(before, "allocated_bytes") / generator.get("sent");
    }

    /** Share of one processor that the generator used. */
    double generatorCores() {
        return generator.get("cpu_ns") / 1e9 / seconds;
    }
}
