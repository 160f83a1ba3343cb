package io.yunkong.load.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SequenceAccountTest {
    private final FleetTally tally = new FleetTally();
    private final SequenceAccount account = new SequenceAccount(tally);

    @Test
    void whatComesAgainIsRepeatedAlsoAfterAResumption() {
        account.begin(false);
        assertThat(account.fresh(1)).isTrue();
        account.begin(true);
        assertThat(account.fresh(1)).isFalse();
        assertThat(tally.figures().repeated()).isEqualTo(1);
    }

    @Test
    void aGapWithinAConnectionIsMissedAndAfterAResumptionSuperseded() {
        account.begin(false);
        assertThat(account.fresh(3)).isTrue();
        account.begin(true);
        assertThat(account.fresh(5)).isTrue();
        assertThat(tally.figures().missed()).isEqualTo(2);
        assertThat(tally.figures().superseded()).isEqualTo(1);
        assertThat(account.last()).isEqualTo(5);
    }

    @Test
    void aNewSessionCountsAnew() {
        account.begin(false);
        assertThat(account.fresh(1)).isTrue();
        account.begin(false);
        assertThat(account.fresh(1)).isTrue();
        assertThat(account.fresh(0)).isTrue(); // not numbered
        assertThat(tally.figures().repeated()).isZero();
    }
}
