package io.yunkong.edge.downlink;

import io.yunkong.map.geo.Heading;
import io.yunkong.wire.TrackState;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningPhase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers which warnings a station has been told, so that the same danger seen by the edge and by the cloud is told once. Two warnings
 * of different nodes are twins when application and host are the same and the counterpart is: the same station id when both know one,
 * otherwise within 6 m of each other when both are taken to the same time, no more than 2 s apart. The first one wins for its whole life
 * and for 2 s after it was cleared or ran out, in which its twin's own clearing is on its way; a twin that lives longer is then told as a
 * warning of its own. Warnings of one node are never twins: that node has decided that they are two. Not thread-safe: owned by the map
 * thread.
 */
final class DeliveryLedger {
    static final double TWIN_DISTANCE_M = 6;
    static final long TWIN_WINDOW_US = 2_000_000;
    private static final double METRES_PER_DEGREE = 111_320;

    /** What is to be done with one message of a warning. */
    sealed interface Verdict {
        /** To be sent, in this phase: an update of a warning the station has not been told yet is its raise. */
        record Send(WarningPhase phase) implements Verdict {}

        /**
         * Not to be sent.
         *
         * @param winnerId the warning the station has been told instead
         * @param firstTime whether this is the twin's first message
         */
        record Duplicate(String winnerId, boolean firstTime) implements Verdict {}
    }

    private record Pair(int application, long hostStationId) {}

    private static final class Entry {
        final Pair pair;
        final String id;
        final String node;
        final List<String> twinIds = new ArrayList<>(1);
        TrackState host;
        TrackState counterpart;
        long updatedAtUs;
        long endsAtUs;
        boolean told;
        boolean cleared;
        boolean acknowledged;

        Entry(Pair pair, Warning first) {
            this.pair = pair;
            this.id = first.getWarningId();
            this.node = first.getNode();
            this.host = first.getHost();
            this.counterpart = first.getCounterpart();
        }

        void update(Warning warning, long nowUs) {
            host = warning.getHost();
            counterpart = warning.getCounterpart();
            updatedAtUs = warning.getUpdatedAtUs();
            cleared = warning.getPhase() == WarningPhase.WARNING_PHASE_CLEARED;
            endsAtUs = cleared ? nowUs : warning.getValidUntilUs();
        }

        boolean holds(long nowUs) {
            return nowUs <= endsAtUs + TWIN_WINDOW_US;
        }
    }

    private final int entriesMax;
    private final Map<String, Entry> winners = new LinkedHashMap<>();
    private final Map<String, Entry> twins = new HashMap<>();
    private final Map<Pair, List<Entry>> byPair = new HashMap<>();
    private long overflow;

    /** @param entriesMax warnings remembered at most; then the oldest is forgotten */
    DeliveryLedger(int entriesMax) {
        this.entriesMax = entriesMax;
    }

    /** Decides about one message and remembers it. */
    Verdict judge(Warning warning, long nowUs) {
        String id = warning.getWarningId();
        Entry known = winners.get(id);
        if (known != null) {
            return judgeKnown(known, warning, nowUs);
        }
        Entry winner = twins.get(id);
        if (winner != null && winner.holds(nowUs)) {
            return new Verdict.Duplicate(winner.id, false);
        }
        twins.remove(id);
        if (warning.getPhase() == WarningPhase.WARNING_PHASE_CLEARED) {
            return new Verdict.Send(WarningPhase.WARNING_PHASE_CLEARED); // perhaps told before this edge was started
        }
        Pair pair = new Pair(warning.getApplicationValue(), warning.getHostStationId());
        Optional<Entry> first = findWinner(pair, warning, nowUs);
        if (first.isPresent()) {
            first.get().twinIds.add(id);
            twins.put(id, first.get());
            return new Verdict.Duplicate(first.get().id, true);
        }
        remember(new Entry(pair, warning), warning, nowUs);
        return new Verdict.Send(WarningPhase.WARNING_PHASE_RAISED);
    }

