package io.yunkong.edge.downlink;

import static io.yunkong.wire.WarningPhase.WARNING_PHASE_CLEARED;
import static io.yunkong.wire.WarningPhase.WARNING_PHASE_RAISED;
import static io.yunkong.wire.WarningPhase.WARNING_PHASE_UPDATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.edge.downlink.DeliveryLedger.Verdict;
import io.yunkong.wire.TrackState;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningApplication;
import io.yunkong.wire.WarningPhase;
import org.junit.jupiter.api.Test;

final class DeliveryLedgerTest {
    private static final long T0 = 1_800_000_000_000_000L;
    private static final long SECOND = 1_000_000;
    private static final long HOST = 7;
    /** 1 m north, in 1e-7 degree. */
    private static final int METRE = 90;

    private final DeliveryLedger ledger = new DeliveryLedger(100);

    private static Warning.Builder warning(String id, String node, WarningPhase phase, long atUs) {
        return Warning.newBuilder()
                .setWarningId(id)
                .setNode(node)
                .setWarner(node)
                .setPhase(phase)
                .setApplication(WarningApplication.WARNING_APPLICATION_FCW)
                .setHostStationId(HOST)
                .setCounterpart(counterpart(8, 0))
                .setUpdatedAtUs(atUs)
                .setValidUntilUs(atUs + SECOND);
    }

    private static TrackState counterpart(long station, int metresNorth) {
        TrackState.Builder track = TrackState.newBuilder()
                .setLatitudeE7(348_000_000 + metresNorth * METRE)
                .setLongitudeE7(1_138_000_000);
        return station == 0 ? track.build() : track.setStationId(station).build();
    }

    private Verdict judge(Warning.Builder warning) {
        return ledger.judge(warning.build(), warning.getUpdatedAtUs());
    }

    private void tell(Warning.Builder warning) {
        assertThat(judge(warning)).isEqualTo(new Verdict.Send(warning.getWarningId(), WARNING_PHASE_RAISED));
        ledger.told(warning.getWarningId());
    }

    @Test
    void sendsEveryPhaseOfTheFirst() {
        tell(warning("e1", "edge-1", WARNING_PHASE_RAISED, T0));
        assertThat(judge(warning("e1", "edge-1", WARNING_PHASE_UPDATED, T0 + SECOND)))
                .isEqualTo(new Verdict.Send("e1", WARNING_PHASE_UPDATED));
        assertThat(judge(warning("e1", "edge-1", WARNING_PHASE_CLEARED, T0 + SECOND)))
                .isEqualTo(new Verdict.Send("e1", WARNING_PHASE_CLEARED));
    }

    @Test
    void theTwinIsADuplicateInEveryPhase() {
        tell(warning("e1", "edge-1", WARNING_PHASE_RAISED, T0));
        assertThat(judge(warning("c1", "cloud-a", WARNING_PHASE_RAISED, T0 + 1000)))
                .isEqualTo(new Verdict.Duplicate("e1", true));
        assertThat(judge(warning("c1", "cloud-a", WARNING_PHASE_UPDATED, T0 + 2000)))
                .isEqualTo(new Verdict.Duplicate("e1", false));
        assertThat(judge(warning("c1", "cloud-a", WARNING_PHASE_CLEARED, T0 + 3000)))
                .isEqualTo(new Verdict.Duplicate("e1", false));
    }

    @Test
    void theFirstWinsWhicheverNodeItIsFrom() {
        tell(warning("c1", "cloud-a", WARNING_PHASE_RAISED, T0));
        assertThat(judge(warning("e1", "edge-1", WARNING_PHASE_RAISED, T0 + 1000)))
                .isEqualTo(new Verdict.Duplicate("c1", true));
        assertThat(judge(warning("e1", "edge-1", WARNING_PHASE_CLEARED, T0 + 2000)))
                .isEqualTo(new Verdict.Duplicate("c1", false));
        assertThat(judge(warning("c1", "cloud-a", WARNING_PHASE_CLEARED, T0 + 2000)))
                .isEqualTo(new Verdict.Send("c1", WARNING_PHASE_CLEARED));
    }

