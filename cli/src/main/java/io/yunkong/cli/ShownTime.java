package io.yunkong.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Microseconds since 1970 as people read them.
 *
 * @param zone whose clock they look at
 */
record ShownTime(ZoneId zone) {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS xxx", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd xxx", Locale.ROOT);

    static ShownTime here() {
        return new ShownTime(ZoneId.systemDefault());
    }

    /** Time of day to the millisecond. */
    String clock(long us) {
        return CLOCK.format(instant(us).atZone(zone));
    }

    /** With date and offset. */
    String full(long us) {
        return FULL.format(instant(us).atZone(zone));
    }

    /** Date and offset. */
    String day(long us) {
        return DAY.format(instant(us).atZone(zone));
    }

    LocalDate date(long us) {
        return instant(us).atZone(zone).toLocalDate();
    }

    private static Instant instant(long us) {
        return Instant.ofEpochSecond(Math.floorDiv(us, 1_000_000L), Math.floorMod(us, 1_000_000L) * 1000);
    }
}