    private Verdict judgeKnown(Entry known, Warning warning, long nowUs) {
        if (known.told && warning.getPhase() == WarningPhase.WARNING_PHASE_RAISED) {
            return new Verdict.Duplicate(known.id, false);
        }
        known.update(warning, nowUs);
        return new Verdict.Send(known.told || known.cleared ? warning.getPhase() : WarningPhase.WARNING_PHASE_RAISED);
    }

    /** The raise of the warning was handed to its station's link. */
    void told(String warningId) {
        Entry entry = winners.get(warningId);
        if (entry != null) {
            entry.told = true;
        }
    }

    /** A warning a station was told: which station, and where it was then. */
    record Told(long hostStationId, TrackState host) {}

    Optional<Told> findTold(String warningId) {
        Entry entry = winners.get(warningId);
        return entry == null || !entry.told
                ? Optional.empty()
                : Optional.of(new Told(entry.pair.hostStationId, entry.host));
    }

    /** Keeps the acknowledgement of a raise; false when it is not the first or nothing of the kind was told. */
    boolean acknowledge(String warningId) {
        Entry entry = winners.get(warningId);
        if (entry == null || !entry.told || entry.acknowledged) {
            return false;
        }
        entry.acknowledged = true;
        return true;
    }

    /** Forgets warnings that ended more than the twin window ago. */
    void forgetEnded(long nowUs) {
        Iterator<Entry> entries = winners.values().iterator();
        while (entries.hasNext()) {
            Entry entry = entries.next();
            if (!entry.holds(nowUs)) {
                entries.remove();
                unlink(entry);
            }
        }
    }

    int size() {
        return winners.size();
    }

    /** Times a warning was forgotten because the ledger was full. */
    long overflow() {
        return overflow;
    }

    private void remember(Entry entry, Warning warning, long nowUs) {
        if (winners.size() >= entriesMax) {
            Iterator<Entry> oldest = winners.values().iterator();
            Entry forgotten = oldest.next();
            oldest.remove();
            unlink(forgotten);
            overflow++;
        }
        entry.update(warning, nowUs);
        winners.put(entry.id, entry);
        byPair.computeIfAbsent(entry.pair, p -> new ArrayList<>(2)).add(entry);
    }

    private void unlink(Entry entry) {
        entry.twinIds.forEach(twin -> twins.remove(twin, entry));
        List<Entry> ofPair = byPair.get(entry.pair);
        if (ofPair != null) {
            ofPair.remove(entry);
            if (ofPair.isEmpty()) {
                byPair.remove(entry.pair);
            }
        }
    }

    private Optional<Entry> findWinner(Pair pair, Warning warning, long nowUs) {
        return byPair.getOrDefault(pair, List.of()).stream()
                .filter(entry -> !entry.node.equals(warning.getNode()) && entry.holds(nowUs))
                .filter(entry -> sameCounterpart(entry, warning))
                .findFirst();
    }

    private static boolean sameCounterpart(Entry entry, Warning warning) {
        TrackState one = entry.counterpart;
        TrackState other = warning.getCounterpart();
        if (one.getStationId() != 0 && other.getStationId() != 0) {
            return one.getStationId() == other.getStationId();
        }
        long apartUs = warning.getUpdatedAtUs() - entry.updatedAtUs;
        return Math.abs(apartUs) <= TWIN_WINDOW_US && distanceM(one, other, apartUs * 1e-6) <= TWIN_DISTANCE_M;
    }

    /** Distance after {@code one} has gone on for {@code seconds} at its speed. */
    private static double distanceM(TrackState one, TrackState other, double seconds) {
        double latitude = Math.toRadians(one.getLatitudeE7() * 1e-7);
        double heading = Heading.normalize(Math.toRadians(one.getHeadingUnits() * 0.0125));
        double goneM = one.getSpeedCmps() * 0.01 * seconds;
        double east = (other.getLongitudeE7() - one.getLongitudeE7()) * 1e-7 * METRES_PER_DEGREE * Math.cos(latitude)
                - goneM * Math.sin(heading);
        double north =
                (other.getLatitudeE7() - one.getLatitudeE7()) * 1e-7 * METRES_PER_DEGREE - goneM * Math.cos(heading);
        return Math.hypot(east, north);
    }
}
