package io.yunkong.load.bench;

import io.yunkong.load.bars.Bar;
import io.yunkong.load.bars.Bench;
import io.yunkong.load.bars.Form;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the edge beside others, in one run, and holds the ratios against their bars. */
@Command(
        name = "edge",
        description =
                "Measures the edge beside a raw Netty echo and, when this machine has Mosquitto, a broker with a service: highest rates, latency, also through a cloud node, processor time, what is allocated.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 bars kept, 1 failed or a bar not measured, 2 wrong usage, 99 bar missed"})
public final class EdgeBenchCommand implements Callable<Integer>, Bench {
    static final int VEHICLES_MAX = 18_000;

    @Option(
            names = "--only",
            paramLabel = "BAR",
            split = ",",
            description = "What is wanted, such as P1,P3: ${COMPLETION-CANDIDATES} (default: all).")
    private EdgeBar[] only = {};

    @Option(
            names = "--vehicles-max",
            paramLabel = "N",
            defaultValue = "" + VEHICLES_MAX,
            description =
                    "Vehicles at most, each with a connection and 10 messages a second, 2000..60000; mind the limit of open files (default: ${DEFAULT-VALUE}).")
    private int vehiclesMax;

    @Mixin
    private EdgeBenchRun run = new EdgeBenchRun();

    @Mixin
    private Form form = new Form();

    private EdgeBenchCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        return form.run(this);
    }

    @Override
    public List<Bar> bars() {
        return wanted().stream().map(EdgeBar::bar).toList();
    }

    private Set<EdgeBar> wanted() {
        return only.length == 0 ? EnumSet.allOf(EdgeBar.class) : EnumSet.copyOf(Arrays.asList(only));
    }

    @Override
    public EdgeReport measure(PrintStream progress) throws IOException, InterruptedException {
        run.check("vehicles_max", vehiclesMax, 2_000, 60_000);
        return run.measure(wanted(), vehiclesMax, progress);
    }
}