    @Test
    void anotherHostApplicationOrStationIsNoTwin() {
        tell(warning("e1", "edge-1", WARNING_PHASE_RAISED, T0));
        assertThat(judge(warning("c1", "cloud-a", WARNING_PHASE_RAISED, T0).setHostStationId(9)))
                .isEqualTo(new Verdict.Send("c1", WARNING_PHASE_RAISED));
        assertThat(judge(warning("c2", "cloud-a", WARNING_PHASE_RAISED, T0)
                        .setApplication(WarningApplication.WARNING_APPLICATION_ICW)))
                .isEqualTo(new Verdict.Send("c2", WARNING_PHASE_RAISED));
        assertThat(judge(warning("c3", "cloud-a", WARNING_PHASE_RAISED, T0).setCounterpart(counterpart(10, 0))))
                .isEqualTo(new Verdict.Send("c3", WARNING_PHASE_RAISED));
    }

    @Test
    void anUnequippedCounterpartIsTheSameWithinSixMetres() {
        tell(warning("e1", "edge-1", WARNING_PHASE_RAISED, T0).setCounterpart(counterpart(0, 0)));
        assertThat(judge(warning("c1", "cloud-a", WARNING_PHASE_RAISED, T0).setCounterpart(counterpart(0, 5))))
                .isEqualTo(new Verdict.Duplicate("e1", true));
        assertThat(judge(warning("c2", "cloud-a", WARNING_PHASE_RAISED, T0).setCounterpart(counterpart(0, 7))))
                .isEqualTo(new Verdict.Send("c2", WARNING_PHASE_RAISED));
    }

    @Test
    void aMovingCounterpartIsComparedAtTheSameTime() {
        TrackState north15 = counterpart(0, 0).toBuilder().setSpeedCmps(1500).build();
        TrackState later = counterpart(0, 15).toBuilder().setSpeedCmps(1500).build();
        tell(warning("e1", "edge-1", WARNING_PHASE_RAISED, T0).setCounterpart(north15));
        assertThat(judge(warning("c1", "cloud-a", WARNING_PHASE_RAISED, T0 + SECOND)
                        .setCounterpart(later)))
                .isEqualTo(new Verdict.Duplicate("e1", true));
    }

    @Test
    void twoWarningsOfOneNodeAreNeverTwins() {
        tell(warning("e1", "edge-1", WARNING_PHASE_RAISED, T0).setCounterpart(counterpart(0, 0)));
        assertThat(judge(warning("e2", "edge-1", WARNING_PHASE_RAISED, T0).setCounterpart(counterpart(0, 2))))
                .isEqualTo(new Verdict.Send("e2", WARNING_PHASE_RAISED));
    }

    @Test
    void twoMapsOfOneCloudNodeMaySeeTheSameDangerWhereTheirTilesMeet() {
        tell(warning("c1", "cloud-a", WARNING_PHASE_RAISED, T0).setWarner("cloud-a.x.1"));
        assertThat(judge(warning("c2", "cloud-a", WARNING_PHASE_RAISED, T0 + 1000)
                        .setWarner("cloud-a.x.2")))
                .isEqualTo(new Verdict.Duplicate("c1", true));
    }

    @Test
    void aTwinThatOutlivesTheFirstLeadsOnUnderTheFirstOnesId() {
        tell(warning("e1", "edge-1", WARNING_PHASE_RAISED, T0));
        judge(warning("c1", "cloud-a", WARNING_PHASE_RAISED, T0));
        assertThat(judge(warning("e1", "edge-1", WARNING_PHASE_CLEARED, T0 + SECOND / 2)))
                .as("cleared for the edge, not for the cloud")
                .isEqualTo(new Verdict.Duplicate("e1", false));
        assertThat(judge(warning("c1", "cloud-a", WARNING_PHASE_UPDATED, T0 + SECOND)))
                .isEqualTo(new Verdict.Send("e1", WARNING_PHASE_UPDATED));
        assertThat(judge(warning("c1", "cloud-a", WARNING_PHASE_CLEARED, T0 + 2 * SECOND)))
                .isEqualTo(new Verdict.Send("e1", WARNING_PHASE_CLEARED));
    }

    @Test
    void aTwinLeadsOnWhenTheFirstOnesNodeFallsSilent() {
        tell(warning("c1", "cloud-a", WARNING_PHASE_RAISED, T0));
        judge(warning("e1", "edge-1", WARNING_PHASE_RAISED, T0));
        assertThat(judge(warning("e1", "edge-1", WARNING_PHASE_UPDATED, T0 + SECOND)))
                .isEqualTo(new Verdict.Duplicate("c1", false));
        assertThat(judge(warning("e1", "edge-1", WARNING_PHASE_UPDATED, T0 + SECOND + 1000)))
                .isEqualTo(new Verdict.Send("c1", WARNING_PHASE_UPDATED));
        assertThat(judge(warning("c1", "cloud-a", WARNING_PHASE_UPDATED, T0 + SECOND + 2000)))
                .as("the silent one comes back")
                .isEqualTo(new Verdict.Duplicate("c1", false));
    }

