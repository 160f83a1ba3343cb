package io.yunkong.wire.fuzz;

import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import java.util.stream.Stream;

/** {@link MessageCodec} of the 2020 edition. */
public final class MessageCodecFuzzer {
    private MessageCodecFuzzer() {}

    public static void fuzzerTestOneInput(byte[] input) {
        FrameProperties.check(Edition.E2020, input);
    }

    static Stream<byte[]> seeds() {
        return Seeds.frames();
    }
}
