package io.yunkong.load.start;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how long edge and cloud take from the command to serving, and holds the medians against their bars. */
@Command(
        name = "start",
        description =
                "Measures how long edge and cloud take from the command to serving, by the launcher and on free ports.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 bars kept, 1 failed, 2 wrong usage, 99 bar missed"})
public final class StartCommand implements Callable<Integer> {
    private static final int FAILURE = 1;
    private static final int BAR_MISSED = 99;
    private static final int ROUNDS_MAX = 100;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "7",
            description = "Edge and cloud in turn, so many times, 1..100 (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private StartCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        if (rounds < 1 || rounds > ROUNDS_MAX) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "rounds out of range: rounds=" + rounds + ", limit=1.." + ROUNDS_MAX);
        }
        try {
            StartReport report =
                    new StartReport(measured(new Launcher(Path.of(System.getProperty("v2x.home", "."), "v2x"))));
            if (json) {
                System.out.println(report.json());
            } else {
                System.out.printf(
                        "bench start: java=%s cores=%d machine=%s rounds=%d%n%n%s",
                        Runtime.version(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.arch"),
                        rounds,
                        report.text());
            }
            return report.isKept() ? 0 : BAR_MISSED;
        } catch (IOException e) {
            System.err.println("v2x bench: " + e.getMessage());
            return FAILURE;
        }
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
