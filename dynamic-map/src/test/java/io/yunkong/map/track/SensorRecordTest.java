package io.yunkong.map.track;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SensorRecordTest {
    private static final long SECOND_US = 1_000_000;

    private final SensorRecord record = new SensorRecord();

    @Test
    void theUnitSilentLongestMakesRoomAndThatIsCounted() {
        for (int unit = 1; unit <= 1024; unit++) {
            record.heard(unit, unit * SECOND_US);
        }
        record.heard(1, 2000 * SECOND_US);
        assertThat(record.pushedOut()).isZero();
        record.heard(5000, 2001 * SECOND_US);
        assertThat(record.pushedOut()).isOne();
        record.heard(1, 2002 * SECOND_US);
        assertThat(record.rounds(1)).as("still known").isEqualTo(2);
        record.heard(2, 2003 * SECOND_US);
        assertThat(record.rounds(2)).as("begins anew").isZero();
    }

    @Test
    void placesAcrossTwoLanesTellByHowMuchAUnitIsBeside() {
        record.heard(7, 0);
        for (int i = 1; i <= 500; i++) {
            record.observe(7, i * SECOND_US / 10, 1, 0, 0.5, 1);
            record.observe(7, i * SECOND_US / 10, 0, 1, -0.3, 1);
        }
        assertThat(record.eastM(7)).isBetween(0.45, 0.5);
        assertThat(record.northM(7)).isBetween(-0.3, -0.27);
        assertThat(record.variance(7)).isLessThan(0.01);
    }
}
