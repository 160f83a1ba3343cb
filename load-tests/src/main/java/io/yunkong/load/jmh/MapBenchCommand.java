package io.yunkong.load.jmh;

import io.yunkong.load.bars.Bar;
import io.yunkong.load.bars.Bench;
import io.yunkong.load.bars.Form;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures the map with JMH and holds the figures against their bars. */
@Command(
        name = "map",
        description =
                "Measures grid, tracker and the whole way from message to warnings, each in a process of its own on one thread, and fails on a missed bar.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 bars kept, 1 failed, 2 wrong usage, 99 bar missed"})
public final class MapBenchCommand implements Callable<Integer>, Bench {
    private static final int PARTS = 5;

    @Mixin
    private JmhRun jmh = new JmhRun();

    @Mixin
    private Form form = new Form();

    private MapBenchCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        return form.run(this);
    }

    @Override
    public List<Bar> bars() {
        return MapReport.BARS;
    }

    @Override
    public MapReport measure(PrintStream progress) throws IOException {
        jmh.announce(progress);
        return MapReport.of(jmh.where(), jmh.results(MapBenchmarks.class, PARTS));
    }
}
