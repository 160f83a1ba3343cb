package io.yunkong.sim.sensor;

import io.yunkong.wire.uper.BsmWriter;
import io.yunkong.wire.uper.RsmWriter;
import java.util.Arrays;

/**
 * A message on its timetable.
 *
 * @param kind BSM or RSM
 * @param stationId sender
 * @param sequence counts the sender's messages from 0, lost ones too
 * @param dueUs when it was measured and is to be sent, microseconds of simulated time
 * @param uper the MessageFrame with time fields of the real clock
 * @param uperFromStart the same with time fields counted from the simulated start: equal for equal seeds
 */
@SuppressWarnings("ArrayRecordComponent") // handed from owner to owner, never compared
public record Message(Kind kind, long stationId, int sequence, long dueUs, byte[] uper, byte[] uperFromStart) {
    /** Message types that are sent. */
    public enum Kind {
        BSM,
        RSM,
        /** Of scenarios only. */
        SPAT,
        /** Of scenarios only. */
        RSI,
        /** Of scenarios only. */
        VIR,
        /** Of scenarios only. */
        RSC
    }

    static byte[] encode(BsmWriter writer, byte[] buffer) {
        return Arrays.copyOf(buffer, writer.encode(buffer));
    }

    static byte[] encode(RsmWriter writer, byte[] buffer) {
        return Arrays.copyOf(buffer, writer.encode(buffer));
    }
}
