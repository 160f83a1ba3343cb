package io.yunkong.cloud.journal;

import io.yunkong.map.exchange.SameSubject;
import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningApplication;
import io.yunkong.wire.WarningOrigin;
import io.yunkong.wire.WarningPhase;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One danger to one host: the warnings that edge and cloud raised about it, under the id of the first. Not thread-safe. */
final class Danger {
    /** Who is warned of what kind of danger. */
    record Kind(WarningApplication application, long hostStationId) {
        static Kind of(Warning warning) {
            return new Kind(warning.getApplication(), warning.getHostStationId());
        }
    }

    private static final int WARNINGS_MAX = 8;
    private static final int DELIVERIES_MAX = 32;

    private final Warning raised;
    private final JournalDrops drops;
    private final Map<String, Warning> warnings = new LinkedHashMap<>();
    private final List<DeliveryReport> deliveries = new ArrayList<>();
    private final Set<WarningOrigin> origins = EnumSet.noneOf(WarningOrigin.class);
    private Warning shown;
    private Warning worst;

    /** @param drops counts what found no room */
    Danger(Warning first, JournalDrops drops) {
        this.raised = first;
        this.drops = drops;
        this.shown = first;
        this.worst = first;
        put(first);
    }

    String id() {
        return raised.getWarningId();
    }

    Kind kind() {
        return Kind.of(raised);
    }

    Set<String> ids() {
        return warnings.keySet();
    }

    /** Takes a state of one of its warnings; false = what is shown stays as it was. */
    boolean put(Warning warning) {
        if (warnings.size() >= WARNINGS_MAX && !warnings.containsKey(warning.getWarningId())) {
            drops.states++;
            return false;
        }
        Warning known = warnings.get(warning.getWarningId());
        if (known != null && (cleared(known) || known.getUpdatedAtUs() > warning.getUpdatedAtUs())) {
            return false;
        }
        warnings.put(warning.getWarningId(), warning);
        origins.add(warning.getOrigin());
        if (warning.getSeverity().compareTo(worst.getSeverity()) > 0) {
            worst = warning;
        }
        Warning before = shown;
        shown = newest().toBuilder().setWarningId(id()).build();
        return !shown.equals(before);
    }

    /** The newest state of a warning that is not cleared, otherwise the newest of all: cleared only when nobody warns any more. */
    private Warning newest() {
        Warning best = raised;
        for (Warning warning : warnings.values()) {
            boolean better = cleared(best) == cleared(warning)
                    ? warning.getUpdatedAtUs() >= best.getUpdatedAtUs()
                    : cleared(best);
            if (better || best.getWarningId().equals(warning.getWarningId())) {
                best = warning;
            }
        }
        return best;
    }

    /** Takes a report; false = known already, or no room. */
    boolean put(DeliveryReport report) {
        for (DeliveryReport known : deliveries) {
            if (known.getOutcome() == report.getOutcome()
                    && known.getPhase() == report.getPhase()
                    && known.getWarningId().equals(report.getWarningId())) {
                return false;
            }
        }
        if (deliveries.size() >= DELIVERIES_MAX) {
            drops.reports++;
            return false;
        }
        return deliveries.add(report);
    }

    void absorb(Danger other) {
        if (other.worst.getSeverity().compareTo(worst.getSeverity()) > 0) {
            worst = other.worst;
        }
        other.warnings.values().forEach(this::put);
        other.deliveries.forEach(this::put);
    }

    Warning shown() {
        return shown;
    }

    boolean cleared() {
        return cleared(shown);
    }

    boolean active(long nowUs) {
        return !cleared(shown) && shown.getValidUntilUs() >= nowUs;
    }

    /** Whether a warning to the same host of the same kind is about the same. */
    boolean sameSubject(Warning warning) {
        return SameSubject.test(shown, warning);
    }

    JournalRecord snapshot() {
        List<String> others = new ArrayList<>(warnings.keySet());
        others.remove(id());
        return new JournalRecord(shown, raised, worst, origins, others, deliveries);
    }

    private static boolean cleared(Warning warning) {
        return warning.getPhase() == WarningPhase.WARNING_PHASE_CLEARED;
    }
}
