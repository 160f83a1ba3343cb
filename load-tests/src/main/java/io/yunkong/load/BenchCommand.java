package io.yunkong.load;

import io.yunkong.load.bench.CloudBenchCommand;
import io.yunkong.load.bench.EdgeBenchCommand;
import io.yunkong.load.jmh.CodecBenchCommand;
import io.yunkong.load.jmh.MapBenchCommand;
import io.yunkong.load.start.StartCommand;
import io.yunkong.load.tracking.ScoreCommand;
import io.yunkong.load.tracking.TrackingCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What is measured by hand, each against the bars of the project. */
@Command(
        name = "v2x bench",
        description = "Measures parts of the platform and fails on a missed bar.",
        mixinStandardHelpOptions = true,
        subcommands = {
            AllBenchCommand.class,
            CloudBenchCommand.class,
            CodecBenchCommand.class,
            EdgeBenchCommand.class,
            MapBenchCommand.class,
            TrackingCommand.class,
            ScoreCommand.class,
            StartCommand.class
        },
        footer = {"", "Exit codes: 0 bars kept, 1 failed or a bar not measured, 2 wrong usage, 99 bar missed"})
public final class BenchCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private BenchCommand() {}

    /** Runs a benchmark and ends the process with the exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new BenchCommand()).execute(args));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "which benchmark? known=" + String.join(", ", spec.subcommands().keySet()));
    }
}
