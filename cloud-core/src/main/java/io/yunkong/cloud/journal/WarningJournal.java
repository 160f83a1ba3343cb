package io.yunkong.cloud.journal;

import io.yunkong.wire.DeliveryOutcome;
import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningPhase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The last warnings of one zone, whoever raised them, with evidence and deliveries. Warnings of one danger (same application, host and
 * counterpart, at the same time) make one entry, whichever of edge and cloud was first. A ring: the oldest entry makes room. Not
 * thread-safe: one owner. Accepting the same thing twice changes nothing.
 */
public final class WarningJournal {
    private static final int EARLY_REPORTS_MAX = 256;
    private static final int EARLY_REPORTS_PER_WARNING_MAX = 8;

    private final int entriesMax;
    private final Map<String, Danger> byId = new HashMap<>();
    private final SequencedMap<String, Danger> entries = new LinkedHashMap<>();
    private final Map<Danger.Kind, Set<Danger>> open = new HashMap<>();
    private final SequencedMap<String, List<DeliveryReport>> early = new LinkedHashMap<>();
    private final Map<String, Long> raised = new TreeMap<>();
    private final Map<String, Long> merged = new TreeMap<>();
    private final JournalDrops drops = new JournalDrops();
    private long duplicates;
    private long delivered;
    private long acknowledged;
    private long evicted;

    /**
     * Figures since the start; none of them ever falls.
     *
     * @param raised warnings taken for a new danger, by application
     * @param merged those of them that a report showed to be a danger known before, by application
     * @param duplicates further warnings of a danger already known, at once or by a report
     * @param delivered dangers whose raised warning was written to the host's link
     * @param acknowledged dangers whose raised warning the host acknowledged
     * @param evicted entries that made room
     * @param dropped states and reports not kept, by reason
     */
    public record Counts(
            Map<String, Long> raised,
            Map<String, Long> merged,
            long duplicates,
            long delivered,
            long acknowledged,
            long evicted,
            Map<String, Long> dropped) {
        public Counts {
            raised = Map.copyOf(raised);
            merged = Map.copyOf(merged);
            dropped = Map.copyOf(dropped);
        }

        /** Dangers by application, each once. */
        public Map<String, Long> dangers() {
            Map<String, Long> dangers = new TreeMap<>(raised);
            merged.forEach((application, count) -> dangers.merge(application, -count, Long::sum));
            return dangers;
        }
    }

    /** @param entriesMax bound of the ring */
    public WarningJournal(int entriesMax) {
        this.entriesMax = entriesMax;
    }

    /** Takes a state of a warning; answers the danger's state when that changed. */
    public Optional<Warning> accept(Warning warning, long nowUs) {
        Danger danger = byId.get(warning.getWarningId());
        boolean changed;
        if (danger != null) {
            changed = danger.put(warning);
        } else if (warning.getPhase() == WarningPhase.WARNING_PHASE_CLEARED) {
            drops.unknownCleared++;
            return Optional.empty();
        } else {
            danger = findSame(warning, nowUs);
            if (danger == null) {
                danger = open(warning);
                changed = true;
            } else {
                changed = danger.put(warning);
                index(danger);
                duplicates++;
            }
            List<DeliveryReport> waiting = early.remove(warning.getWarningId());
            if (waiting != null) {
                waiting.forEach(this::accept);
                danger =
                        byId.getOrDefault(warning.getWarningId(), danger); // a report may have shown it to be another's
            }
        }
        if (danger.cleared()) {
            close(danger);
        }
        return changed ? Optional.of(danger.shown()) : Optional.empty();
    }

    /** Takes a report of a delivery; answers it under the danger's id when it is news. */
    public Optional<DeliveryReport> accept(DeliveryReport report) {
        Danger danger = byId.get(report.getWarningId());
        if (danger == null) {
            keepEarly(report);
            return Optional.empty();
        }
        if (!danger.put(report)) {
            return Optional.empty();
        }
        count(report);
        Danger original = byId.get(report.getDuplicateOf());
        if (original != null && original != danger) {
            merge(danger, original);
            danger = original;
        }
        DeliveryReport.Builder answer = report.toBuilder().setWarningId(danger.id());
        if (byId.get(report.getDuplicateOf()) == danger) {
            answer.setDuplicateOf(danger.id()); // whichever of its warnings this node heard of first
        }
        return Optional.of(answer.build());
    }

