package io.yunkong.map.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MinuteOfYearTest {
    private static final long NOW_US = 1_800_000_000_000_000L; // 2027-01-15 08:00 UTC
    private static final int MINUTE = 14 * 1440 + 480;

    @Test
    void countsFromNewYear() {
        assertThat(MinuteOfYear.of(NOW_US)).isEqualTo(MINUTE);
    }

    @Test
    void theLastMinuteOfAYearWasBeforeTheFirstOfTheNext() {
        assertThat(MinuteOfYear.minutesSince(525_599, NOW_US)).isEqualTo(MINUTE + 1);
        assertThat(MinuteOfYear.nearest(525_599, NOW_US)).hasValue(NOW_US - (MINUTE + 1) * MinuteOfYear.MINUTE_US);
    }

    @Test
    void aMinuteToComeOrNotToldIsNoTimeAgo() {
        assertThat(MinuteOfYear.minutesSince(MINUTE, NOW_US)).isZero();
        assertThat(MinuteOfYear.minutesSince(MINUTE - 3, NOW_US)).isEqualTo(3);
        assertThat(MinuteOfYear.minutesSince(MINUTE + 3, NOW_US)).isZero();
        assertThat(MinuteOfYear.minutesSince(MinuteOfYear.UNAVAILABLE, NOW_US)).isZero();
        assertThat(MinuteOfYear.nearest(MinuteOfYear.UNAVAILABLE, NOW_US)).isEmpty();
    }
}
