package io.yunkong.sim.client;

import io.yunkong.wire.Advice;

/**
 * Advice that a station received.
 *
 * @param stationId who received it
 * @param receivedAtUs when, microseconds since 1970 UTC
 * @param advice as it came
 */
public record HeardAdvice(long stationId, long receivedAtUs, Advice advice) {}
