package io.yunkong.wire.fuzz;

import com.google.protobuf.InvalidProtocolBufferException;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.UperException;
import io.yunkong.wire.uper.ValueException;
import java.util.stream.Stream;

/** A message frame in protobuf: encoded to UPER or named, and what is encoded is read again. */
public final class ProtobufFrameFuzzer {
    private ProtobufFrameFuzzer() {}

    public static void fuzzerTestOneInput(byte[] input) {
        MessageFrame frame;
        try {
            frame = MessageFrame.parseFrom(input);
        } catch (InvalidProtocolBufferException refusal) {
            return;
        }
        for (Edition edition : Edition.values()) {
            MessageCodec codec = MessageCodec.of(edition);
            try {
                byte[] octets = codec.encode(frame);
                if (octets.length <= MessageCodec.FRAME_OCTETS_MAX) {
                    codec.decode(octets);
                }
            } catch (ValueException unencodable) {
                if (!unencodable.getMessage().endsWith("; nothing encoded")) {
                    throw new AssertionError("refusal without a sentence");
                }
            } catch (UperException e) {
                throw new AssertionError("does not take back what it gave", e);
            }
        }
    }

    static Stream<byte[]> seeds() {
        return Seeds.protobuf();
    }
}
