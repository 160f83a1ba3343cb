package io.yunkong.load.observe;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes what a platform would have received, and the answer key, from the truth of a set. */
@Command(
        name = "observations",
        description = {
            "Writes what a platform would have received (OUT_obs.ndjson.gz, as ./v2x replay reads it) and who is who (OUT_key.json.gz, for scorers)"
                    + " from the truth of a set: BSM of the equipped, RSM of roadside units, with noise, loss and delay. The same seed gives the same"
                    + " bytes; a parameter that is changed leaves all draws that do not hang on it as they were.",
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Exit codes: 0 done, 1 a file cannot be read or written, 2 wrong usage"})
public final class ObservationsCommand implements Callable<Integer> {
    private static final int FAILURE = 1;
    private static final int USAGE = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--truth",
            required = true,
            paramLabel = "PREFIX",
            description = "Reads PREFIX_truth.csv.gz and PREFIX_objects.csv.gz.")
    private String truth = "";

    @Option(
            names = "--out",
            required = true,
            paramLabel = "OUT",
            description = "Writes OUT_obs.ndjson.gz and OUT_key.json.gz.")
    private String out = "";

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "42",
            description = "Of all chance (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--from-s",
            paramLabel = "S",
            defaultValue = "0",
            description = "Start of the window in the time of the truth (default: ${DEFAULT-VALUE}).")
    private double fromS;

    @Option(
            names = "--to-s",
            paramLabel = "S",
            defaultValue = "60",
            description = "End of the window, or the end of the truth (default: ${DEFAULT-VALUE}).")
    private double toS;

    @Option(
            names = "--sites",
            paramLabel = "FILE",
            description =
                    "Roadside units stand where this JSON file's list \"rsu\" (id, lat, lon, range, bias_m; the last two may lack) has them,"
                            + " such as an answer key; the first --rsus of them (default: where most road users cross each other's way).")
    private @Nullable Path sites;

    @Mixin
    private final NoiseFlags noise = new NoiseFlags();

    private long lines;

    @Override
    public Integer call() {
        NoiseModel model;
        try {
            model = noise.model();
            Check.inRange("from_s", fromS, 0, 1e6);
            Check.inRange("to_s", toS, fromS + 0.1, 1e6);
        } catch (IllegalArgumentException e) {
            return refuse(USAGE, e);
        }
        try {
            AnswerKey key = write(model);
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "observations: truth=%s seed=%d from_s=%.1f to_s=%.1f equipped=%d rsus=%d ghosts=%d lines=%d%n",
                            truth,
                            seed,
                            key.fromS(),
                            key.toS(),
                            key.stations().size(),
                            key.sites().size(),
                            key.ghosts(),
                            lines);
            return 0;
        } catch (IOException e) {
            return refuse(FAILURE, e);
        }
    }

    private int refuse(int code, Exception e) {
        CommandLine commandLine = spec.commandLine();
        commandLine.getErr().println("v2x load observations: " + e.getMessage());
        return code;
    }

    private AnswerKey write(NoiseModel model) throws IOException {
        TruthSet set = TruthSet.open(truth);
        List<Site> placed = placed(set, model.siting());
        AnswerKey key;
        try (Ticks ticks = set.ticks();
                Writer observations = packed(Path.of(out + "_obs.ndjson.gz"))) {
            key = new ObservationGenerator(set.users(), model, seed).generate(ticks, fromS, toS, placed, line -> {
                observations.write(line);
                lines++;
            });
        }
        try (Writer answers = packed(Path.of(out + "_key.json.gz"))) {
            answers.write(key.json(set.name(), seed, model.stations().equippedShare()));
        }
        return key;
    }

    private List<Site> placed(TruthSet set, Siting siting) throws IOException {
        if (sites != null) {
            return SiteFile.read(sites, siting, seed);
        }
        try (Ticks ticks = set.ticks()) {
            return SitePlanner.plan(ticks, fromS, toS, siting, seed);
        }
    }

    private static Writer packed(Path file) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file), 1 << 16), StandardCharsets.UTF_8));
    }
}
