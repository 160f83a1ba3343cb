package io.yunkong.load.gatling;

import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Runs a simulation in this process. One at a time. */
public final class GatlingRun {
    private static final int ASSERTIONS_FAILED = 2;

    /** How it ended. */
    public enum Verdict {
        KEPT,
        BUDGET_MISSED,
        FAILED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * What came of it.
     *
     * @param report the HTML report, or what Gatling said when there is none
     * @param figures per request name
     * @param failures why requests failed, the most frequent first, each with its number
     */
    public record Outcome(Verdict verdict, Path report, List<ClassFigures> figures, List<String> failures) {
        public Outcome {
            figures = List.copyOf(figures);
            failures = List.copyOf(failures);
        }
    }

    private GatlingRun() {}

    /**
     * Blocks until it is over. What Gatling prints goes to the file {@code gatling.out} in the results folder.
     *
     * @param results folder that gets a new folder with the report
     */
    public static Outcome run(Class<? extends Simulation> simulation, Path results) throws IOException {
        Files.createDirectories(results);
        Path told = results.resolve("gatling.out");
        Verdict verdict = switch (quietly(told, simulation, results)) {
            case 0 -> Verdict.KEPT;
            case ASSERTIONS_FAILED -> Verdict.BUDGET_MISSED;
            default -> Verdict.FAILED;
        };
        Path folder = newest(results);
        Path page = folder.resolve("index.html");
        if (!Files.exists(page)) {
            return new Outcome(Verdict.FAILED, told, List.of(), List.of());
        }
        Report report = new Report(folder);
        return new Outcome(verdict, page, report.figures(), report.failures());
    }

    private static int quietly(Path told, Class<? extends Simulation> simulation, Path results) throws IOException {
        PrintStream terminal = System.out;
        try (PrintStream file = new PrintStream(told.toFile(), StandardCharsets.UTF_8)) {
            System.setOut(file);
            return Gatling$.MODULE$.fromArgs(
                    new String[] {"--simulation", simulation.getName(), "--results-folder", results.toString()});
        } finally {
            System.setOut(terminal);
        }
    }

    private static Path newest(Path results) throws IOException {
        try (Stream<Path> inside = Files.list(results)) {
            return inside.filter(Files::isDirectory)
                    .max(Comparator.comparingLong(folder -> folder.toFile().lastModified()))
                    .orElse(results);
        }
    }
}
