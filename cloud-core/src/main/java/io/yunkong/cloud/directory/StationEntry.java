package io.yunkong.cloud.directory;

/**
 * Where a station is reached. Immutable.
 *
 * @param edgeId edge it is connected to
 * @param deviceId name of the device; empty when it has no session
 * @param kind name of the device kind
 * @param sinceUs when it connected, clock of the edge
 */
public record StationEntry(String edgeId, String deviceId, String kind, long sinceUs) {}