    @Test
    void theNextOwnerOfATileLeadsOnWithItsRaise() {
        tell(warning("c1", "cloud-a", WARNING_PHASE_RAISED, T0));
        assertThat(judge(warning("d1", "cloud-b", WARNING_PHASE_RAISED, T0 + 2 * SECOND)))
                .isEqualTo(new Verdict.Send("c1", WARNING_PHASE_UPDATED));
    }

    @Test
    void aLateTwinOfAnEndedDangerIsToldOnlyWhenItLivesOn() {
        tell(warning("e1", "edge-1", WARNING_PHASE_RAISED, T0));
        judge(warning("e1", "edge-1", WARNING_PHASE_CLEARED, T0 + SECOND));
        assertThat(judge(warning("c1", "cloud-a", WARNING_PHASE_RAISED, T0 + SECOND + 1000)))
                .isEqualTo(new Verdict.Duplicate("e1", true));
        assertThat(judge(warning("c1", "cloud-a", WARNING_PHASE_UPDATED, T0 + 2 * SECOND)))
                .isEqualTo(new Verdict.Duplicate("e1", false));
        assertThat(judge(warning("c1", "cloud-a", WARNING_PHASE_UPDATED, T0 + 4 * SECOND)))
                .isEqualTo(new Verdict.Send("c1", WARNING_PHASE_RAISED));
    }

    @Test
    void whatAMapRaisesAfterTheDangerEndedForItIsANewOne() {
        tell(warning("e1", "edge-1", WARNING_PHASE_RAISED, T0));
        judge(warning("e1", "edge-1", WARNING_PHASE_CLEARED, T0 + SECOND));
        assertThat(judge(warning("e2", "edge-1", WARNING_PHASE_RAISED, T0 + 2 * SECOND)))
                .isEqualTo(new Verdict.Send("e2", WARNING_PHASE_RAISED));
    }

    @Test
    void anUpdateIsTheRaiseForAStationThatWasNotToldYet() {
        assertThat(judge(warning("e1", "edge-1", WARNING_PHASE_RAISED, T0)))
                .isEqualTo(new Verdict.Send("e1", WARNING_PHASE_RAISED));
        assertThat(judge(warning("e1", "edge-1", WARNING_PHASE_UPDATED, T0 + 1000)))
                .isEqualTo(new Verdict.Send("e1", WARNING_PHASE_RAISED));
    }

    @Test
    void aRepeatedRaiseIsADuplicateOfItself() {
        tell(warning("c1", "cloud-a", WARNING_PHASE_RAISED, T0));
        assertThat(judge(warning("c1", "cloud-a", WARNING_PHASE_RAISED, T0)))
                .isEqualTo(new Verdict.Duplicate("c1", false));
    }

    @Test
    void acknowledgesOnceAndOnlyWhatWasTold() {
        judge(warning("e1", "edge-1", WARNING_PHASE_RAISED, T0));
        assertThat(ledger.findTold("e1")).isEmpty();
        ledger.told("e1");
        ToldDanger told = ledger.findTold("e1").orElseThrow();
        assertThat(told.kind().hostStationId()).isEqualTo(HOST);
        assertThat(told.acknowledge()).isTrue();
        assertThat(told.acknowledge()).isFalse();
        assertThat(ledger.findTold("never")).isEmpty();
    }

    @Test
    void forgetsWhatIsOverAndStaysBounded() {
        tell(warning("e1", "edge-1", WARNING_PHASE_RAISED, T0));
        judge(warning("c1", "cloud-a", WARNING_PHASE_RAISED, T0));
        ledger.forgetEnded(T0 + 2 * SECOND);
        assertThat(ledger.size()).isEqualTo(1);
        ledger.forgetEnded(T0 + 4 * SECOND);
        assertThat(ledger.size()).isZero();
        for (int i = 0; i < 150; i++) {
            judge(warning("w" + i, "edge-1", WARNING_PHASE_RAISED, T0).setHostStationId(i + 1));
        }
        assertThat(ledger.size()).isEqualTo(100);
        assertThat(ledger.overflow()).isEqualTo(50);
    }
}
