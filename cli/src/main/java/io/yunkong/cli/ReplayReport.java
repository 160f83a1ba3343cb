package io.yunkong.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.yunkong.map.replay.Defects;
import io.yunkong.map.replay.LineDefect;
import io.yunkong.map.replay.ReplayCounts;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What replaying a recording tells on the terminal or as JSON.
 *
 * @param runs of the same recording, one or more; all but the times are told of the first
 * @param withSignals whether recorded signal states were played too
 */
record ReplayReport(List<Run> runs, boolean withSignals) {
    /**
     * @param seconds from opening the recording to the last result written
     * @param peakHeapBytes sum over the parts of the heap, each at its own peak so far: not less than the true peak
     */
    record Run(ReplayCounts counts, double seconds, long peakHeapBytes) {
        Run(ReplayCounts counts, double seconds) {
            this(
                    counts,
                    seconds,
                    ManagementFactory.getMemoryPoolMXBeans().stream()
                            .filter(pool -> pool.getType() == MemoryType.HEAP)
                            .map(MemoryPoolMXBean::getPeakUsage)
                            .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
                            .sum());
        }

        double detectionsPerS() {
            return counts.detections() / Math.max(seconds, 1e-9);
        }
    }

    private Run first() {
        return runs.getFirst();
    }

    void tell(PrintWriter out) {
        ReplayCounts counts = first().counts();
        out.printf(
                Locale.ROOT,
                "replay: detections=%d seconds=%.3f detections_per_s=%.0f peak_heap_mb=%.1f tracks=%d warnings=%d%n",
                counts.detections(),
                first().seconds(),
                first().detectionsPerS(),
                first().peakHeapBytes() / 1e6,
                counts.tracks(),
                counts.raised());
        for (int i = 1; i < runs.size(); i++) {
            out.printf(
                    Locale.ROOT,
                    "again: run=%d seconds=%.3f detections_per_s=%.0f%n",
                    i + 1,
                    runs.get(i).seconds(),
                    runs.get(i).detectionsPerS());
        }
        counts.rejected().forEach((reason, count) -> out.printf("rejected: reason=%s count=%d%n", word(reason), count));
        refused(out, "refused", counts.refused());
        refused(out, "signals refused", counts.signals().refused());
    }

    private static void refused(PrintWriter out, String what, Map<LineDefect, Defects.Count> refused) {
        refused.forEach((defect, count) -> out.printf(
                "%s: reason=%s count=%d first_line=%d%n", what, word(defect), count.count(), count.firstLine()));
    }

    /** For the text of a failure. */
    static String refusals(Map<LineDefect, Defects.Count> defects) {
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

    String json() {
        return Json.object(this::write);
    }

    private void write(JsonGenerator object) throws IOException {
        ReplayCounts counts = first().counts();
        object.writeNumberField("lines", counts.lines());
        object.writeNumberField("detections", counts.detections());
        Json.decimal(object, "recorded_s", counts.recordedS());
        Json.decimal(object, "seconds", first().seconds());
        object.writeNumberField("detections_per_s", Math.round(first().detectionsPerS()));
        if (runs.size() > 1) {
            object.writeArrayFieldStart("detections_per_s_again");
            for (Run again : runs.subList(1, runs.size())) {
                object.writeNumber(Math.round(again.detectionsPerS()));
            }
            object.writeEndArray();
        }
        object.writeNumberField("peak_heap_bytes", first().peakHeapBytes());
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
        if (withSignals) {
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

    static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
