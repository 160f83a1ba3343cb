package io.yunkong.cloud.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.wire.DeliveryOutcome;
import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.Evidence;
import io.yunkong.wire.TrackState;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningApplication;
import io.yunkong.wire.WarningOrigin;
import io.yunkong.wire.WarningPhase;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WarningJournalTest {
    private static final long T0 = 1_700_000_000_000_000L;

    private final WarningJournal journal = new WarningJournal(3);

    @Test
    void keepsOneEntryWithBothOriginsWhenEdgeAndCloudSeeTheSameDanger() {
        assertThat(journal.accept(edge("edge-1", T0), T0)).isPresent();
        journal.accept(cloud("cloud-1", T0 + 30_000), T0 + 30_000);
        assertThat(journal.latest(10)).singleElement().satisfies(record -> {
            assertThat(record.id()).isEqualTo("edge-1");
            assertThat(record.origins())
                    .containsExactlyInAnyOrder(WarningOrigin.WARNING_ORIGIN_EDGE, WarningOrigin.WARNING_ORIGIN_CLOUD);
            assertThat(record.duplicates()).containsExactly("cloud-1");
            assertThat(record.raised().getEvidence().getRule()).isEqualTo("fcw/1");
        });
        assertThat(journal.find("cloud-1")).isEqualTo(journal.find("edge-1"));
        assertThat(journal.counts().raised()).containsEntry("FCW", 1L);
        assertThat(journal.counts().duplicates()).isEqualTo(1);
    }

    @Test
    void staysActiveUntilBothHaveClearedIt() {
        journal.accept(edge("e", T0), T0);
        journal.accept(cloud("c", T0), T0);
        journal.accept(cleared(edge("e", T0 + 100)), T0 + 100);
        assertThat(journal.active(T0 + 100)).hasSize(1);
        assertThat(journal.accept(cleared(cloud("c", T0 + 200)), T0 + 200))
                .get()
                .satisfies(shown -> {
                    assertThat(shown.getWarningId()).isEqualTo("e");
                    assertThat(shown.getPhase()).isEqualTo(WarningPhase.WARNING_PHASE_CLEARED);
                });
        assertThat(journal.active(T0 + 200)).isEmpty();
    }

    @Test
    void anotherCounterpartIsAnotherDanger() {
        journal.accept(edge("e", T0), T0);
        Warning other = cloud("c", T0);
        journal.accept(
                other.toBuilder()
                        .setCounterpart(other.getCounterpart().toBuilder().setStationId(77))
                        .build(),
                T0);
        assertThat(journal.latest(10)).hasSize(2);
    }

    @Test
    void sensedCounterpartIsTheSameAtTheSamePlaceWhateverItsNumber() {
        Warning first = edge("e", T0);
        journal.accept(first.toBuilder().setCounterpart(sensed(5, 347_000_000)).build(), T0);
        journal.accept(
                cloud("c", T0).toBuilder()
                        .setCounterpart(sensed(9, 347_000_200))
                        .build(),
                T0);
        journal.accept(
                cloud("d", T0).toBuilder()
                        .setCounterpart(sensed(11, 347_002_000))
                        .build(),
                T0);
        assertThat(journal.latest(10)).hasSize(2);
    }

    @Test
    void duplicateReportMergesWhatWasNotRecognised() {
        journal.accept(edge("e", T0), T0);
        Warning far = cloud("c", T0).toBuilder()
                .setCounterpart(sensed(9, 348_000_000))
                .build();
        journal.accept(far, T0);
        assertThat(journal.latest(10)).hasSize(2);
        journal.accept(report("c", DeliveryOutcome.DELIVERY_OUTCOME_DUPLICATE).toBuilder()
                .setDuplicateOf("e")
                .build());
        assertThat(journal.latest(10)).singleElement().satisfies(record -> {
            assertThat(record.id()).isEqualTo("e");
            assertThat(record.duplicates()).containsExactly("c");
            assertThat(record.deliveries()).hasSize(1);
        });
        assertThat(journal.counts()).satisfies(counts -> {
            assertThat(counts.raised()).as("never falls").containsEntry("FCW", 2L);
            assertThat(counts.merged()).containsEntry("FCW", 1L);
            assertThat(counts.dangers()).containsEntry("FCW", 1L);
            assertThat(counts.duplicates()).isEqualTo(1);
        });
    }

    /** Which of two warnings of a danger comes first is not the same on every node. */
    @Test
    void aReportNeverSaysThatADangerRepeatsItself() {
        journal.accept(edge("e", T0), T0);
        journal.accept(cloud("c", T0), T0);
        assertThat(journal.accept(report("e", DeliveryOutcome.DELIVERY_OUTCOME_DUPLICATE).toBuilder()
                        .setDuplicateOf("c")
                        .build()))
                .hasValueSatisfying(told -> {
                    assertThat(told.getWarningId()).isEqualTo("e");
                    assertThat(told.getDuplicateOf()).isEqualTo("e");
                });
    }

    @Test
    void aWarningThatAnEarlierReportMergesIsToldUnderTheDangersId() {
        journal.accept(edge("e", T0), T0);
        journal.accept(report("c", DeliveryOutcome.DELIVERY_OUTCOME_DUPLICATE).toBuilder()
                .setDuplicateOf("e")
                .build());
        Warning far = cloud("c", T0 + 1).toBuilder()
                .setCounterpart(sensed(9, 348_000_000))
                .build();
        assertThat(journal.accept(far, T0 + 1))
                .hasValueSatisfying(told -> assertThat(told.getWarningId()).isEqualTo("e"));
        assertThat(journal.latest(10)).hasSize(1);
    }

    @Test
    void everythingThatFindsNoRoomIsCounted() {
        for (int i = 0; i < 9; i++) {
            journal.accept(edge("e" + i, T0), T0); // eight warnings of one danger, then one too many
        }
        assertThat(journal.counts().dropped()).containsEntry("danger_full", 1L);
        for (int i = 0; i < 9; i++) {
            journal.accept(report("later", DeliveryOutcome.DELIVERY_OUTCOME_SENT).toBuilder()
                    .setAtUs(T0 + i)
                    .build());
        }
        assertThat(journal.counts().dropped()).containsEntry("report_full", 1L);
        for (int i = 0; i < 256; i++) {
            journal.accept(report("never-" + i, DeliveryOutcome.DELIVERY_OUTCOME_SENT));
        }
        assertThat(journal.counts().dropped()).containsEntry("report_full", 9L);
    }

    @Test
    void acceptingTheSameThingTwiceChangesNothing() {
        journal.accept(edge("e", T0), T0);
        assertThat(journal.accept(edge("e", T0), T0)).isEmpty();
        DeliveryReport report = report("e", DeliveryOutcome.DELIVERY_OUTCOME_SENT);
        assertThat(journal.accept(report)).isPresent();
        assertThat(journal.accept(report)).isEmpty();
        assertThat(journal.counts().delivered()).isEqualTo(1);
    }

    @Test
    void reportThatOvertookItsWarningIsKept() {
        journal.accept(report("e", DeliveryOutcome.DELIVERY_OUTCOME_ACKNOWLEDGED));
        journal.accept(edge("e", T0), T0);
        assertThat(journal.find("e").orElseThrow().deliveries()).hasSize(1);
        assertThat(journal.counts().acknowledged()).isEqualTo(1);
    }

    @Test
    void oldestEntryMakesRoom() {
        for (int i = 0; i < 5; i++) {
            Warning warning = edge("e" + i, T0 + i);
            journal.accept(warning.toBuilder().setHostStationId(100 + i).build(), T0 + i);
        }
        assertThat(journal.size()).isEqualTo(3);
        assertThat(journal.find("e0")).isEmpty();
        assertThat(journal.latest(2)).extracting(JournalRecord::id).containsExactly("e4", "e3");
        assertThat(journal.counts().evicted()).isEqualTo(2);
    }

    @Test
    void everyApplicationIsCountedUnderItsWholeCode() {
        journal.accept(
                edge("b", T0).toBuilder()
                        .setApplication(WarningApplication.WARNING_APPLICATION_BSW_LCW)
                        .build(),
                T0);
        journal.accept(edge("f", T0), T0);
        assertThat(journal.counts().dangers()).isEqualTo(Map.of("BSW_LCW", 1L, "FCW", 1L));
    }

    @Test
    void clearingOfAnUnknownWarningIsCountedOnly() {
        assertThat(journal.accept(cleared(edge("e", T0)), T0)).isEmpty();
        assertThat(journal.size()).isZero();
        assertThat(journal.counts().dropped()).containsEntry("unknown_cleared", 1L);
    }

    private static Warning edge(String id, long atUs) {
        return warning(id, atUs, WarningOrigin.WARNING_ORIGIN_EDGE);
    }

    private static Warning cloud(String id, long atUs) {
        return warning(id, atUs, WarningOrigin.WARNING_ORIGIN_CLOUD);
    }

    private static Warning warning(String id, long atUs, WarningOrigin origin) {
        return Warning.newBuilder()
                .setWarningId(id)
                .setApplication(WarningApplication.WARNING_APPLICATION_FCW)
                .setPhase(WarningPhase.WARNING_PHASE_RAISED)
                .setHostStationId(41)
                .setCounterpart(TrackState.newBuilder().setTrackId(42).setStationId(42))
                .setRaisedAtUs(atUs)
                .setUpdatedAtUs(atUs)
                .setValidUntilUs(atUs + 1_000_000)
                .setOrigin(origin)
                .setEvidence(Evidence.newBuilder().setRule("fcw/1"))
                .build();
    }

    private static Warning cleared(Warning warning) {
        return warning.toBuilder().setPhase(WarningPhase.WARNING_PHASE_CLEARED).build();
    }

    private static TrackState sensed(long trackId, int latitudeE7) {
        return TrackState.newBuilder()
                .setTrackId(trackId)
                .setLatitudeE7(latitudeE7)
                .build();
    }

    private static DeliveryReport report(String id, DeliveryOutcome outcome) {
        return DeliveryReport.newBuilder()
                .setWarningId(id)
                .setPhase(WarningPhase.WARNING_PHASE_RAISED)
                .setOutcome(outcome)
                .setAtUs(T0)
                .build();
    }
}
