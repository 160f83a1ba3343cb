package io.yunkong.edge.link.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ReplayWindowTest {
    private final ReplayWindow window = new ReplayWindow();

    @Test
    void takesEachNumberOnceInAnyOrderWithinSixtyFour() {
        assertThat(window.take(0)).isTrue();
        assertThat(window.take(0)).isFalse();
        assertThat(window.take(100)).isTrue();
        assertThat(window.take(37)).isTrue();
        assertThat(window.take(37)).isFalse();
        assertThat(window.take(36)).as("lags by 64").isFalse();
        assertThat(window.take(99)).isTrue();
        assertThat(window.take(Long.MAX_VALUE)).isTrue();
        assertThat(window.take(Long.MAX_VALUE)).isFalse();
        assertThat(window.take(101)).isFalse();
    }

    @Test
    void takesNoNumberOfTheWayDown() {
        assertThat(window.take(Long.MIN_VALUE)).isFalse();
        assertThat(window.take(-1)).isFalse();
    }

    @Test
    void neverTakesANumberTwice() {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        Set<Long> taken = new HashSet<>();
        long base = 0;
        for (int i = 0; i < 20_000; i++) {
            base += random.nextInt(3);
            long number = Math.max(0, base - random.nextInt(100));
            if (window.take(number)) {
                assertThat(taken.add(number))
                        .as("seed %d, number %d", seed, number)
                        .isTrue();
            }
        }
    }
}
