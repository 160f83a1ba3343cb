package io.yunkong.load.tracking;

import io.yunkong.load.observe.AnswerKey;
import io.yunkong.load.observe.AnswerKeyFile;
import io.yunkong.load.observe.TrueState;
import io.yunkong.map.geo.LocalPlane;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Scores tracks that were written before, or those of the plain tracker on a recording. */
@Command(
        name = "score",
        description =
                "Scores tracks against the truth and the answer key of the recording, by the definitions of the public scorer.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Exit codes: 0 done, 1 a file cannot be read, 2 wrong usage, 99 differs from the public scorer by more than 0.001"
        })
public final class ScoreCommand implements Callable<Integer> {
    private static final int FAILURE = 1;
    private static final int DIFFERS = 99;
    private static final double TOLERANCE = 0.001;

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

    @ArgGroup(multiplicity = "1")
    private final Source source = new Source();

    @Option(
            names = "--beside",
            paramLabel = "SCRIPT",
            description = "Run the public scorer (score_tracks.py) on the same tracks and print both.")
    private @Nullable Path beside;

    private static final class Source {
        @Option(
                names = "--tracks",
                paramLabel = "FILE",
                description = "Tracks that ./v2x replay --tracks wrote, packed (.gz) or not.")
        private @Nullable Path tracks;

        @Option(
                names = "--plain",
                paramLabel = "OBSERVATIONS",
                description = "Tracks of the plain tracker on this recording.")
        private @Nullable Path observations;
    }

    /** Takes a line. */
    private interface Taker {
        void take(String line) throws IOException;
    }

    @Override
    public Integer call() {
        try {
            AnswerKey answers = AnswerKeyFile.read(key);
            Truth window = Truth.read(truth, answers.fromS(), answers.toS());
            Score score = TrackScorer.score(window, answers, tracks(window, answers));
            Path told = source.tracks;
            if (beside == null || told == null) {
                PrintWriter out = spec.commandLine().getOut();
                score.values().forEach((name, value) -> out.printf(Locale.ROOT, "%s %.4f%n", name, value));
                return 0;
            }
            return compare(score, PublicScorer.run(beside, truth, key, told));
        } catch (IOException e) {
            spec.commandLine().getErr().println("v2x bench score: " + e.getMessage());
            return FAILURE;
        }
    }

    private int compare(Score ours, Score theirs) {
        PrintWriter out = spec.commandLine().getOut();
        boolean same = true;
        out.println("| measure | ours | public scorer |");
        out.println("|---|---|---|");
        for (Map.Entry<String, Double> measure : theirs.values().entrySet()) {
            double value = ours.get(measure.getKey());
            same &= Math.abs(value - measure.getValue()) <= TOLERANCE;
            out.printf(Locale.ROOT, "| %s | %.4f | %.4f |%n", measure.getKey(), value, measure.getValue());
        }
        out.println("verdict: " + (same ? "SAME" : "DIFFERENT"));
        return same ? 0 : DIFFERS;
    }

    private TrackLines tracks(Truth window, AnswerKey answers) throws IOException {
        TrackLines read = new TrackLines();
        if (source.tracks != null) {
            lines(source.tracks, read::read);
        } else if (source.observations != null) {
            TrueState any =
                    window.ticks().getFirst().states().values().iterator().next();
            PlainTracker plain = new PlainTracker(new LocalPlane(any.latitudeDeg(), any.longitudeDeg()), read);
            lines(source.observations, plain::line);
            plain.tellUntil(answers.toS() - answers.fromS() + 1);
        }
        return read;
    }

    private static void lines(Path file, Taker taker) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("no such file: file=" + file + "; nothing scored");
        }
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                taker.take(line);
            }
        }
    }
}
