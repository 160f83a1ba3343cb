package io.yunkong.map.road;

/**
 * A roadside unit with sensors.
 *
 * @param id name in the zone files
 * @param stationId the 8-octet id of its messages, most significant octet first
 * @param eastM place in the zone's plane
 * @param northM place in the zone's plane
 * @param rangeM how far its sensors see, metres, (0, 500]; infinite = neither place nor range are known
 */
public record RoadsideUnit(String id, long stationId, double eastM, double northM, double rangeM) {}
