package io.yunkong.wire.fuzz;

import com.sun.management.ThreadMXBean;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.json.JsonForm;
import io.yunkong.wire.json.JsonFormException;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.UperException;
import io.yunkong.wire.uper.ValueException;
import java.lang.management.ManagementFactory;

/** What holds for the general codec whatever the octets; anything else is thrown as an {@link AssertionError}. */
final class FrameProperties {
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** What instrumentation by a fuzzer takes on top, at most. */
    private static final int SLACK = 4096;

    private static final int READINGS_MORE = 3;

    private FrameProperties() {}

    /** Read or refused, within the bound on allocation; what was read is written and read to the same, as octets and as JSON. */
    static void check(Edition edition, byte[] input) {
        MessageCodec codec = MessageCodec.of(edition);
        MessageFrame frame;
        try {
            frame = codec.decode(input);
        } catch (UperException refusal) {
            check(refusal, input.length);
            return;
        }
        boundHolds(codec, input);
        sameAgain(edition, codec, frame);
    }

    /** A refusal points into the frame and says so. */
    static void check(UperException refusal, int octets) {
        if (refusal.bitOffset() < 0 || refusal.bitOffset() > octets * Byte.SIZE) {
            throw new AssertionError("refusal points out of the frame: bit=" + refusal.bitOffset());
        }
        if (!refusal.getMessage().endsWith("; frame refused")) {
            throw new AssertionError("refusal without a sentence");
        }
    }

    /**
     * Measured on the second reading: the first of a kind of message makes its class. What a reading takes is the same every time, so that one which
     * takes more is read again: the virtual machine or the fuzzer did something else meanwhile that it does once.
     */
    private static void boundHolds(MessageCodec codec, byte[] input) {
        long limit = MessageCodec.ALLOCATION_BASE + SLACK + (long) MessageCodec.ALLOCATION_PER_OCTET * input.length;
        long taken = taken(codec, input);
        for (int again = 0; again < READINGS_MORE && taken > limit; again++) {
            taken = taken(codec, input);
        }
        if (taken > limit) {
            throw new AssertionError("allocates too much: octets=" + taken + ", limit=" + limit);
        }
    }

    private static long taken(MessageCodec codec, byte[] input) {
        long before = THREAD.getCurrentThreadAllocatedBytes();
        try {
            codec.decode(input);
        } catch (UperException e) {
            throw new AssertionError("refused what it has read before", e);
        }
        return THREAD.getCurrentThreadAllocatedBytes() - before;
    }

    private static void sameAgain(Edition edition, MessageCodec codec, MessageFrame frame) {
        JsonForm json = JsonForm.of(edition);
        try {
            byte[] octets = codec.encode(frame);
            if (octets.length <= MessageCodec.FRAME_OCTETS_MAX) {
                same("octets", frame, codec.decode(octets));
            }
            same("json", frame, json.read(json.write(frame)));
        } catch (ValueException | UperException | JsonFormException e) {
            throw new AssertionError("does not take back what it gave", e);
        }
    }

    private static void same(String way, MessageFrame before, MessageFrame after) {
        if (!before.equals(after)) {
            throw new AssertionError("comes back otherwise: way=" + way);
        }
    }
}
