package io.yunkong.load.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Measures contenders beside each other, several rounds of it. */
final class EdgeBench {
    /**
     * How to measure.
     *
     * @param bars what is wanted
     * @param seconds how long a rate is measured
     * @param foreignCoresMax processors that others may use, or a trial is void
     * @param before a command that starts all processes, such as {@code chrt -r 10}; may be empty
     */
    record Settings(
            Set<Bar> bars, int rounds, double seconds, int vehiclesMax, double foreignCoresMax, List<String> before) {
        Settings {
            bars = Set.copyOf(bars);
            before = List.copyOf(before);
        }

        /** Messages a second of all vehicles that there may be. */
        int rateMax() {
            return vehiclesMax * Generator.MESSAGES_PER_S;
        }
    }

    private EdgeBench() {}

    /** @throws IOException when a process fails */
    static List<Round> run(Settings settings, Consumer<String> progress) throws IOException, InterruptedException {
        List<Round> rounds = new ArrayList<>();
        Map<Contender, Integer> knees = new HashMap<>();
        for (int number = 1; number <= settings.rounds(); number++) {
            progress.accept("round %d of %d".formatted(number, settings.rounds()));
            try (RoundRun run = new RoundRun(settings, knees, progress)) {
                Round round = run.run();
                rounds.add(round);
                knees.putAll(round.knees());
            }
        }
        return rounds;
    }
}
