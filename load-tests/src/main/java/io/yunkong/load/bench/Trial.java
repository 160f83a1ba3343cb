package io.yunkong.load.bench;

import java.util.Optional;

/**
 * One contender at one rate.
 *
 * @param ratePerS messages a second that were to be sent
 * @param seconds how long it was measured
 * @param generator what the generator says
 * @param idle the contender's figures before the first message
 * @param before when measuring began
 * @param after when it ended
 * @param settled when nothing came any more
 * @param foreignCores processors that others used while it was measured; NaN = not known
 * @param foreignCoresMax more of them: nothing can be said
 */
record Trial(
        Contender contender,
        Purpose purpose,
        double ratePerS,
        double seconds,
        Figures generator,
        Figures idle,
        Figures before,
        Figures after,
        Figures settled,
        double foreignCores,
        double foreignCoresMax) {
    private static final double P99_US_MAX = 100_000;
    /** Datagrams may be lost on their way: one in so many. */
    private static final double SENT_A_MISSING_MIN = 1_000;

    /** Whether others used so much of the machine that it does not count. */
    boolean isVoid() {
        return foreignCores > foreignCoresMax;
    }

    /** Whether the contender keeps up: all is answered, nothing given up, and nearly all of it within 0.1 s. */
    boolean holds() {
        return findFault().isEmpty();
    }

    /** The first reason why it does not keep up. */
    Optional<String> findFault() {
        double unanswered = generator.get("asked") - generator.get("answered");
        double missingMax = generator.get("sent_all") / SENT_A_MISSING_MIN;
        if (unanswered != 0) {
            return fault("unanswered", unanswered, 0);
        } else if (generator.get("lost") != 0) {
            return fault("lost", generator.get("lost"), 0);
        } else if (dropped() != 0) {
            return fault("refused", dropped(), 0);
        } else if (missing() > missingMax) {
            return fault("missing", missing(), missingMax);
        }
        return p99Us() < P99_US_MAX ? Optional.empty() : fault("p99_us", p99Us(), P99_US_MAX);
    }

    private static Optional<String> fault(String what, double value, double limit) {
        return Optional.of("%s=%,.0f, limit=%,.0f".formatted(what, value, limit));
    }

    /** Messages that the contender refused or gave up. */
    double dropped() {
        return before.values().containsKey("shed") ? after.since(before, "shed") + after.since(before, "rejected") : 0;
    }

    /** Messages sent that it never got. */
    double missing() {
        return generator.get("sent_all") - settled.since(idle, "received");
    }

    double p99Us() {
        return generator.get("p99_us");
    }

    /** Processor time of the contender for one message, microseconds. */
    double cpuUs() {
        return after.since(before, "cpu_ns") / 1000 / generator.get("sent");
    }

    /** How much of the time its compilers were at work on what they finished meanwhile, share of it; above 1 when there are several. */
    double compilerShare() {
        return after.since(before, ContenderProcess.COMPILER) / 1e9 / seconds;
    }

    /** How often its collectors stopped it. */
    double collections() {
        return after.since(before, ContenderProcess.COLLECTIONS);
    }

    /** For how long altogether, milliseconds. */
    double collectingMs() {
        return after.since(before, ContenderProcess.COLLECTING) / 1e6;
    }

    /** The generator's. */
    double generatorCpuUs() {
        return generator.get("cpu_ns") / 1000 / generator.get("sent");
    }

    /** Octets that the contender allocated for one message. */
    double allocatedBytes() {
        return after.since(before, "allocated_bytes") / generator.get("sent");
    }

    /** The part of them that its event loops allocated: without compilers, and who asks for these figures. */
    double loopsAllocatedBytes() {
        return after.since(before, "loops_allocated_bytes") / generator.get("sent");
    }

    /** Memory of the contender, octets; NaN = not known. */
    double residentBytes() {
        return after.get("resident_bytes");
    }

    /** Share of one processor that the generator used. */
    double generatorCores() {
        return generator.get("cpu_ns") / 1e9 / seconds;
    }

    /** One line. */
    String told() {
        double warnings = generator.get("warnings");
        String warned = warnings == 0
                ? ""
                : "  %,.0f warnings p50 %,7.0f  p99 %,9.0f  p99.9 %,9.0f us"
                        .formatted(
                                warnings,
                                generator.get("warned_p50_us"),
                                generator.get("warned_p99_us"),
                                generator.get("warned_p999_us"));
        return "  %-20s %,8.0f msg/s  p50 %,7.0f  p99 %,9.0f  p99.9 %,9.0f us  %5.2f us of processor a message  generator %5.2f us, %3.0f %%  others %3.0f %%%s  %s"
                .formatted(
                        contender.title(),
                        ratePerS,
                        generator.get("p50_us"),
                        p99Us(),
                        generator.get("p999_us"),
                        cpuUs(),
                        generatorCpuUs(),
                        generatorCores() * 100,
                        foreignCores * 100,
                        warned,
                        isVoid()
                                ? "void"
                                : findFault()
                                        .map(fault -> "does not hold: " + fault)
                                        .orElse("holds"));
    }
}
