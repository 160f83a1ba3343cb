package io.yunkong.sim.obu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TakeoversTest {
    private static final int FIGHTS = 8;

    @Test
    void twoThatTakeItFromEachOtherDoSoMoreAndMoreSeldom() {
        for (long seed = 0; seed < 1000; seed++) {
            Takeovers takeovers = new Takeovers(seed);
            long limitMs = Takeovers.FIRST_MAX_MS;
            long heldMs = 0;
            for (int i = 0; i < FIGHTS; i++) {
                heldMs = takeovers.waitMs(heldMs); // the other one waits as long
                assertThat(heldMs).isBetween(limitMs / 2, limitMs);
                limitMs = Math.min(2 * limitMs, Takeovers.MAX_MS);
            }
        }
    }

    @Test
    void afterALongSessionTheWaitIsShortAgain() {
        Takeovers takeovers = new Takeovers(7);
        for (int i = 0; i < FIGHTS; i++) {
            assertThat(takeovers.waitMs(Takeovers.PEACE_MS - 1)).isPositive();
        }
        assertThat(takeovers.waitMs(Takeovers.PEACE_MS)).isLessThanOrEqualTo(Takeovers.FIRST_MAX_MS);
    }
}
