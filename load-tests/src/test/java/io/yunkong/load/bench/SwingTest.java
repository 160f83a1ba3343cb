package io.yunkong.load.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SwingTest {
    private static final Swing SWING = new Swing(7, 3, 30.4);

    @ParameterizedTest
    @CsvSource({"7, 3, 30.4", "3, 3, 12.5", "3, 3, 3"})
    void placeSpeedAndAccelerationTellTheSameMotion(double speedMps, double accelerationMps2, double distanceM) {
        Swing swing = new Swing(speedMps, accelerationMps2, distanceM);
        double stepS = 1e-4;
        for (double timeS = 0; timeS < 2 * swing.periodS(); timeS += 0.0501) {
            double movedM = swing.offsetM(timeS + stepS) - swing.offsetM(timeS);
            assertThat(movedM / stepS).isCloseTo(swing.fasterMps(timeS), within(0.001));
            double gainedMps = swing.fasterMps(timeS + stepS) - swing.fasterMps(timeS);
            boolean sameBefore = swing.changeMps2(timeS) == swing.changeMps2(timeS + stepS);
            if (sameBefore) {
                assertThat(gainedMps / stepS).isCloseTo(swing.changeMps2(timeS), within(0.001));
            }
            assertThat(swing.offsetM(timeS)).isBetween(-1e-9, distanceM + 1e-9);
            assertThat(Math.abs(swing.fasterMps(timeS))).isLessThanOrEqualTo(speedMps);
        }
    }

    @Test
    void goesAllTheWayAndComesBack() {
        assertThat(SWING.offsetM(SWING.periodS() / 2)).isCloseTo(30.4, within(1e-9));
        assertThat(SWING.offsetM(SWING.periodS())).isCloseTo(0, within(1e-9));
    }

    @Test
    void aWayTooShortForItsSpeedIsRefused() {
        assertThatThrownBy(() -> new Swing(7, 3, 16)).hasMessageContaining("distanceM=16.0");
    }
}
