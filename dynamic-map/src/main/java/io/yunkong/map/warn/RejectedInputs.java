package io.yunkong.map.warn;

import io.yunkong.map.observe.Doubt;
import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.track.RoadUserState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which measurements of the last five seconds were refused or counted less: for the evidence of warnings. A ring of so many, so when more come
 * the oldest are forgotten; allocates only when it is asked. Not thread-safe: one owner; no clock.
 */
final class RejectedInputs {
    /** How far back the evidence of a warning looks. */
    static final long KEPT_US = 5_000_000;

    static final int ENTRIES_MAX = 4096;

    /** Of one road user the evidence names so many, the most frequent first. */
    static final int NAMED_MAX = 8;

    private static final long NO_TRACK = 0;

    /** How near to a road user's way a place must be that nobody knows as anybody's: at once, and for each second between. */
    private static final double NEAR_M = 3;

    private static final double NEAR_MPS = 2;

    private static final Comparator<RejectedInput> MOST_FREQUENT = Comparator.comparingInt(RejectedInput::count)
            .reversed()
            .thenComparing(Comparator.comparingLong(RejectedInput::lastAtUs).reversed())
            .thenComparingLong(RejectedInput::stationId)
            .thenComparing(RejectedInput::selfReport)
            .thenComparing(RejectedInput::reason);

    /** One of them; reused. */
    private static final class Entry {
        private long stationId;
        private boolean selfReport;
        private long trackId;
        private double eastM;
        private double northM;
        private long generatedAtUs;
        private long notedAtUs;
        private RejectedInput.Use use = RejectedInput.Use.REFUSED;
        /** A {@link RejectReason}, or a {@link Doubt} about the station. */
        private Enum<?> why = RejectReason.MALFORMED;
    }

    /** Counts those of one source, use and reason. */
    private static final class Tally {
        private final Entry first;
        private int count;

        private Tally(Entry first) {
            this.first = first;
        }

        private boolean isOf(Entry entry) {
            return entry.stationId == first.stationId
                    && entry.selfReport == first.selfReport
                    && entry.use == first.use
                    && entry.why == first.why;
        }
    }

    private final @Nullable Entry[] ring = new Entry[ENTRIES_MAX];
    private long noted;

    /**
     * A measurement is not used. That it came twice is no loss, and not noted.
     *
     * @param trackId the road user that the source is known to mean by it; 0 = not known
     */
    void refused(Observation observation, long trackId, RejectReason reason, long nowUs) {
        if (reason != RejectReason.DUPLICATE) {
            note(observation, trackId, RejectedInput.Use.REFUSED, reason, nowUs);
        }
    }

    /** A measurement is used, but counts less, or is nobody's reason for a warning. */
    void doubted(Observation observation, long trackId, RejectedInput.Use use, Doubt doubt, long nowUs) {
        note(observation, trackId, use, doubt, nowUs);
    }

    /** What a station told of itself was refused before it was a measurement. */
    void refused(long stationId, RejectReason reason, long nowUs) {
        if (reason != RejectReason.DUPLICATE) {
            Entry entry = next(RejectedInput.Use.REFUSED, reason, nowUs);
            entry.stationId = stationId;
            entry.selfReport = true;
            entry.trackId = NO_TRACK;
            entry.eastM = Double.NaN;
            entry.northM = Double.NaN;
            entry.generatedAtUs = nowUs;
        }
    }

    private void note(Observation observation, long trackId, RejectedInput.Use use, Enum<?> why, long nowUs) {
        Entry entry = next(use, why, nowUs);
        entry.stationId = observation.stationId();
        entry.selfReport = observation instanceof SelfReport;
        entry.trackId = trackId;
        entry.eastM = observation.eastM();
        entry.northM = observation.northM();
        entry.generatedAtUs = observation.generatedAtUs();
    }

    private Entry next(RejectedInput.Use use, Enum<?> why, long nowUs) {
        int index = (int) (noted++ % ENTRIES_MAX);
        Entry entry = ring[index];
        if (entry == null) {
            entry = new Entry();
            ring[index] = entry;
        }
        entry.use = use;
        entry.why = why;
        entry.notedAtUs = nowUs;
        return entry;
    }

    /** Those about a road user, and those of its own station, the most frequent first. */
    List<RejectedInput> about(RoadUserState party, long nowUs) {
        List<Tally> tallies = new ArrayList<>();
        for (long back = 1; back <= Math.min(noted, ENTRIES_MAX); back++) {
            Entry entry = ring[(int) ((noted - back) % ENTRIES_MAX)];
            if (entry == null || nowUs - entry.notedAtUs > KEPT_US) {
                break;
            }
            if (concerns(entry, party)) {
                count(entry, tallies);
            }
        }
        return tallies.stream()
                .map(tally -> new RejectedInput(
                        tally.first.stationId,
                        tally.first.selfReport,
                        tally.first.use,
                        tally.first.why.name().toLowerCase(Locale.ROOT),
                        tally.count,
                        tally.first.notedAtUs))
                .sorted(MOST_FREQUENT)
                .limit(NAMED_MAX)
                .toList();
    }

    private static void count(Entry entry, List<Tally> tallies) {
        for (Tally tally : tallies) {
            if (tally.isOf(entry)) {
                tally.count++;
                return;
            }
        }
        Tally fresh = new Tally(entry);
        fresh.count = 1;
        tallies.add(fresh);
    }

    private static boolean concerns(Entry entry, RoadUserState party) {
        if (party.equipped() && entry.stationId == party.stationId()) {
            return true;
        }
        if (entry.selfReport) {
            return false;
        }
        return entry.trackId == NO_TRACK ? isOnWay(entry, party) : entry.trackId == party.trackId();
    }

    /** Whether the place is about where the road user was, or will be, at that time if it keeps its speed and direction. */
    private static boolean isOnWay(Entry entry, RoadUserState party) {
        double s = (entry.generatedAtUs - party.atUs()) * 1e-6;
        if (Math.abs(s) > KEPT_US * 1e-6) {
            return false;
        }
        double way = party.speedMps() * s;
        double east = party.eastM() + way * Math.sin(party.headingRad());
        double north = party.northM() + way * Math.cos(party.headingRad());
        return Math.hypot(entry.eastM - east, entry.northM - north) < NEAR_M + NEAR_MPS * Math.abs(s);
    }
}
