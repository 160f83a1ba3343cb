package io.yunkong.map.road;

/**
 * A named point of interest.
 *
 * @param id name in the zone files
 * @param kind the operator's word for what it is, e.g. "campus_gate"
 * @param titleZh shown in Chinese
 * @param titleEn shown in English
 * @param eastM place in the zone's plane
 * @param northM place in the zone's plane
 */
public record Place(String id, String kind, String titleZh, String titleEn, double eastM, double northM) {}
