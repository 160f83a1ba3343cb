package io.yunkong.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.yunkong.map.replay.Defects;
import io.yunkong.map.replay.LineDefect;
import io.yunkong.map.replay.Replay;
import io.yunkong.map.replay.ReplayCounts;
import io.yunkong.map.road.Zone;
import io.yunkong.map.track.TrackerPart;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
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
                    + " fast as the machine allows, on one thread. Two runs give the same bytes.",
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
                    "Play it N times in one process, 1..100, to measure: the first time is a cold start, the later ones are not (default: ${DEFAULT-VALUE}).")
    private int repeat;

    /** Parts by their names in lower case with hyphens. */
    static final class Part implements CommandLine.ITypeConverter<TrackerPart>, Iterable<String> {
        private static String name(TrackerPart part) {
            return word(part).replace('_', '-');
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
        double[] seconds = new double[repeat];
        ReplayCounts counts = play(zone, seconds, 0);
        for (int i = 1; i < repeat; i++) {
            play(zone, seconds, i);
        }
        return tell(counts, seconds);
    }

    private ReplayCounts play(Zone zone, double[] seconds, int time) {
        try (ReplayFiles files = ReplayFiles.open(tracks, warnings)) {
            Replay replay = new Replay(zone, files, without);
            long startedAtNs = System.nanoTime();
            play(replay);
            files.flush();
            seconds[time] = (System.nanoTime() - startedAtNs) / 1e9;
            return replay.counts();
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
                    "no signal state could be taken: file=" + file + refusals(read.refused()) + "; nothing played");
        }
    }

    private static void read(Path file, LineFile.Taker taker) {
        try (InputStream in = MapFile.open(file)) {
            new LineFile(taker).read(in);
        } catch (IOException e) {
            throw MapFile.unreadable(file.toString(), e);
        }
    }

    private static double perSecond(ReplayCounts counts, double seconds) {
        return counts.detections() / Math.max(seconds, 1e-9);
    }

    private int tell(ReplayCounts counts, double[] times) {
        double seconds = times[0];
        double perSecond = perSecond(counts, seconds);
        PrintWriter out = spec.commandLine().getOut();
        if (json.wanted()) {
            out.println(Json.object(object -> write(object, counts, times)));
        } else {
            out.printf(
                    Locale.ROOT,
                    "replay: detections=%d seconds=%.3f detections_per_s=%.0f peak_heap_mb=%.1f tracks=%d warnings=%d%n",
                    counts.detections(),
                    seconds,
                    perSecond,
                    peakHeapBytes() / 1e6,
                    counts.tracks(),
                    counts.raised());
            for (int i = 1; i < times.length; i++) {
                out.printf(
                        Locale.ROOT,
                        "again: run=%d seconds=%.3f detections_per_s=%.0f%n",
                        i + 1,
                        times[i],
                        perSecond(counts, times[i]));
            }
            counts.rejected()
                    .forEach((reason, count) -> out.printf("rejected: reason=%s count=%d%n", word(reason), count));
            refused(out, "refused", counts.refused());
            refused(out, "signals refused", counts.signals().refused());
        }
        if (counts.detections() == 0) {
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    "no line could be taken: file=" + observations + ", lines=" + counts.lines()
                            + refusals(counts.refused()));
        }
        if (counts.rejected().values().stream().mapToLong(Long::longValue).sum() == counts.detections()) {
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    "no measurement could be used: map=" + map + ", file=" + observations + ", rejected="
                            + Text.named(counts.rejected()) + "; is it the map of this recording?");
        }
        return ExitCode.OK;
    }

    private static void refused(PrintWriter out, String what, Map<LineDefect, Defects.Count> refused) {
        refused.forEach((defect, count) -> out.printf(
                "%s: reason=%s count=%d first_line=%d%n", what, word(defect), count.count(), count.firstLine()));
    }

    private static String refusals(Map<LineDefect, Defects.Count> defects) {
        StringBuilder text = new StringBuilder();
        defects.forEach((defect, count) -> text.append(", ")
                .append(word(defect))
                .append('=')
                .append(count.count())
                .append(" (first in line ")
                .append(count.firstLine())
                .append(')'));
        return text.toString();
    }

    private void write(JsonGenerator object, ReplayCounts counts, double[] times) throws IOException {
        object.writeNumberField("lines", counts.lines());
        object.writeNumberField("detections", counts.detections());
        Json.decimal(object, "recorded_s", counts.recordedS());
        Json.decimal(object, "seconds", times[0]);
        object.writeNumberField("detections_per_s", Math.round(perSecond(counts, times[0])));
        if (times.length > 1) {
            object.writeArrayFieldStart("detections_per_s_again");
            for (int i = 1; i < times.length; i++) {
                object.writeNumber(Math.round(perSecond(counts, times[i])));
            }
            object.writeEndArray();
        }
        object.writeNumberField("peak_heap_bytes", peakHeapBytes());
        object.writeNumberField("tracks", counts.tracks());
        Json.field(object, "warnings", raised -> {
            for (Map.Entry<? extends Enum<?>, Long> entry : counts.warnings().entrySet()) {
                raised.writeNumberField(entry.getKey().name(), entry.getValue());
            }
        });
        Json.counts(object, "measurements_rejected", Text.named(counts.rejected()));
        Json.counts(object, "stations_discounted", Text.named(counts.stationsDiscounted()));
        Json.counts(object, "stations_excluded", Text.named(counts.stationsExcluded()));
        writeRefused(object, counts.refused());
        if (signals != null) {
            ReplayCounts.Signals told = counts.signals();
            Json.field(object, "signals", of -> {
                of.writeNumberField("rows", told.rows());
                of.writeNumberField("reports", told.reports());
                Json.counts(of, "rejected", Text.named(told.rejected()));
                writeRefused(of, told.refused());
            });
        }
    }

    private static void writeRefused(JsonGenerator object, Map<LineDefect, Defects.Count> defects) throws IOException {
        Json.field(object, "refused", refused -> {
            for (Map.Entry<LineDefect, Defects.Count> entry : defects.entrySet()) {
                Json.field(refused, word(entry.getKey()), count -> {
                    count.writeNumberField("count", entry.getValue().count());
                    count.writeNumberField("first_line", entry.getValue().firstLine());
                });
            }
        });
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    /** The sum over the parts of the heap, each at its own peak: not less than the true peak. */
    private static long peakHeapBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
                .sum();
    }
}
