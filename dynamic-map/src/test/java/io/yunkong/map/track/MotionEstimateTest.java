package io.yunkong.map.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class MotionEstimateTest {
    private static final MotionFilter.Noise GNSS = new MotionFilter.Noise().set(0.6, 0.8, 0.03, 0.2, 0.6);

    private static MotionEstimate at(double east, double north) {
        MotionEstimate estimate = new MotionEstimate();
        estimate.start(1_000_000, east, north, 1.5, 10, GNSS);
        return estimate;
    }

    private static void weigh(MotionEstimate estimate, double first, double second) {
        estimate.hypotheses[1].copyFrom(estimate.hypotheses[0]);
        estimate.hypotheses[0].weight = first;
        estimate.hypotheses[1].weight = second;
        estimate.count = 2;
        estimate.normalize();
        estimate.settle();
    }

    @Test
    void whatIsDroppedTakesNoShareOfThePlaceWithIt() {
        MotionEstimate estimate = at(1_600, -1_600);
        weigh(estimate, 0.9995, 0.0005);
        assertThat(estimate.count).isEqualTo(1);
        assertThat(estimate.east()).isCloseTo(1_600, within(1e-6));
        assertThat(estimate.north()).isCloseTo(-1_600, within(1e-6));
    }

    @Test
    void theLikeliestIsKeptHoweverUnlikelyItIs() {
        MotionEstimate estimate = at(5, 5);
        weigh(estimate, 1e-300, 1e-290);
        assertThat(estimate.count).isEqualTo(1);
        assertThat(estimate.best().weight).isEqualTo(1);
    }

    @Test
    void askingHowWellADetectionFitsMovesPlaceAndTimeTogether() {
        MotionEstimate estimate = at(0, 0);
        double unused = estimate.distance(1_500_000, 100, 100, 10, new MotionFilter.Noise().set(0.5, 0, 0.07, 0.5, 2));
        assertThat(unused).isPositive();
        assertThat(estimate.atUs()).isEqualTo(1_500_000);
        assertThat(estimate.east()).isCloseTo(5 * Math.sin(1.5), within(0.01));
    }
}
