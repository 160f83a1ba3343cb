package io.yunkong.sim.client;

/**
 * A message frame of the standard that a station received.
 *
 * @param stationId who received it
 * @param receivedAtUs when, microseconds since 1970 UTC
 * @param uper MessageFrame
 */
@SuppressWarnings("ArrayRecordComponent") // handed from owner to owner, never compared
public record HeardFrame(long stationId, long receivedAtUs, byte[] uper) {}
