package io.yunkong.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CarFollowingTest {
    private static final Driver DRIVER = new Driver(33, 1, 1.5, 1.4, 1.7, 2);

    @Test
    void speedsUpOnAFreeRoadUntilTheDesiredSpeed() {
        assertThat(CarFollowing.acceleration(DRIVER, 0, 14, Double.POSITIVE_INFINITY, 0))
                .isEqualTo(1.4);
        assertThat(CarFollowing.acceleration(DRIVER, 14, 14, Double.POSITIVE_INFINITY, 0))
                .isZero();
    }

    @Test
    void brakesBehindASlowerLeaderHarderTheNearerItIs() {
        double far = CarFollowing.acceleration(DRIVER, 14, 14, 60, 8);
        double near = CarFollowing.acceleration(DRIVER, 14, 14, 25, 8);
        assertThat(near).isLessThan(far).isNegative();
    }

    @Test
    void neverBrakesHarderThanTyresAllow() {
        assertThat(CarFollowing.acceleration(DRIVER, 20, 20, 0.5, 0)).isEqualTo(-CarFollowing.FULL_BRAKE_MPS2);
    }
}
