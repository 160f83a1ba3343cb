package io.yunkong.map.observe;

/**
 * A station, about itself or about what its sensors see, is believed less than before, or again.
 *
 * @param trust from now on
 * @param doubt with the highest score
 * @param score of that doubt, [0, 1]
 */
public record TrustNotice(long stationId, Trust trust, Doubt doubt, double score) {}
