package io.yunkong.load;

import io.yunkong.load.bars.Bench;
import io.yunkong.load.bars.Form;
import io.yunkong.load.bench.EdgeBenchCommand;
import io.yunkong.load.jmh.CodecBenchCommand;
import io.yunkong.load.jmh.MapBenchCommand;
import io.yunkong.load.start.StartCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the benches that have bars, one after the other, with their own defaults. */
@Command(
        name = "all",
        description =
                "Runs codec, map, edge (with cloud) and start one after the other, and ends with one table of all bars.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 bars kept, 1 failed or a bar not measured, 2 wrong usage, 99 bar missed"})
final class AllBenchCommand implements Callable<Integer> {
    private static final List<Class<? extends Bench>> BENCHES =
            List.of(CodecBenchCommand.class, MapBenchCommand.class, EdgeBenchCommand.class, StartCommand.class);

    @Mixin
    private Form form = new Form();

    private AllBenchCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        return form.run(new AllBenches(benches()));
    }

    /** By their names, with their flags' defaults. */
    static SequencedMap<String, Bench> benches() {
        SequencedMap<String, Bench> benches = new LinkedHashMap<>();
        for (Class<? extends Bench> bench : BENCHES) {
            CommandLine command = new CommandLine(bench);
            command.parseArgs();
            benches.put(command.getCommandName(), command.getCommand());
        }
        return benches;
    }
}
