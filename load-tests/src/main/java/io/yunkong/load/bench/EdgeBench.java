package io.yunkong.load.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

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
            Set<EdgeBar> bars,
            int rounds,
            double seconds,
            int vehiclesMax,
            double foreignCoresMax,
            List<String> before) {
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
        Path folder = Files.createTempDirectory("v2x-bench");
        try {
            SecuredSite site = new SecuredSite(folder);
            if (settings.bars().contains(EdgeBar.P12)) {
                progress.accept("enrolling vehicles for TLS: vehicles=" + SecuredSite.VEHICLES);
                site.make(BenchRoads.ZONE, SecuredSite.VEHICLES);
            }
            return rounds(settings, site, progress);
        } finally {
            delete(folder);
        }
    }

    private static List<Round> rounds(Settings settings, SecuredSite site, Consumer<String> progress)
            throws IOException, InterruptedException {
        List<Round> rounds = new ArrayList<>();
        Map<Contender, Integer> knees = new HashMap<>();
        for (int number = 1; number <= settings.rounds(); number++) {
            progress.accept("round %d of %d".formatted(number, settings.rounds()));
            try (RoundRun run = new RoundRun(settings, site, knees, progress)) {
                Round round = run.run();
                rounds.add(round);
                knees.putAll(round.knees());
            }
        }
        return rounds;
    }

    /** Keys are in it. */
    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
