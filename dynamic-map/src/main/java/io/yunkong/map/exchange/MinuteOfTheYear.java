package io.yunkong.map.exchange;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/** MinuteOfTheYear: minutes since New Year, UTC; the year has to be found for them. Pure. Thread-safe. */
final class MinuteOfTheYear {
    static final long MINUTE_US = 60_000_000;

    private static final int UNAVAILABLE = 527_040;
    private static final long DAY_US = 1440 * MINUTE_US;

    private MinuteOfTheYear() {}

    /** When that minute begins, of the years about this time the one that lies nearest to it; empty when none is told. */
    static OptionalLong nearest(int minute, long nearUs) {
        if (minute < 0 || minute >= UNAVAILABLE) {
            return OptionalLong.empty();
        }
        int year = LocalDate.ofInstant(Instant.ofEpochSecond(Math.floorDiv(nearUs, 1_000_000L)), ZoneOffset.UTC)
                .getYear();
        long best = of(year, minute);
        for (int other : new int[] {year - 1, year + 1}) {
            if (Math.abs(of(other, minute) - nearUs) < Math.abs(best - nearUs)) {
                best = of(other, minute);
            }
        }
        return OptionalLong.of(best);
    }

    private static long of(int year, int minute) {
        return LocalDate.of(year, 1, 1).toEpochDay() * DAY_US + minute * MINUTE_US;
    }
}
