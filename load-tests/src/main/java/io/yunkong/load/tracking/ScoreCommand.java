package io.yunkong.load.tracking;

import io.yunkong.load.observe.AnswerKey;
import io.yunkong.load.observe.AnswerKeyFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Scores tracks that were written before. */
@Command(
        name = "score",
        description =
                "Scores the tracks that ./v2x replay --tracks wrote against the truth and the answer key of the recording.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Exit codes: 0 done, 1 a file cannot be read, 2 wrong usage"})
public final class ScoreCommand implements Callable<Integer> {
    private static final int FAILURE = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--truth",
            required = true,
            paramLabel = "PREFIX",
            description = "Reads PREFIX_truth.csv.gz and PREFIX_objects.csv.gz.")
    private String truth = "";

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "Answer key of the recording.")
    private Path key = Path.of("");

    @Option(names = "--tracks", required = true, paramLabel = "FILE", description = "Tracks, packed (.gz) or not.")
    private Path tracks = Path.of("");

    @Override
    public Integer call() {
        try {
            AnswerKey answers = AnswerKeyFile.read(key);
            Truth window = Truth.read(truth, answers.fromS(), answers.toS());
            Score score = TrackScorer.score(window, answers, lines());
            PrintWriter out = spec.commandLine().getOut();
            score.values().forEach((name, value) -> out.printf(Locale.ROOT, "%s %.4f%n", name, value));
            return 0;
        } catch (IOException e) {
            spec.commandLine().getErr().println("v2x bench score: " + e.getMessage());
            return FAILURE;
        }
    }

    private TrackLines lines() throws IOException {
        if (!Files.isRegularFile(tracks)) {
            throw new IOException("no such file: file=" + tracks + "; nothing scored");
        }
        TrackLines read = new TrackLines();
        try (InputStream raw = Files.newInputStream(tracks);
                InputStream in = tracks.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                read.read(line);
            }
        }
        return read;
    }
}
