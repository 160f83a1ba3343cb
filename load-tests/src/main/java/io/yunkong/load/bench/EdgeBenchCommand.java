package io.yunkong.load.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the edge beside raw Netty, in one run, and holds the ratios against their bars. */
@Command(
        name = "edge",
        description =
                "Measures the edge beside a raw Netty echo: highest rate, latency at half of Netty's, processor time and allocation.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 bars kept, 1 failed, 2 wrong usage, 99 bar missed"})
public final class EdgeBenchCommand implements Callable<Integer> {
    private static final int FAILURE = 1;
    private static final int BAR_MISSED = 99;
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
            defaultValue = "4",
            description = "How long each rate is measured, 1..60 (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--vehicles-max",
            paramLabel = "N",
            defaultValue = "18000",
            description =
                    "Vehicles at most, each with a connection and 10 messages a second, 2000..60000; mind the limit of open files (default: ${DEFAULT-VALUE}).")
    private int vehiclesMax;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private EdgeBenchCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        check("rounds", rounds, 1, 20);
        check("seconds", seconds, 1, 60);
        check("vehicles_max", vehiclesMax, 2_000, 60_000);
        List<String> before = canRunInRealTime() ? REAL_TIME : List.of();
        System.out.printf(
                "bench edge: java=%s cores=%d machine=%s rounds=%d seconds=%d vehicles_max=%d scheduling=%s%n",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.arch"),
                rounds,
                seconds,
                vehiclesMax,
                before.isEmpty() ? "normal" : "real_time");
        try {
            EdgeReport report = new EdgeReport(
                    new EdgeBench(new EdgeBench.Settings(rounds, seconds, vehiclesMax, before), System.out::println)
                            .run());
            System.out.print(report.text());
            return report.isKept() ? 0 : BAR_MISSED;
        } catch (IOException e) {
            System.err.println("v2x bench: " + e.getMessage());
            return FAILURE;
        }
    }

    private void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), name + " out of range: " + name + "=" + value + ", limit=" + min + ".." + max);
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
