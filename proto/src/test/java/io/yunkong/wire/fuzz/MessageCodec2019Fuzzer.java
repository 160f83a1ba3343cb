package io.yunkong.wire.fuzz;

import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import java.util.stream.Stream;

/** {@link MessageCodec} of the 2019 edition. */
public final class MessageCodec2019Fuzzer {
    private MessageCodec2019Fuzzer() {}

    public static void fuzzerTestOneInput(byte[] input) {
        FrameProperties.check(Edition.E2019, input);
    }

    static Stream<byte[]> seeds() {
        return Seeds.frames();
    }
}
