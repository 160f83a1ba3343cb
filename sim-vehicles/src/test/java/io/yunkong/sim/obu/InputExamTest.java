package io.yunkong.sim.obu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputExamTest {
    private static Fix at(long timeUs) {
        return new Fix(timeUs, 34.8, 113.8, 0, new Fix.Movement(10, 90, 0, 0), Fix.Accuracy.UNKNOWN, Fix.Told.NOTHING);
    }

    private static List<Fix> queuedThenEvery(int queued, long stepUs, int count) {
        List<Fix> fixes = new ArrayList<>();
        for (int i = 0; i < queued; i++) {
            fixes.add(at(i * 50L));
        }
        for (int i = 1; i <= count; i++) {
            fixes.add(at(i * stepUs));
        }
        return fixes;
    }

    @Test
    void linesThatWaitedInAPipeDoNotMakeAReceiverQuicker() {
        Check quick = InputExam.rate(queuedThenEvery(20, 100_000, 30));
        Check slow = InputExam.rate(queuedThenEvery(3, 1_000_000, 3));
        Check tooSlow = InputExam.rate(queuedThenEvery(5, 2_000_000, 2));

        assertThat(quick.level()).as(quick.measured()).isEqualTo(Check.Level.OK);
        assertThat(slow.measured()).isEqualTo("1.0 Hz");
        assertThat(slow.level()).isEqualTo(Check.Level.WARN);
        assertThat(tooSlow.level()).as(tooSlow.measured()).isEqualTo(Check.Level.FAIL);
    }

    @Test
    void linesThatAllCameAtOnceTellNoRate() {
        assertThat(InputExam.rate(queuedThenEvery(20, 0, 0)).level()).isEqualTo(Check.Level.SKIP);
        assertThat(InputExam.rate(queuedThenEvery(1, 0, 0)).level()).isEqualTo(Check.Level.SKIP);
    }
}
