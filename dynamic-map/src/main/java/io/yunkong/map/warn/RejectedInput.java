package io.yunkong.map.warn;

/**
 * Measurements about a road user, or of its own station, that were not used like others: those of one source for one reason. Immutable.
 *
 * @param stationId whose measurements
 * @param selfReport whether the station told it of itself; else its sensors saw it
 * @param use what became of them
 * @param reason stable name in lower case: why they were refused, or the doubt about the station that weighs most
 * @param count how many
 * @param lastAtUs when the newest of them came
 */
public record RejectedInput(long stationId, boolean selfReport, Use use, String reason, int count, long lastAtUs) {
    /** What becomes of a measurement that is not simply used. */
    public enum Use {
        /** Used, but it counts less. */
        DISCOUNTED,
        /** On the map, but nobody is warned on it alone. */
        EXCLUDED,
        /** Not used. */
        REFUSED
    }
}