    /** The newest entries, newest first. */
    public List<JournalRecord> latest(int limit) {
        List<JournalRecord> records = new ArrayList<>();
        for (Danger danger : entries.sequencedValues().reversed()) {
            if (records.size() == limit) {
                break;
            }
            records.add(danger.snapshot());
        }
        return records;
    }

    /** The danger of a warning, by the id of any of its warnings. */
    public Optional<JournalRecord> find(String warningId) {
        return Optional.ofNullable(byId.get(warningId)).map(Danger::snapshot);
    }

    /** Dangers that are neither cleared nor expired. */
    public List<JournalRecord> active(long nowUs) {
        return open.values().stream()
                .flatMap(Collection::stream)
                .filter(danger -> danger.active(nowUs))
                .map(Danger::snapshot)
                .toList();
    }

    /** Entries now kept. */
    public int size() {
        return entries.size();
    }

    public Counts counts() {
        return new Counts(
                raised,
                merged,
                duplicates,
                delivered,
                acknowledged,
                evicted,
                Map.of(
                        "danger_full",
                        drops.states,
                        "report_full",
                        drops.reports,
                        "unknown_cleared",
                        drops.unknownCleared));
    }

    private Danger open(Warning warning) {
        Danger danger = new Danger(warning, drops);
        entries.put(danger.id(), danger);
        byId.put(danger.id(), danger);
        open.computeIfAbsent(danger.kind(), _ -> new HashSet<>()).add(danger);
        raised.merge(application(danger), 1L, Long::sum);
        if (entries.size() > entriesMax) {
            evicted++;
            forget(entries.values().iterator().next());
        }
        return danger;
    }

    private @Nullable Danger findSame(Warning warning, long nowUs) {
        Set<Danger> candidates = open.get(Danger.Kind.of(warning));
        if (candidates == null) {
            return null;
        }
        candidates.removeIf(danger -> !danger.active(nowUs));
        for (Danger danger : candidates) {
            if (danger.sameSubject(warning)) {
                return danger;
            }
        }
        return null;
    }

    private void merge(Danger repeated, Danger original) {
        forget(repeated);
        original.absorb(repeated);
        index(original);
        duplicates++;
        merged.merge(application(repeated), 1L, Long::sum);
    }

    private static String application(Danger danger) {
        return danger.kind().application().name().replace("WARNING_APPLICATION_", "");
    }

    private void index(Danger danger) {
        danger.ids().forEach(id -> byId.put(id, danger));
    }

    private void forget(Danger danger) {
        entries.remove(danger.id());
        danger.ids().forEach(byId::remove);
        close(danger);
    }

    private void close(Danger danger) {
        Set<Danger> ofKind = open.get(danger.kind());
        if (ofKind != null && ofKind.remove(danger) && ofKind.isEmpty()) {
            open.remove(danger.kind());
        }
    }

    private void keepEarly(DeliveryReport report) {
        List<DeliveryReport> waiting = early.computeIfAbsent(report.getWarningId(), _ -> new ArrayList<>(2));
        if (waiting.size() < EARLY_REPORTS_PER_WARNING_MAX) {
            waiting.add(report);
        } else {
            drops.reports++;
        }
        if (early.size() > EARLY_REPORTS_MAX) {
            Map.Entry<String, List<DeliveryReport>> oldest = early.pollFirstEntry();
            drops.reports += oldest == null ? 0 : oldest.getValue().size();
        }
    }

    private void count(DeliveryReport report) {
        if (report.getPhase() == WarningPhase.WARNING_PHASE_RAISED) {
            delivered += report.getOutcome() == DeliveryOutcome.DELIVERY_OUTCOME_SENT ? 1 : 0;
            acknowledged += report.getOutcome() == DeliveryOutcome.DELIVERY_OUTCOME_ACKNOWLEDGED ? 1 : 0;
        }
    }
}
