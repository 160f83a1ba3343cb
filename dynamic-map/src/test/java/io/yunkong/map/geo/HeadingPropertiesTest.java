package io.yunkong.map.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HeadingPropertiesTest {
    private static final long SEED = 42;

    @Test
    void normalizedHeadingsLieInOneCircleAndPointTheSameWay() {
        Random random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            double any = random.nextDouble(-100, 100);
            double heading = Heading.normalize(any);

            assertThat(heading)
                    .as("seed %d, value %s", SEED, any)
                    .isGreaterThanOrEqualTo(0)
                    .isLessThan(2 * Math.PI);
            assertThat(Math.sin(heading)).isCloseTo(Math.sin(any), within(1e-9));
            assertThat(Math.cos(heading)).isCloseTo(Math.cos(any), within(1e-9));
        }
        assertThat(Heading.normalize(-1e-20)).as("rounds up to a full circle").isLessThan(2 * Math.PI);
        assertThat(Heading.normalize(2 * Math.PI)).isZero();
    }

    @Test
    void turnIsTheSmallestAndLeadsFromOneToTheOther() {
        Random random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            double from = random.nextDouble(-10, 10);
            double to = random.nextDouble(-10, 10);
            double turn = Heading.turn(from, to);

            assertThat(turn)
                    .as("seed %d, %s to %s", SEED, from, to)
                    .isGreaterThanOrEqualTo(-Math.PI)
                    .isLessThan(Math.PI);
            assertThat(Math.sin(from + turn)).isCloseTo(Math.sin(to), within(1e-9));
            assertThat(Math.cos(from + turn)).isCloseTo(Math.cos(to), within(1e-9));
        }
        assertThat(Heading.turn(0, Math.PI / 2)).as("right is positive").isCloseTo(Math.PI / 2, within(1e-12));
    }

    @Test
    void headingOfAVectorIsClockwiseFromNorth() {
        assertThat(Heading.ofVector(0, 1)).isZero();
        assertThat(Heading.ofVector(1, 0)).isCloseTo(Math.PI / 2, within(1e-12));
        assertThat(Heading.ofVector(0, -1)).isCloseTo(Math.PI, within(1e-12));
        assertThat(Heading.ofVector(-1, 0)).isCloseTo(3 * Math.PI / 2, within(1e-12));
        assertThat(Heading.ofVector(0, 0)).isZero();
        Random random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            double heading = random.nextDouble(2 * Math.PI);
            assertThat(Heading.ofVector(Math.sin(heading), Math.cos(heading))).isCloseTo(heading, within(1e-9));
        }
    }

    @Test
    void nothingTurnsIntoANumber() {
        assertThat(Heading.normalize(Double.NaN)).isNaN();
        assertThat(Heading.turn(Double.NaN, 1)).isNaN();
    }
}
