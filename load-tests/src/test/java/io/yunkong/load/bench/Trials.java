package io.yunkong.load.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Trials as if they had been made. */
final class Trials {
    private Trials() {}

    /** One of 4 s that holds, with 5 us of processor and 100 octets a message, and three collections of 4.2 ms. */
    static Trial trial(Contender contender, Purpose purpose, int ratePerS, double p99Us) {
        return trial(contender, purpose, ratePerS, Map.of("p99_us", p99Us), 0.1);
    }

    static Trial trial(
            Contender contender, Purpose purpose, int ratePerS, Map<String, Double> generator, double foreignCores) {
        double sent = ratePerS * 4.0;
        Map<String, Double> told = new HashMap<>(
                Map.of("sent", sent, "sent_all", sent, "asked", 800.0, "answered", 800.0, "lost", 0.0, "cpu_ns", 2e9));
        double p99Us = generator.getOrDefault("p99_us", 500.0);
        told.putAll(Map.of("p50_us", p99Us / 3, "p99_us", p99Us, "p999_us", p99Us * 2, "max_us", p99Us * 3));
        told.putAll(Map.of(
                "warnings",
                0.0,
                "warned_p50_us",
                0.0,
                "warned_p99_us",
                0.0,
                "warned_p999_us",
                0.0,
                "warned_max_us",
                0.0));
        told.putAll(generator);
        Map<String, Double> used = Map.ofEntries(
                Map.entry("received", sent - generator.getOrDefault("missing", 0.0)),
                Map.entry("cpu_ns", sent * 5000),
                Map.entry("allocated_bytes", sent * 100),
                Map.entry("loops_allocated_bytes", sent * 80),
                Map.entry("collections", 3.0),
                Map.entry("collecting_ns", 12.6e6),
                Map.entry("resident_bytes", 100e6));
        Map<String, Double> none = new HashMap<>(used);
        none.replaceAll((_, _) -> 0.0);
        return new Trial(
                contender,
                purpose,
                ratePerS,
                4,
                new Figures(told),
                new Figures(none),
                new Figures(none),
                new Figures(used),
                new Figures(used),
                foreignCores,
                0.5);
    }

    /** A round in which these highest rates were found, and these trials made beside the ones that found them. */
    static Round round(Map<Contender, Integer> knees, Trial... others) {
        List<Trial> trials = new ArrayList<>(List.of(others));
        knees.forEach((contender, knee) -> trials.add(trial(contender, Purpose.SEARCH, knee, 900)));
        return new Round(knees, trials);
    }
}
