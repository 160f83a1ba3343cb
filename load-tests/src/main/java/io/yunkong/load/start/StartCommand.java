package io.yunkong.load.start;

import io.yunkong.load.bars.Bar;
import io.yunkong.load.bars.Bench;
import io.yunkong.load.bars.Form;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how long edge and cloud take from the command to serving, and holds the medians against their bars. */
@Command(
        name = "start",
        description =
                "Measures how long edge and cloud take from the command to serving, by the launcher and on free ports.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 bars kept, 1 failed, 2 wrong usage, 99 bar missed"})
public final class StartCommand implements Callable<Integer>, Bench {
    private static final int ROUNDS_MAX = 100;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "7",
            description = "Edge and cloud in turn, so many times, 1..100 (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Mixin
    private Form form = new Form();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private StartCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        return form.run(this);
    }

    @Override
    public List<Bar> bars() {
        return Arrays.stream(Node.values()).map(Node::bar).toList();
    }

    @Override
    public StartReport measure(PrintStream progress) throws IOException, InterruptedException {
        if (rounds < 1 || rounds > ROUNDS_MAX) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "rounds out of range: rounds=" + rounds + ", limit=1.." + ROUNDS_MAX);
        }
        String where = String.format(
                Locale.ROOT,
                "java=%s cores=%d machine=%s rounds=%d",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.arch"),
                rounds);
        progress.println("bench start: " + where);
        return new StartReport(where, measured(new Launcher(Path.of(System.getProperty("v2x.home", "."), "v2x"))));
    }

    private Map<Node, List<Double>> measured(Launcher launcher) throws IOException, InterruptedException {
        launcher.warm();
        Map<Node, List<Double>> seconds = new EnumMap<>(Node.class);
        for (int round = 0; round < rounds; round++) {
            for (Node node : Node.values()) {
                seconds.computeIfAbsent(node, _ -> new ArrayList<>()).add(launcher.start(node));
            }
        }
        return seconds;
    }
}
