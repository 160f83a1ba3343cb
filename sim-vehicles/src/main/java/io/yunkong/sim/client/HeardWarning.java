package io.yunkong.sim.client;

import io.yunkong.wire.Warning;

/**
 * A warning that a station received.
 *
 * @param stationId who received it
 * @param receivedAtUs when, microseconds since 1970 UTC
 * @param warning as it came
 */
public record HeardWarning(long stationId, long receivedAtUs, Warning warning) {}
