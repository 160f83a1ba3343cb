package io.yunkong.load.jmh;

import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the map with JMH and holds the figures against their bars. */
@Command(
        name = "map",
        description =
                "Measures grid, tracker and the whole way from message to warnings, each in a process of its own on one thread, and fails on a missed bar.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 bars kept, 1 failed, 2 wrong usage, 99 bar missed"})
public final class MapBenchCommand implements Callable<Integer> {
    private static final int PARTS = 5;

    @Mixin
    private JmhRun jmh = new JmhRun();

    @Option(names = "--json", description = "Prints one JSON object; where it was measured goes to standard error.")
    private boolean json;

    private MapBenchCommand() {}

    @Override
    public Integer call() {
        jmh.announce(json ? System.err : System.out);
        try {
            MapReport report = MapReport.of(jmh.results(MapBenchmarks.class, PARTS));
            System.out.print(json ? report.json() : report.text());
            return report.isKept() ? 0 : JmhRun.BAR_MISSED;
        } catch (RunnerException e) {
            return JmhRun.failed(e);
        }
    }
}
