package io.yunkong.load.jmh;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
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
        out.println("bench " + command.name() + ": " + where());
    }

    /** Where and how long is measured, on one line. */
    String where() {
        return String.format(
                Locale.ROOT,
                "java=%s cores=%d machine=%s seconds=%d",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.arch"),
                seconds);
    }

    /** Of all benchmarks of a class, each measured in so many parts. */
    @SafeVarargs
    final Collection<RunResult> results(Class<?> benchmarks, int parts, Class<? extends Profiler>... profilers)
            throws IOException {
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
        try {
            return new Runner(options.build()).run();
        } catch (RunnerException e) {
            throw failed(e);
        }
    }

    /** Why there are no figures. */
    private static IOException failed(RunnerException e) {
        // JMH hangs what a benchmark threw on its own exception
        Throwable cause = e.getCause() != null && e.getCause().getSuppressed().length > 0
                ? e.getCause().getSuppressed()[0]
                : e;
        return new IOException("benchmark failed: reason=" + cause.getMessage(), e);
    }
}
