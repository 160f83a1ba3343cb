package io.yunkong.load.codec;

import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.ValueException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the codecs with JMH and holds the figures against their bars. */
@Command(
        name = "codec",
        description = "Measures the codecs, each in a process of its own on one thread, and fails on a missed bar.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 bars kept, 1 failed, 2 wrong usage, 99 bar missed"})
public final class CodecBenchCommand implements Callable<Integer> {
    private static final int FAILURE = 1;
    private static final int BAR_MISSED = 99;
    /** The just-in-time compiler takes a second or two for one kind of message after it has seen all of them. */
    private static final int WARM_UP_SECONDS_MIN = 5;

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "How long each benchmark is measured, 1..600; it warms up as long before, 5 at least (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private CodecBenchCommand() {}

    @Override
    public Integer call() throws ValueException {
        if (seconds < 1 || seconds > 600) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "seconds out of range: seconds=" + seconds + ", limit=1..600");
        }
        System.out.printf(
                "bench codec: java=%s cores=%d machine=%s seconds=%d%n",
                Runtime.version(), Runtime.getRuntime().availableProcessors(), System.getProperty("os.arch"), seconds);
        try {
            return table(new Runner(new OptionsBuilder()
                            .include(CodecBenchmarks.class.getName())
                            .threads(1)
                            .forks(1)
                            .warmupIterations(3)
                            .warmupTime(TimeValue.milliseconds(Math.max(seconds, WARM_UP_SECONDS_MIN) * 1000L / 3))
                            .measurementIterations(3)
                            .measurementTime(TimeValue.milliseconds(seconds * 1000L / 3))
                            .addProfiler(GCProfiler.class)
                            .verbosity(VerboseMode.SILENT)
                            .shouldFailOnError(true)
                            .build())
                    .run());
        } catch (RunnerException e) {
            System.err.println("v2x bench: benchmark failed: reason=" + e.getMessage());
            return FAILURE;
        }
    }

    private static int table(Collection<RunResult> runs) throws ValueException {
        Map<String, RunResult> byName = runs.stream()
                .collect(Collectors.toMap(run -> run.getPrimaryResult().getLabel(), Function.identity()));
        MessageCodec codec = MessageCodec.of(Edition.E2020);
        List<Bar> bars = Bar.all(
                codec.encode(SampleFrames.bsm()).length,
                codec.encode(SampleFrames.spat()).length,
                codec.encode(SampleFrames.map()).length);
        boolean kept = true;
        System.out.printf(
                "| %-34s | octets | %16s | %9s | %-20s | %-7s |%n", "what", "operations/s", "B/op", "bar", "verdict");
        System.out.println("|---|---|---|---|---|---|");
        for (Bar bar : bars) {
            RunResult run = byName.get(bar.benchmark());
            if (run == null) {
                throw new IllegalStateException("no figures: benchmark=" + bar.benchmark());
            }
            double perSecond = run.getPrimaryResult().getScore();
            Result<?> allocated = run.getSecondaryResults().get(ALLOCATED);
            double bytes = allocated == null ? Double.NaN : allocated.getScore();
            kept &= bar.isKept(perSecond, bytes);
            System.out.printf(
                    "| %-34s | %6d | %,16.0f | %,9.0f | %-20s | %-7s |%n",
                    bar.what(), bar.octets(), perSecond, bytes, bar.shown(), bar.verdict(perSecond, bytes));
        }
        System.out.println("verdict: " + (kept ? "KEPT" : "BAR_MISSED"));
        return kept ? 0 : BAR_MISSED;
    }
}
