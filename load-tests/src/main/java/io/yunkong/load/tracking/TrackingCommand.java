package io.yunkong.load.tracking;

import io.yunkong.load.observe.NoiseFlags;
import io.yunkong.load.observe.NoiseModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the tracks under other noise, loss and delay than the published sets have. */
@Command(
        name = "tracking",
        description = {
            "Makes recordings from the truth of sets with varied noise, loss, latency, share of equipped, ghosts and roadside units, replays and scores"
                    + " them, and prints the mean over the seeds. Needs no answer key and no other program.",
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Figures are ours / the plain tracker's: a Kalman filter for each road user, nearest neighbours, ids as hints. Margin: how much lower our"
                    + " GOSPA is.",
            "Exit codes: 0 better than the plain tracker in every row, 1 a file cannot be read, 2 wrong usage, 99 worse in one"
        })
public final class TrackingCommand implements Callable<Integer> {
    private static final int FAILURE = 1;
    private static final int USAGE = 2;
    private static final int BAR_MISSED = 99;
    private static final double QUICK_S = 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--truth",
            required = true,
            split = ",",
            paramLabel = "PREFIX",
            description = "Sets: PREFIX_truth.csv.gz and PREFIX_objects.csv.gz of each.")
    private List<String> truths = List.of();

    @Option(
            names = "--map",
            required = true,
            split = ",",
            paramLabel = "MAP",
            description = "The lane map of each set: SUMO network, GeoJSON lane map or folder of a zone.")
    private List<Path> maps = List.of();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Seeds 1..N of each variation, 1..100 (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "60",
            description = "Length of the window from the start of the truth, 5..3600 (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(
            names = "--only",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Only variations whose name has this in it, such as \"loss\".")
    private String only = "";

    @Option(names = "--quick", description = "One seed, 20 s and one variation of each kind: under a minute.")
    private boolean quick;

    @Mixin
    private final NoiseFlags noise = new NoiseFlags();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            NoiseModel model = noise.model();
            checkUsage();
            double windowS = quick ? Math.min(QUICK_S, seconds) : seconds;
            int ofEach = quick ? 1 : seeds;
            List<Sweep.Course> courses = new ArrayList<>();
            for (int i = 0; i < truths.size(); i++) {
                courses.add(new Sweep.Course(Truth.read(truths.get(i), 0, windowS), MapFile.read(maps.get(i))));
            }
            out.printf(Locale.ROOT, "bench tracking: window_s=%.0f seeds=1..%d%n%n", windowS, ofEach);
            List<Variation> wanted = (quick ? Variation.few() : Variation.all())
                    .stream().filter(one -> one.name().contains(only)).toList();
            boolean better = new Sweep(model, wanted, ofEach, out).run(courses);
            out.println("\nverdict: " + (better ? "KEPT" : "BAR_MISSED"));
            return better ? 0 : BAR_MISSED;
        } catch (IllegalArgumentException e) {
            spec.commandLine().getErr().println("v2x bench tracking: " + e.getMessage());
            return USAGE;
        } catch (IOException e) {
            spec.commandLine().getErr().println("v2x bench tracking: " + e.getMessage());
            return FAILURE;
        }
    }

    private void checkUsage() {
        if (truths.size() != maps.size()) {
            throw new IllegalArgumentException("a map for each set is needed: sets=" + truths.size() + ", maps="
                    + maps.size() + "; nothing measured");
        }
        if (seeds < 1 || seeds > 100) {
            throw new IllegalArgumentException(
                    "seeds out of range: seeds=" + seeds + ", limit=1..100; nothing measured");
        }
        if (!(seconds >= 5 && seconds <= 3600)) {
            throw new IllegalArgumentException(
                    "seconds out of range: seconds=" + seconds + ", limit=5..3600; nothing measured");
        }
    }
}
