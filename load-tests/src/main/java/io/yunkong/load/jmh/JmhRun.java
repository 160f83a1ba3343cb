package io.yunkong.load.jmh;

import java.io.PrintStream;
import java.util.Collection;
import org.openjdk.jmh.profile.Profiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How benchmarks are run, as flags of their command: each in a process of its own, on one thread. */
final class JmhRun {
    static final int FAILURE = 1;
    static final int BAR_MISSED = 99;
    /** The just-in-time compiler takes a second or two for one kind of message after it has seen all of them. */
    private static final int WARM_UP_SECONDS_MIN = 5;

    private static final int WARM_UPS = 3;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "How long each benchmark is measured, 1..600; it warms up as long before, 5 at least (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Spec(Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec command = CommandLine.Model.CommandSpec.create();

    /** Says where and how long is measured, before anything is. */
    void announce(PrintStream out) {
        if (seconds < 1 || seconds > 600) {
            throw new CommandLine.ParameterException(
                    command.commandLine(), "seconds out of range: seconds=" + seconds + ", limit=1..600");
        }
        out.printf(
                "bench %s: java=%s cores=%d machine=%s seconds=%d%n",
                command.name(),
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.arch"),
                seconds);
    }

    /** Of all benchmarks of a class, each measured in so many parts. */
    @SafeVarargs
    final Collection<RunResult> results(Class<?> benchmarks, int parts, Class<? extends Profiler>... profilers)
            throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(benchmarks.getName())
                .threads(1)
                .forks(1)
                .warmupIterations(WARM_UPS)
                .warmupTime(TimeValue.milliseconds(Math.max(seconds, WARM_UP_SECONDS_MIN) * 1000L / WARM_UPS))
                .measurementIterations(parts)
                .measurementTime(TimeValue.milliseconds(seconds * 1000L / parts))
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        for (Class<? extends Profiler> profiler : profilers) {
            options = options.addProfiler(profiler);
        }
        return new Runner(options.build()).run();
    }

    /** Tells why there are no figures, and gives the exit code. */
    static int failed(RunnerException e) {
        // JMH hangs what a benchmark threw on its own exception
        Throwable cause = e.getCause() != null && e.getCause().getSuppressed().length > 0
                ? e.getCause().getSuppressed()[0]
                : e;
        System.err.println("v2x bench: benchmark failed: reason=" + cause.getMessage());
        return FAILURE;
    }
}
