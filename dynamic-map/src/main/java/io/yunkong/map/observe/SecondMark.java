package io.yunkong.map.observe;

/** DSecond: milliseconds within the UTC minute, which the sender's minute has to be found for. */
final class SecondMark {
    /** Values from 60000 count through a leap second; 60999 and above tell no time. */
    static final int LAST_LEAP_MS = 60_998;

    private static final long MINUTE_US = 60_000_000;
    private static final int LAST_MS = 59_999;

    private SecondMark() {}

    /**
     * The time with this second mark that lies nearest to the receive time. UTC in microseconds since 1970 has no leap seconds: a mark
     * within one is taken as the end of its minute.
     *
     * @param secondMarkMs 0..{@link #LAST_LEAP_MS}
     */
    static long toEpochUs(int secondMarkMs, long receivedAtUs) {
        long inMinuteUs = Math.min(secondMarkMs, LAST_MS) * 1000L;
        long differenceUs = Math.floorMod(inMinuteUs - receivedAtUs, MINUTE_US);
        return receivedAtUs + (differenceUs >= MINUTE_US / 2 ? differenceUs - MINUTE_US : differenceUs);
    }
}
