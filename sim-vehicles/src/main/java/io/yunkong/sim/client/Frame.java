package io.yunkong.sim.client;

import io.yunkong.sim.sensor.Message;

/**
 * A frame on the timetable.
 *
 * @param kind what it holds
 * @param stationId sender
 * @param sendAtUs intended send time, microseconds since 1970 UTC
 * @param uper MessageFrame
 */
@SuppressWarnings("ArrayRecordComponent") // handed from owner to owner, never compared
public record Frame(Message.Kind kind, long stationId, long sendAtUs, byte[] uper) {
    /** A device does not send measurements this old: it has newer ones. */
    private static final long OVERDUE_US = 400_000;

    boolean overdueAt(long nowUs) {
        return nowUs - sendAtUs > OVERDUE_US;
    }
}
