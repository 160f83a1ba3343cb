package io.yunkong.sim.client;

import io.yunkong.sim.sensor.Message;
import io.yunkong.wire.Refused;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningPhase;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Counts what all links of a fleet sent and received. Thread-safe. */
final class Tally {
    private final Map<Message.Kind, LongAdder> sent = new EnumMap<>(Message.Kind.class);
    private final Map<Unsent, LongAdder> unsent = new EnumMap<>(Unsent.class);
    private final Map<String, LongAdder> warnings = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
    private final Histogram latencyUs = new ConcurrentHistogram(1, 60_000_000L, 3);
    private final Histogram lagUs = new ConcurrentHistogram(1, 60_000_000L, 3);
    final LongAdder acknowledged = new LongAdder();
    final LongAdder connects = new LongAdder();
    final LongAdder resumed = new LongAdder();
    final LongAdder repeated = new LongAdder();
    final LongAdder disconnects = new LongAdder();
    final LongAdder malformed = new LongAdder();

    Tally() {
        for (Message.Kind kind : Message.Kind.values()) {
            sent.put(kind, new LongAdder());
        }
        for (Unsent reason : Unsent.values()) {
            unsent.put(reason, new LongAdder());
        }
    }

    /** What became of a frame that was handed to a socket at a time. */
    void written(boolean success, Frame frame, long nowUs) {
        if (!success) {
            unsent(Unsent.LINK_LOST, 1);
            return;
        }
        Objects.requireNonNull(sent.get(frame.kind())).increment();
        lagUs.recordValue(Math.clamp(nowUs - frame.sendAtUs(), 1, 60_000_000L));
    }

    void unsent(Unsent reason, long frames) {
        Objects.requireNonNull(unsent.get(reason)).add(frames);
    }

    void warned(Warning warning, long nowUs) {
        String application = warning.getApplication().name().replace("WARNING_APPLICATION_", "");
        String phase = warning.getPhase().name().replace("WARNING_PHASE_", "");
        warnings.computeIfAbsent(application + "/" + phase, key -> new LongAdder())
                .increment();
        long generatedUs = warning.getEvidence().getStamps().getGeneratedAtUs();
        if (warning.getPhase() == WarningPhase.WARNING_PHASE_RAISED && generatedUs > 0) {
            latencyUs.recordValue(Math.clamp(nowUs - generatedUs, 1, 60_000_000L));
        }
    }

    void refused(Refused refused) {
        refusals.computeIfAbsent(refused.getCode().name().replace("REFUSAL_CODE_", ""), key -> new LongAdder())
                .increment();
    }

    FleetStatistics statistics() {
        Map<Message.Kind, Long> frames = new EnumMap<>(Message.Kind.class);
        sent.forEach((kind, count) -> frames.put(kind, count.sum()));
        Map<Unsent, Long> given = new EnumMap<>(Unsent.class);
        unsent.forEach((reason, count) -> given.put(reason, count.sum()));
        return new FleetStatistics(
                frames,
                sums(warnings),
                acknowledged.sum(),
                sums(refusals),
                given,
                connects.sum(),
                resumed.sum(),
                repeated.sum(),
                disconnects.sum(),
                malformed.sum(),
                Percentiles.of(latencyUs),
                Percentiles.of(lagUs));
    }

    private static Map<String, Long> sums(Map<String, LongAdder> adders) {
        Map<String, Long> sums = new TreeMap<>();
        adders.forEach((key, count) -> sums.put(key, count.sum()));
        return sums;
    }
}
