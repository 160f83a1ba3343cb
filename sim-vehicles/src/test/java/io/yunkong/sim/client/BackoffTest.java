package io.yunkong.sim.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class BackoffTest {
    private static final int TRIES = 12;

    @Test
    void waitsLongerWithEveryFailureUpToALimitNeverLessThanHalfOfIt() {
        for (long seed = 0; seed < 1000; seed++) {
            long limitMs = Backoff.FIRST_MAX_MS;
            for (long waitMs : waits(new Backoff(seed))) {
                assertThat(waitMs).isBetween(limitMs / 2, limitMs);
                limitMs = Math.min(2 * limitMs, Backoff.MAX_MS);
            }
        }
    }

    @Test
    void stationsThatFailTogetherComeBackApartAndTheSameInEveryRun() {
        assertThat(LongStream.range(0, 1000)
                        .map(station -> new Backoff(station).nextMs())
                        .distinct())
                .as("first waits of 1000 stations, whole milliseconds of 100..200")
                .hasSizeGreaterThan(90);
        assertThat(waits(new Backoff(7))).isEqualTo(waits(new Backoff(7)));
    }

    @Test
    void startsShortAgainAfterASession() {
        Backoff backoff = new Backoff(7);
        waits(backoff);
        backoff.reset();
        assertThat(backoff.nextMs()).isLessThanOrEqualTo(Backoff.FIRST_MAX_MS);
    }

    private static List<Long> waits(Backoff backoff) {
        return LongStream.range(0, TRIES).mapToObj(attempt -> backoff.nextMs()).toList();
    }
}
