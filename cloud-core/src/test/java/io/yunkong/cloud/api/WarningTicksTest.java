package io.yunkong.cloud.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.cloud.journal.JournalRecord;
import io.yunkong.cloud.journal.WarningJournal;
import io.yunkong.wire.ClearReason;
import io.yunkong.wire.DeliveryOutcome;
import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.Evidence;
import io.yunkong.wire.FeedTick;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningApplication;
import io.yunkong.wire.WarningPhase;
import io.yunkong.wire.WarningSeverity;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarningTicksTest {
    private static final Warning RAISED = Warning.newBuilder()
            .setWarningId("edge-1-7")
            .setApplication(WarningApplication.WARNING_APPLICATION_ICW)
            .setPhase(WarningPhase.WARNING_PHASE_RAISED)
            .setHostStationId(5)
            .setRaisedAtUs(1_000)
            .setUpdatedAtUs(1_000)
            .setValidUntilUs(9_000)
            .setEvidence(Evidence.newBuilder().setRule("icw/1"))
            .build();

    @Test
    void givesTheRaiseWithItsEvidenceBeforeTheNewestState() {
        FeedTick tick = WarningTicks.of(List.of(kept()), true, 5_000);
        assertThat(tick.getWarningsList())
                .extracting(Warning::getPhase)
                .containsExactly(WarningPhase.WARNING_PHASE_RAISED, WarningPhase.WARNING_PHASE_CLEARED);
        assertThat(tick.getWarnings(0).getEvidence().getRule()).isEqualTo("icw/1");
        assertThat(tick.getDeliveriesList())
                .extracting(DeliveryReport::getWarningId)
                .containsExactly("edge-1-7");
    }

    @Test
    void leavesOutTheEvidenceOfAList() {
        FeedTick tick = WarningTicks.of(List.of(kept()), false, 5_000);
        assertThat(tick.getWarningsList()).hasSize(2).noneMatch(Warning::hasEvidence);
    }

    @Test
    void givesTheWorstStateBetweenALesserRaiseAndALesserEnd() {
        WarningJournal journal = new WarningJournal(10);
        Warning caution = RAISED.toBuilder()
                .setSeverity(WarningSeverity.WARNING_SEVERITY_CAUTION)
                .build();
        journal.accept(caution, 1_000);
        journal.accept(
                caution.toBuilder()
                        .setPhase(WarningPhase.WARNING_PHASE_UPDATED)
                        .setSeverity(WarningSeverity.WARNING_SEVERITY_IMMINENT)
                        .setUpdatedAtUs(2_000)
                        .build(),
                2_000);
        journal.accept(
                caution.toBuilder()
                        .setPhase(WarningPhase.WARNING_PHASE_CLEARED)
                        .setUpdatedAtUs(3_000)
                        .build(),
                3_000);
        FeedTick tick = WarningTicks.of(journal.latest(1), false, 5_000);
        assertThat(tick.getWarningsList())
                .extracting(Warning::getSeverity)
                .containsExactly(
                        WarningSeverity.WARNING_SEVERITY_CAUTION,
                        WarningSeverity.WARNING_SEVERITY_IMMINENT,
                        WarningSeverity.WARNING_SEVERITY_CAUTION);
        assertThat(WireJson.warning(journal.latest(1).getFirst(), false).getString("highest_severity"))
                .isEqualTo("imminent");
    }

    @Test
    void theJsonSaysWhyAWarningWasCleared() {
        WarningJournal journal = new WarningJournal(10);
        journal.accept(RAISED, 1_000);
        assertThat(WireJson.warning(journal.latest(1).getFirst(), false).containsKey("clear_reason"))
                .isFalse();
        journal.accept(
                RAISED.toBuilder()
                        .setPhase(WarningPhase.WARNING_PHASE_CLEARED)
                        .setClearReason(ClearReason.CLEAR_REASON_COUNTERPART_GONE)
                        .setUpdatedAtUs(3_000)
                        .build(),
                3_000);
        assertThat(WireJson.warning(journal.latest(1).getFirst(), false).getString("clear_reason"))
                .isEqualTo("counterpart_gone");
    }

    private static JournalRecord kept() {
        WarningJournal journal = new WarningJournal(10);
        journal.accept(RAISED, 1_000);
        journal.accept(DeliveryReport.newBuilder()
                .setWarningId("edge-1-7")
                .setPhase(WarningPhase.WARNING_PHASE_RAISED)
                .setOutcome(DeliveryOutcome.DELIVERY_OUTCOME_SENT)
                .build());
        journal.accept(
                RAISED.toBuilder()
                        .setPhase(WarningPhase.WARNING_PHASE_CLEARED)
                        .setUpdatedAtUs(3_000)
                        .clearEvidence()
                        .build(),
                3_000);
        return journal.find("edge-1-7").orElseThrow();
    }
}
