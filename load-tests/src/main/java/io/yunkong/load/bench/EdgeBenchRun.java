package io.yunkong.load.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How contenders are measured, as flags of their commands. */
final class EdgeBenchRun {
    private static final List<String> REAL_TIME = List.of("chrt", "-r", "10");

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Contenders in turn, so many times, 1..20; figures are medians (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "How long each rate is measured, 1..60, and longer where few are warned (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--foreign-max",
            paramLabel = "PROCESSORS",
            defaultValue = "0.5",
            description =
                    "A trial is void when others use more than so many processors, 0..100 (default: ${DEFAULT-VALUE}).")
    private double foreignMax;

    @Spec(Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec command = CommandLine.Model.CommandSpec.create();

    /** Measures what these bars need. */
    EdgeReport measure(Set<EdgeBar> bars, int vehiclesMax, PrintStream progress)
            throws IOException, InterruptedException {
        check("rounds", rounds, 1, 20);
        check("seconds", seconds, 1, 60);
        check("foreign_max", foreignMax, 0, 100);
        EdgeBench.Settings settings = new EdgeBench.Settings(
                bars, rounds, seconds, vehiclesMax, foreignMax, canRunInRealTime() ? REAL_TIME : List.of());
        Setup setup = Setup.of(settings, Instant.now());
        progress.println(setup.values().entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue().replace(' ', '_'))
                .collect(Collectors.joining(" ", "bench " + command.name() + ": ", "")));
        return new EdgeReport(setup, bars, EdgeBench.run(settings, progress::println));
    }

    void check(String name, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new CommandLine.ParameterException(
                    command.commandLine(),
                    "%s out of range: %s=%s, limit=%.0f..%.0f".formatted(name, name, value, min, max));
        }
    }

    /** Other work of the machine then disturbs less. */
    private static boolean canRunInRealTime() throws InterruptedException {
        try {
            Process trial = new ProcessBuilder("chrt", "-r", "10", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return trial.waitFor(5, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } catch (IOException e) {
            return false; // no such command
        }
    }
}
