package io.yunkong.sim.obu;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** UTC of NMEA sentences. */
final class NmeaTime {
    private static final long SECOND_US = 1_000_000;

    private NmeaTime() {}

    /**
     * Microseconds of the day of {@code hhmmss.sss}, -1 when the field is empty. The leap second 23:59:60 counts on, so that the times of
     * a receiver still grow within it: it becomes the first second of the next day, as the platform reads it.
     */
    static long ofDayUs(NmeaSentence sentence) throws BadLineException {
        String text = sentence.text(1);
        if (text.isEmpty()) {
            return -1;
        }
        if (!text.matches("\\d{6}(\\.\\d{0,9})?")) {
            throw sentence.bad("time", "hhmmss.sss");
        }
        int hours = Integer.parseInt(text, 0, 2, 10);
        int minutes = Integer.parseInt(text, 2, 4, 10);
        double seconds = Double.parseDouble(text.substring(4));
        boolean leap = hours == 23 && minutes == 59 && seconds < 61;
        if (hours > 23 || minutes > 59 || (seconds >= 60 && !leap)) {
            throw new BadLineException(LineDefect.OUT_OF_RANGE, "time out of range: limit=23:59:60.999");
        }
        return (hours * 60L + minutes) * 60 * SECOND_US + Math.round(seconds * SECOND_US);
    }

    /** Midnight of {@code ddmmyy}, microseconds since 1970; years 2000 to 2099. */
    static long midnightUs(NmeaSentence sentence, int index) throws BadLineException {
        String text = sentence.text(index);
        if (!text.matches("\\d{6}")) {
            throw sentence.bad("date", "ddmmyy");
        }
        try {
            LocalDate date = LocalDate.of(
                    2000 + Integer.parseInt(text, 4, 6, 10),
                    Integer.parseInt(text, 2, 4, 10),
                    Integer.parseInt(text, 0, 2, 10));
            return date.atStartOfDay(ZoneOffset.UTC).toEpochSecond() * SECOND_US;
        } catch (DateTimeException e) {
            throw new BadLineException(LineDefect.OUT_OF_RANGE, "no such date: date=" + text);
        }
    }
}
