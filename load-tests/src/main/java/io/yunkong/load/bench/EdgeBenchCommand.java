package io.yunkong.load.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the edge beside others, in one run, and holds the ratios against their bars. */
@Command(
        name = "edge",
        description =
                "Measures the edge beside a raw Netty echo and, when this machine has Mosquitto, a broker with a service: highest rates, latency, processor time.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 bars kept, 1 failed or a bar not measured, 2 wrong usage, 99 bar missed"})
public final class EdgeBenchCommand implements Callable<Integer> {
    private static final int FAILURE = 1;
    private static final int BAR_MISSED = 99;
    private static final List<String> REAL_TIME = List.of("chrt", "-r", "10");

    @Option(
            names = "--only",
            paramLabel = "BAR",
            split = ",",
            description = "What is wanted, such as P1,P3: ${COMPLETION-CANDIDATES} (default: all).")
    private Bar[] only = {};

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
            description = "How long each rate is measured, 1..60 (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--vehicles-max",
            paramLabel = "N",
            defaultValue = "18000",
            description =
                    "Vehicles at most, each with a connection and 10 messages a second, 2000..60000; mind the limit of open files (default: ${DEFAULT-VALUE}).")
    private int vehiclesMax;

    @Option(
            names = "--foreign-max",
            paramLabel = "PROCESSORS",
            defaultValue = "0.5",
            description =
                    "A trial is void when others use more than so many processors, 0..100 (default: ${DEFAULT-VALUE}).")
    private double foreignMax;

    @CommandLine.ArgGroup
    private Form form = new Form();

    /** How the result is told. */
    private static final class Form {
        @Option(
                names = "--json",
                description = "Prints one JSON object with every trial; progress goes to standard error.")
        private boolean json;

        @Option(
                names = "--markdown",
                description = "Prints a Markdown page with machine and command; progress goes to standard error.")
        private boolean markdown;
    }

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private EdgeBenchCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        check("rounds", rounds, 1, 20);
        check("seconds", seconds, 1, 60);
        check("vehicles_max", vehiclesMax, 2_000, 60_000);
        check("foreign_max", foreignMax, 0, 100);
        Set<Bar> bars = only.length == 0 ? EnumSet.allOf(Bar.class) : EnumSet.copyOf(Arrays.asList(only));
        EdgeBench.Settings settings = new EdgeBench.Settings(
                bars, rounds, seconds, vehiclesMax, foreignMax, canRunInRealTime() ? REAL_TIME : List.of());
        Setup setup = Setup.of(settings, Instant.now());
        PrintStream progress = form.json || form.markdown ? System.err : System.out;
        progress.println(setup.values().entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue().replace(' ', '_'))
                .collect(Collectors.joining(" ", "bench edge: ", "")));
        try {
            EdgeReport report = new EdgeReport(setup, bars, EdgeBench.run(settings, progress::println));
            System.out.print(
                    form.json ? EdgeReportJson.of(report) : form.markdown ? report.markdown() : report.tables());
            return report.has(EdgeReport.Verdict.MISSED)
                    ? BAR_MISSED
                    : report.has(EdgeReport.Verdict.VOID) ? FAILURE : 0;
        } catch (IOException e) {
            System.err.println("v2x bench: " + e.getMessage());
            return FAILURE;
        }
    }

    private void check(String name, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
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
