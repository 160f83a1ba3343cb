package io.yunkong.map.observe;

/**
 * A station is believed less than before, or again.
 *
 * @param about what of it
 * @param trust from now on
 * @param doubt with the highest score
 * @param score of that doubt, [0, 1]
 */
public record TrustNotice(long stationId, About about, Trust trust, Doubt doubt, double score) {
    /** What a station tells. */
    public enum About {
        /** Of itself. */
        ITSELF,
        /** Of others, whom its sensors see. */
        SENSORS
    }
}
