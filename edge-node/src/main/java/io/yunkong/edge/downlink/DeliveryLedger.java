package io.yunkong.edge.downlink;

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
 * Remembers which dangers a station has been told, so that what the edge and one or more maps of the cloud see is told once. Two
 * warnings of different maps are about one danger when application and host are the same and the counterpart is: the same station id
 * when both know one, otherwise within 6 m of each other when both are taken to the same time, no more than 2 s apart. A danger is
 * remembered for 2 s after the last of its warnings was cleared or ran out, in which late ones are on their way; a warning that lives
 * longer is then told as a danger of its own. Not thread-safe: owned by the map thread.
 */
final class DeliveryLedger {
    static final long LATE_US = 2_000_000;

    /** What is to be done with one message of a warning. */
    sealed interface Verdict {
        /**
         * To be sent.
         *
         * @param warningId the id the station knows the danger by
         * @param phase what it is to the station: an update of a danger it has not been told yet is its raise
         */
        record Send(String warningId, WarningPhase phase) implements Verdict {}

        /**
         * Not to be sent.
         *
         * @param toldId the id the station knows the danger by
         * @param firstTime whether this is the first message of a further warning of it
         */
        record Duplicate(String toldId, boolean firstTime) implements Verdict {}
    }

    private final int dangersMax;
    private final Map<String, ToldDanger> dangers = new LinkedHashMap<>();
    private final Map<String, ToldDanger> byWarning = new HashMap<>();
    private final Map<ToldDanger.Kind, List<ToldDanger>> byKind = new HashMap<>();
    private long overflow;

    /** @param dangersMax dangers remembered at most; then the oldest is forgotten */
    DeliveryLedger(int dangersMax) {
        this.dangersMax = dangersMax;
    }

    /** Decides about one message and remembers it. */
    Verdict judge(Warning warning, long nowUs) {
        String id = warning.getWarningId();
        ToldDanger known = byWarning.get(id);
        if (known != null && holds(known, nowUs)) {
            return verdict(known, warning, nowUs, false);
        }
        if (warning.getPhase() == WarningPhase.WARNING_PHASE_CLEARED) {
            return new Verdict.Send(
                    id, WarningPhase.WARNING_PHASE_CLEARED); // perhaps told before this edge was started
        }
        Optional<ToldDanger> same = findSame(warning, nowUs);
        if (same.isPresent()) {
            byWarning.put(id, same.get());
            return verdict(same.get(), warning, nowUs, true);
        }
        remember(new ToldDanger(warning));
        return new Verdict.Send(id, WarningPhase.WARNING_PHASE_RAISED);
    }

    private static Verdict verdict(ToldDanger danger, Warning warning, long nowUs, boolean firstTime) {
        WarningPhase phase = danger.take(warning, nowUs);
        return phase == null ? new Verdict.Duplicate(danger.id(), firstTime) : new Verdict.Send(danger.id(), phase);
    }

    /** The raise of the danger was handed to its station's link. */
    void told(String warningId) {
        ToldDanger danger = dangers.get(warningId);
        if (danger != null) {
            danger.tell();
        }
    }

    /** A danger a station was told of, by the id it knows it by. */
    Optional<ToldDanger> findTold(String warningId) {
        return Optional.ofNullable(dangers.get(warningId)).filter(ToldDanger::told);
    }

    /** Forgets dangers that ended long enough ago. */
    void forgetEnded(long nowUs) {
        Iterator<ToldDanger> all = dangers.values().iterator();
        while (all.hasNext()) {
            ToldDanger danger = all.next();
            if (!holds(danger, nowUs)) {
                all.remove();
                unlink(danger);
            }
        }
    }

    int size() {
        return dangers.size();
    }

    /** Times a danger was forgotten because the ledger was full. */
    long overflow() {
        return overflow;
    }

    private static boolean holds(ToldDanger danger, long nowUs) {
        return nowUs <= danger.lastLiveUs() + LATE_US;
    }

    private void remember(ToldDanger danger) {
        if (dangers.size() >= dangersMax) {
            Iterator<ToldDanger> oldest = dangers.values().iterator();
            ToldDanger forgotten = oldest.next();
            oldest.remove();
            unlink(forgotten);
            overflow++;
        }
        ToldDanger before = dangers.put(danger.id(), danger);
        if (before != null) {
            unlink(before); // its warning has outlived it
        }
        byWarning.put(danger.id(), danger);
        byKind.computeIfAbsent(danger.kind(), _ -> new ArrayList<>(2)).add(danger);
    }

    private void unlink(ToldDanger danger) {
        danger.ids().forEach(id -> byWarning.remove(id, danger));
        List<ToldDanger> ofKind = byKind.get(danger.kind());
        if (ofKind != null) {
            ofKind.remove(danger);
            if (ofKind.isEmpty()) {
                byKind.remove(danger.kind());
            }
        }
    }

    private Optional<ToldDanger> findSame(Warning warning, long nowUs) {
        return byKind.getOrDefault(ToldDanger.Kind.of(warning), List.of()).stream()
                .filter(danger -> holds(danger, nowUs) && danger.matches(warning, nowUs))
                .findFirst();
    }
}
