package io.yunkong.load.gatling;

import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/** Runs a simulation in this process. */
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

    /** @param report the HTML report, or the folder when none was written */
    public record Outcome(Verdict verdict, Path report) {}

    private GatlingRun() {}

    /** @param results folder that gets a new folder with the report */
    public static Outcome run(Class<? extends Simulation> simulation, Path results) throws IOException {
        Files.createDirectories(results);
        int code = Gatling$.MODULE$.fromArgs(
                new String[] {"--simulation", simulation.getName(), "--results-folder", results.toString()});
        Verdict verdict =
                switch (code) {
                    case 0 -> Verdict.KEPT;
                    case ASSERTIONS_FAILED -> Verdict.BUDGET_MISSED;
                    default -> Verdict.FAILED;
                };
        return new Outcome(verdict, newest(results));
    }

    private static Path newest(Path results) throws IOException {
        try (Stream<Path> folders = Files.list(results)) {
            return folders.max(Comparator.comparingLong(folder -> folder.toFile().lastModified()))
                    .map(folder -> folder.resolve("index.html"))
                    .filter(Files::exists)
                    .orElse(results);
        }
    }
}
