package io.yunkong.map.observe;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/** MinuteOfTheYear (T/CSAE 53): minutes since New Year, UTC; the year has to be found for them. Pure. Thread-safe. */
public final class MinuteOfYear {
    /** From here on it tells none. */
    public static final int UNAVAILABLE = 527_040;

    public static final long MINUTE_US = 60_000_000;

    private static final int MINUTES_OF_DAY = 1440;
    private static final long DAY_US = MINUTES_OF_DAY * MINUTE_US;

    private MinuteOfYear() {}

    /** @param timeUs microseconds since 1970 UTC */
    public static int of(long timeUs) {
        LocalDateTime time = LocalDateTime.ofInstant(instant(timeUs), ZoneOffset.UTC);
        return (time.getDayOfYear() - 1) * MINUTES_OF_DAY + time.getHour() * 60 + time.getMinute();
    }

    /** When that minute begins, of the years about this time the one that lies nearest to it; empty when none is told. */
    public static OptionalLong nearest(int minute, long nearUs) {
        if (minute < 0 || minute >= UNAVAILABLE) {
            return OptionalLong.empty();
        }
        int year = LocalDate.ofInstant(instant(nearUs), ZoneOffset.UTC).getYear();
        long best = begin(year, minute);
        for (int other : new int[] {year - 1, year + 1}) {
            if (Math.abs(begin(other, minute) - nearUs) < Math.abs(best - nearUs)) {
                best = begin(other, minute);
            }
        }
        return OptionalLong.of(best);
    }

    /** How many minutes ago that minute began, whole minutes; 0 when it is still to come or not told. */
    public static long minutesSince(int minute, long timeUs) {
        long beginUs = nearest(minute, timeUs).orElse(timeUs);
        return Math.max(0, Math.floorDiv(timeUs - beginUs, MINUTE_US));
    }

    private static Instant instant(long timeUs) {
        return Instant.ofEpochSecond(Math.floorDiv(timeUs, 1_000_000L));
    }

    private static long begin(int year, int minute) {
        return LocalDate.of(year, 1, 1).toEpochDay() * DAY_US + minute * MINUTE_US;
    }
}
