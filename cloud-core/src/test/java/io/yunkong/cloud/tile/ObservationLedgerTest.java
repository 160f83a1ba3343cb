package io.yunkong.cloud.tile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ObservationLedgerTest {
    private final ObservationLedger ledger = new ObservationLedger();

    @Test
    void waitingMeasurementsKeepTheBalanceAndShowAsInFlight() {
        ledger.receive(3);
        ledger.hold(3);
        assertThat(ledger.balance().exact()).isTrue();
        assertThat(ledger.balance().inFlight()).isEqualTo(3);
    }

    @Test
    void measurementWithoutAnOutcomeBreaksTheBalance() {
        ledger.receive(2);
        ledger.hold(2);
        ledger.process();
        ledger.release(2);
        assertThat(ledger.balance().exact()).isFalse();
        ledger.shed(ShedClass.FAILED, 1);
        assertThat(ledger.balance().exact()).isTrue();
    }

    @Test
    void measurementThatNobodyHoldsBreaksTheBalance() {
        ledger.receive(1);
        assertThat(ledger.balance().exact()).isFalse();
    }
}
