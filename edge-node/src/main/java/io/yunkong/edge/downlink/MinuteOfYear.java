package io.yunkong.edge.downlink;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** MinuteOfTheYear: minutes since New Year, UTC. Pure. Thread-safe. */
final class MinuteOfYear {
    static final int UNAVAILABLE = 527_040;

    private static final int MINUTES_OF_DAY = 1440;
    private static final int MINUTES_OF_YEAR = 365 * MINUTES_OF_DAY;

    private MinuteOfYear() {}

    /** @param timeUs microseconds since 1970 UTC */
    static int of(long timeUs) {
        LocalDateTime time =
                LocalDateTime.ofInstant(Instant.ofEpochSecond(Math.floorDiv(timeUs, 1_000_000L)), ZoneOffset.UTC);
        return (time.getDayOfYear() - 1) * MINUTES_OF_DAY + time.getHour() * 60 + time.getMinute();
    }

    /** How many minutes ago that minute began, whole minutes; 0 when it is still to come or not told. */
    static int minutesSince(int minute, long timeUs) {
        if (minute >= UNAVAILABLE) {
            return 0;
        }
        int since = Math.floorMod(of(timeUs) - minute, MINUTES_OF_YEAR);
        return since > MINUTES_OF_YEAR / 2 ? 0 : since; // further back than half a year is ahead
    }
}
