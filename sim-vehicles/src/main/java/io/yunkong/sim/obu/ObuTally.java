package io.yunkong.sim.obu;

import io.yunkong.sim.client.Percentiles;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** Counts what an onboard unit sent and received. Safe for use by any thread. */
final class ObuTally {
    private static final long ROUND_TRIP_MAX_US = 60_000_000;

    /** The figures, in the hands of whoever changes them. */
    static final class Figures {
        long sent;
        long unsent;
        long acknowledged;
        long expired;
        long missed;
        long superseded;
        long repeated;
        long sessions;
        long takenOver;
        long uperFrames;
        double clockOffsetMs = Double.NaN;
        final Map<Silence, Long> silent = new EnumMap<>(Silence.class);
        final Map<String, Long> warnings = new TreeMap<>();
        final Map<String, Long> advice = new TreeMap<>();
        final Map<String, Long> refusals = new TreeMap<>();
        final Map<String, Long> positionUse = new TreeMap<>();
    }

    private final Figures figures = new Figures();
    private final Histogram roundTripUs = new Histogram(1, ROUND_TRIP_MAX_US, 3);

    synchronized void count(Consumer<Figures> change) {
        change.accept(figures);
    }

    synchronized void roundTrip(long us) {
        roundTripUs.recordValue(Math.clamp(us, 1, ROUND_TRIP_MAX_US));
    }

    synchronized long sent() {
        return figures.sent;
    }

    synchronized ObuReport report(double seconds, InputTally input, String failure) {
        return new ObuReport(
                seconds,
                input.lines(),
                input.fixes(),
                input.defects(),
                figures.sent,
                figures.unsent,
                Map.copyOf(figures.silent),
                new TreeMap<>(figures.positionUse),
                new TreeMap<>(figures.warnings),
                new TreeMap<>(figures.advice),
                figures.acknowledged,
                figures.expired,
                figures.missed,
                figures.superseded,
                figures.repeated,
                figures.sessions,
                Math.max(0, figures.sessions - 1),
                figures.takenOver,
                new TreeMap<>(figures.refusals),
                figures.uperFrames,
                Percentiles.of(roundTripUs),
                figures.clockOffsetMs,
                failure);
    }
}
