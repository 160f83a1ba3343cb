package io.yunkong.map.observe;

/**
 * DSecond: milliseconds within the UTC minute, which the sender's minute has to be found for. 60000..60999 ({@code SECOND_MARK_END} - 1)
 * count through a leap second. Pure. Thread-safe.
 */
public final class SecondMark {
    private static final long MINUTE_US = 60_000_000;

    private SecondMark() {}

    /**
     * The time with this second mark that lies nearest to the receive time. UTC in microseconds since 1970 has no leap seconds: one is
     * taken as the second after 59.999, so a sender's times still grow within it.
     *
     * @param secondMarkMs 0..60999
     */
    public static long toEpochUs(int secondMarkMs, long receivedAtUs) {
        long differenceUs = Math.floorMod(secondMarkMs * 1000L - receivedAtUs, MINUTE_US);
        return receivedAtUs + (differenceUs >= MINUTE_US / 2 ? differenceUs - MINUTE_US : differenceUs);
    }

    /** The second mark of a time, 0..59999. */
    public static int of(long timeUs) {
        return (int) (Math.floorMod(timeUs, MINUTE_US) / 1000);
    }
}
