package io.yunkong.load.jmh;

import io.yunkong.load.bars.Bar;
import io.yunkong.load.bars.Bench;
import io.yunkong.load.bars.Form;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.ValueException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures the codecs with JMH and holds the figures against their bars. */
@Command(
        name = "codec",
        description = "Measures the codecs, each in a process of its own on one thread, and fails on a missed bar.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 bars kept, 1 failed, 2 wrong usage, 99 bar missed"})
public final class CodecBenchCommand implements Callable<Integer>, Bench {
    private static final int PARTS = 3;
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    @Mixin
    private JmhRun jmh = new JmhRun();

    @Mixin
    private Form form = new Form();

    private CodecBenchCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        return form.run(this);
    }

    @Override
    public List<Bar> bars() {
        return CodecBar.ALL.stream().flatMap(CodecBar::bars).toList();
    }

    @Override
    public CodecReport measure(PrintStream progress) throws IOException {
        jmh.announce(progress);
        Map<String, RunResult> byName = jmh.results(CodecBenchmarks.class, PARTS, GCProfiler.class).stream()
                .collect(Collectors.toMap(run -> run.getPrimaryResult().getLabel(), Function.identity()));
        List<CodecReport.Figure> figures = new ArrayList<>();
        for (CodecBar bar : CodecBar.ALL) {
            figures.add(figure(bar, byName));
        }
        return new CodecReport(jmh.where(), figures);
    }

    private static CodecReport.Figure figure(CodecBar bar, Map<String, RunResult> byName) throws IOException {
        RunResult run = byName.get(bar.benchmark());
        if (run == null) {
            throw new IOException("no figures: benchmark=" + bar.benchmark());
        }
        Result<?> allocated = run.getSecondaryResults().get(ALLOCATED);
        return new CodecReport.Figure(
                bar,
                octets(bar.benchmark()),
                run.getPrimaryResult().getScore(),
                allocated == null ? Double.NaN : allocated.getScore());
    }

    private static int octets(String benchmark) {
        MessageCodec codec = MessageCodec.of(Edition.E2020);
        try {
            return codec.encode(
                            benchmark.startsWith("bsm")
                                    ? SampleFrames.bsm()
                                    : benchmark.startsWith("spat") ? SampleFrames.spat() : SampleFrames.map())
                    .length;
        } catch (ValueException e) {
            throw new IllegalStateException("sample does not fit its schema: benchmark=" + benchmark, e);
        }
    }
}
