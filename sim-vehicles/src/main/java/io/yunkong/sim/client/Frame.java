package io.yunkong.sim.client;

import io.yunkong.sim.sensor.Message;

/**
 * A frame on the timetable.
 *
 * @param kind BSM or RSM
 * @param stationId sender
 * @param sendAtUs intended send time, microseconds since 1970 UTC
 * @param uper MessageFrame
 */
@SuppressWarnings("ArrayRecordComponent") // handed from owner to owner, never compared
public record Frame(Message.Kind kind, long stationId, long sendAtUs, byte[] uper) {}
