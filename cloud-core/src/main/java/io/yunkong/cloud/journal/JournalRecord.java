package io.yunkong.cloud.journal;

import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningOrigin;
import java.util.List;
import java.util.Set;

/**
 * One danger as the journal knows it. Immutable.
 *
 * @param latest its newest state, under the danger's id
 * @param raised its first state, with the evidence
 * @param worst its first state of the highest severity it ever had; its id may be that of a duplicate
 * @param origins who saw it: edge, cloud or both
 * @param duplicates ids of further warnings of the same danger
 * @param deliveries what became of it on the way to the host, oldest first
 */
public record JournalRecord(
        Warning latest,
        Warning raised,
        Warning worst,
        Set<WarningOrigin> origins,
        List<String> duplicates,
        List<DeliveryReport> deliveries) {
    public JournalRecord {
        origins = Set.copyOf(origins);
        duplicates = List.copyOf(duplicates);
        deliveries = List.copyOf(deliveries);
    }

    /** Id of the danger: that of its first warning. */
    public String id() {
        return latest.getWarningId();
    }
}
