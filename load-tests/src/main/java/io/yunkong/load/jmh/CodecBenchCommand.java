package io.yunkong.load.jmh;

import io.yunkong.load.jmh.Table.Column;
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
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures the codecs with JMH and holds the figures against their bars. */
@Command(
        name = "codec",
        description = "Measures the codecs, each in a process of its own on one thread, and fails on a missed bar.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 bars kept, 1 failed, 2 wrong usage, 99 bar missed"})
public final class CodecBenchCommand implements Callable<Integer> {
    private static final int PARTS = 3;
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private static final Table TABLE = new Table(List.of(
            new Column("what", -34),
            new Column("octets", 6),
            new Column("operations/s", 16),
            new Column("B/op", 9),
            new Column("bar", -20),
            new Column("verdict", -7)));

    @Mixin
    private JmhRun jmh = new JmhRun();

    private CodecBenchCommand() {}

    @Override
    public Integer call() throws ValueException {
        jmh.announce(System.out);
        try {
            return table(jmh.results(CodecBenchmarks.class, PARTS, GCProfiler.class));
        } catch (RunnerException e) {
            return JmhRun.failed(e);
        }
    }

    private static int table(Collection<RunResult> runs) throws ValueException {
        Map<String, RunResult> byName = runs.stream()
                .collect(Collectors.toMap(run -> run.getPrimaryResult().getLabel(), Function.identity()));
        MessageCodec codec = MessageCodec.of(Edition.E2020);
        List<CodecBar> bars = CodecBar.all(
                codec.encode(SampleFrames.bsm()).length,
                codec.encode(SampleFrames.spat()).length,
                codec.encode(SampleFrames.map()).length);
        boolean kept = true;
        System.out.println(TABLE.head());
        for (CodecBar bar : bars) {
            RunResult run = byName.get(bar.benchmark());
            if (run == null) {
                throw new IllegalStateException("no figures: benchmark=" + bar.benchmark());
            }
            double perSecond = run.getPrimaryResult().getScore();
            Result<?> allocated = run.getSecondaryResults().get(ALLOCATED);
            double bytes = allocated == null ? Double.NaN : allocated.getScore();
            kept &= bar.isKept(perSecond, bytes);
            System.out.println(TABLE.row(
                    bar.what(),
                    String.valueOf(bar.octets()),
                    "%,.0f".formatted(perSecond),
                    "%,.0f".formatted(bytes),
                    bar.shown(),
                    bar.verdict(perSecond, bytes)));
        }
        System.out.println("verdict: " + (kept ? "KEPT" : "BAR_MISSED"));
        return kept ? 0 : JmhRun.BAR_MISSED;
    }
}
