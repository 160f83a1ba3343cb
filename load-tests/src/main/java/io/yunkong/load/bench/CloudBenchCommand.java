package io.yunkong.load.bench;

import io.yunkong.load.bars.Form;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures the way through the cloud alone: P9 of {@link EdgeBenchCommand}. */
@Command(
        name = "cloud",
        description =
                "Measures how soon vehicles of two edges are warned of each other through a cloud node in a process of its own (P9; the same as: edge --only P9).",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 bar kept, 1 failed or not measured, 2 wrong usage, 99 bar missed"})
public final class CloudBenchCommand implements Callable<Integer> {
    @Mixin
    private EdgeBenchRun run = new EdgeBenchRun();

    @Mixin
    private Form form = new Form();

    private CloudBenchCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        return form.run(progress -> run.measure(Set.of(EdgeBar.P9), EdgeBenchCommand.VEHICLES_MAX, progress));
    }
}
