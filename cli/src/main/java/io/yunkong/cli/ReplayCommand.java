package io.yunkong.cli;

import io.yunkong.map.replay.Replay;
import io.yunkong.map.replay.ReplayCounts;
import io.yunkong.map.road.Zone;
import io.yunkong.map.track.TrackerPart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a recording through the map without any network. */
@Command(
        name = "replay",
        description = {
            "Runs recorded observations through the map and the warnings of the product, without any network, in the order of arrival and as"
                    + " fast as the machine allows, on one thread. Two runs give the same tracks and warnings, byte for byte.",
            "Lines that cannot be taken are counted by reason, with the number of the first; the others are taken."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 done, 1 a file is not readable or refused, or no line could be taken, 2 wrong usage"
        })
final class ReplayCommand implements Callable<Integer> {
    private static final int REPEAT_MAX = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--map",
            required = true,
            paramLabel = "MAP",
            description =
                    "Lane map: SUMO network (.net.xml, .net.xml.gz), lane map (.geojson, .geojson.gz), shipped zone or its folder.")
    private String map = "";

    @Option(
            names = "--observations",
            required = true,
            paramLabel = "FILE",
            description = "Recorded BSM and RSM, one JSON object a line, packed or not.")
    private Path observations = Path.of("");

    @Option(
            names = "--signals",
            paramLabel = "FILE",
            description =
                    "Recorded signal states (CSV: t,tls,phase,state; one letter per link), packed or not: told to the map ten times a second, as a"
                            + " roadside unit would.")
    private @Nullable Path signals;

    @Option(
            names = "--tracks",
            paramLabel = "FILE",
            description = "Write all confirmed tracks every 0.1 s of the recording, one JSON object a line.")
    private @Nullable Path tracks;

    @Option(
            names = "--warnings",
            paramLabel = "FILE",
            description = "Write every warning that goes to a vehicle, one JSON object a line.")
    private @Nullable Path warnings;

    @Option(
            names = "--without",
            split = ",",
            paramLabel = "PART",
            converter = Part.class,
            completionCandidates = Part.class,
            description =
                    "Leave parts of the tracker out, to measure what they are good for: ${COMPLETION-CANDIDATES}.")
    private Set<TrackerPart> without = EnumSet.noneOf(TrackerPart.class);

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Play it N times in one process, 1..100, to measure: the first time is a cold start, the later ones are not; files hold the last (default: ${DEFAULT-VALUE}).")
    private int repeat;

    /** Parts by their names in lower case with hyphens. */
    static final class Part implements CommandLine.ITypeConverter<TrackerPart>, Iterable<String> {
        private static String name(TrackerPart part) {
            return ReplayReport.word(part).replace('_', '-');
        }

        @Override
        public TrackerPart convert(String value) {
            return Arrays.stream(TrackerPart.values())
                    .filter(part -> name(part).equals(value))
                    .findFirst()
                    .orElseThrow(() -> new CommandLine.TypeConversionException(
                            "no such part: limit=" + String.join(", ", this) + "; nothing played"));
        }

        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(TrackerPart.values()).map(Part::name).iterator();
        }
    }

    @Mixin
    private final JsonFlag json = new JsonFlag();

    @Override
    public Integer call() {
        mustExist(observations);
        if (signals != null) {
            mustExist(signals);
        }
        if (repeat < 1 || repeat > REPEAT_MAX) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "repeat out of range: repeat=" + repeat + ", limit=1.." + REPEAT_MAX + "; nothing played");
        }
        Zone zone = MapFile.read(map);
        List<ReplayReport.Run> runs = new ArrayList<>();
        for (int i = 0; i < repeat; i++) {
            runs.add(run(zone));
            mustBeAlike(runs);
            if (runs.getFirst().counts().detections() == 0) {
                break; // which the report refuses
            }
        }
        ReplayReport report = new ReplayReport(runs, signals != null);
        if (json.wanted()) {
            spec.commandLine().getOut().println(report.json());
        } else {
            report.tell(spec.commandLine().getOut());
        }
        mustBeUsed(runs.getFirst().counts());
        return ExitCode.OK;
    }

    private static void mustBeAlike(List<ReplayReport.Run> runs) {
        if (!runs.getLast().counts().equals(runs.getFirst().counts())) {
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    "runs differ: run=" + runs.size() + ", which is a defect; the files hold its results");
        }
    }

    private ReplayReport.Run run(Zone zone) {
        try (ReplayFiles files = ReplayFiles.open(tracks, warnings)) {
            Replay replay = new Replay(zone, files, without);
            long startedAtNs = System.nanoTime();
            play(replay);
            files.flush();
            double seconds = (System.nanoTime() - startedAtNs) / 1e9;
            return new ReplayReport.Run(replay.counts(), seconds);
        } catch (UncheckedIOException | IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILURE, "results cannot be written: tracks=" + tracks + ", warnings=" + warnings);
        }
    }

    private static void mustExist(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(ExitCode.USAGE, "no such file: file=" + file + "; nothing played");
        }
    }

    private void play(Replay replay) {
        if (signals != null) {
            readSignals(replay, signals);
        }
        read(observations, new LineFile.Taker() {
            @Override
            public void line(byte[] buffer, int from, int length) {
                replay.line(buffer, from, length);
            }

            @Override
            public void lineTooLong() {
                replay.lineTooLong();
            }
        });
        replay.end();
    }

    private static void readSignals(Replay replay, Path file) {
        read(file, new LineFile.Taker() {
            @Override
            public void line(byte[] buffer, int from, int length) {
                replay.signalLine(buffer, from, length);
            }

            @Override
            public void lineTooLong() {
                replay.signalLineTooLong();
            }
        });
        ReplayCounts.Signals read = replay.counts().signals();
        if (read.rows() == 0) {
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    "no signal state could be taken: file=" + file + ReplayReport.refusals(read.refused())
                            + "; nothing played");
        }
    }

    private static void read(Path file, LineFile.Taker taker) {
        try (InputStream in = MapFile.open(file)) {
            new LineFile(taker).read(in);
        } catch (IOException e) {
            throw MapFile.unreadable(file.toString(), e);
        }
    }

    private void mustBeUsed(ReplayCounts counts) {
        if (counts.detections() == 0) {
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    "no line could be taken: file=" + observations + ", lines=" + counts.lines()
                            + ReplayReport.refusals(counts.refused()));
        }
        if (counts.rejected().values().stream().mapToLong(Long::longValue).sum() == counts.detections()) {
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    "no measurement could be used: map=" + map + ", file=" + observations + ", rejected="
                            + Text.named(counts.rejected()) + "; is it the map of this recording?");
        }
    }
}
