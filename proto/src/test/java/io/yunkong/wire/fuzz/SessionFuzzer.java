package io.yunkong.wire.fuzz;

import com.google.protobuf.InvalidProtocolBufferException;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.frame.FrameException;
import io.yunkong.wire.frame.FrameHeader;
import java.util.stream.Stream;

/** What a device sends on its link: a frame header, and a session message behind it. */
public final class SessionFuzzer {
    private SessionFuzzer() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < FrameHeader.BYTES) {
            return;
        }
        int length = ((input[0] & 0xFF) << 8) | (input[1] & 0xFF);
        try {
            if (FrameHeader.checkLength(length, FrameHeader.DEVICE_FRAME_BYTES_MAX) != length) {
                throw new AssertionError("another length");
            }
        } catch (FrameException refusal) {
            if (length >= FrameHeader.FRAME_BYTES_MIN && length <= FrameHeader.DEVICE_FRAME_BYTES_MAX) {
                throw new AssertionError("refuses a length within the limits", refusal);
            }
        }
        byte[] payload = java.util.Arrays.copyOfRange(input, FrameHeader.BYTES, input.length);
        try {
            DeviceMessage message = DeviceMessage.parseFrom(payload);
            if (!DeviceMessage.parseFrom(message.toByteArray()).equals(message)) {
                throw new AssertionError("comes back otherwise");
            }
        } catch (InvalidProtocolBufferException refusal) {
            if (refusal.getMessage() == null) {
                throw new AssertionError("refusal without a sentence", refusal);
            }
        }
    }

    static Stream<byte[]> seeds() {
        return Seeds.sessions();
    }
}
