package io.yunkong.sim.obu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SequenceAccountTest {
    private final ObuTally tally = new ObuTally();
    private final SequenceAccount numbers = new SequenceAccount(tally);

    private boolean[] fresh(long... sequences) {
        boolean[] fresh = new boolean[sequences.length];
        for (int i = 0; i < sequences.length; i++) {
            fresh[i] = numbers.fresh(sequences[i]);
        }
        return fresh;
    }

    private void counted(long missed, long superseded, long repeated) {
        ObuReport report = tally.report(0, new InputTally(), "");
        assertThat(new long[] {report.missed(), report.superseded(), report.repeated()})
                .as("missed, superseded, repeated")
                .containsExactly(missed, superseded, repeated);
    }

    @Test
    void oneAfterTheOtherNothingIsWanting() {
        numbers.begin(false);
        assertThat(fresh(1, 2, 3)).containsOnly(true);
        assertThat(numbers.last()).isEqualTo(3);
        counted(0, 0, 0);
    }

    @Test
    void whatHasNoNumberIsNotCounted() {
        numbers.begin(false);
        assertThat(fresh(0, 1, 0, 0)).containsOnly(true);
        assertThat(numbers.last()).isEqualTo(1);
        counted(0, 0, 0);
    }

    @Test
    void whatHasComeBeforeIsRepeated() {
        numbers.begin(false);
        assertThat(fresh(1, 2, 2, 1, 3)).containsExactly(true, true, false, false, true);
        counted(0, 0, 2);
    }

    @Test
    void whatIsWantingInASessionThatNeverBrokeIsMissed() {
        numbers.begin(false);
        assertThat(fresh(3, 6)).containsOnly(true);
        counted(2 + 2, 0, 0);
    }

    @Test
    void whatIsWantingAfterAResumeIsSuperseded() {
        numbers.begin(false);
        assertThat(fresh(1, 2)).containsOnly(true);
        numbers.begin(true);
        assertThat(fresh(2, 7)).containsExactly(false, true);
        counted(0, 4, 1);
    }

    @Test
    void aNewSessionCountsFromItsBeginning() {
        numbers.begin(false);
        assertThat(fresh(1, 2)).containsOnly(true);
        numbers.begin(true);
        numbers.begin(false);
        assertThat(numbers.last()).isZero();
        assertThat(fresh(2)).containsOnly(true);
        counted(1, 0, 0);
    }
}
