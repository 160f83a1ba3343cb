package io.yunkong.wire.fuzz;

import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import java.io.IOException;

/** {@link MessageCodec} of the 2019 edition. */
public final class MessageCodec2019Fuzzer {
    private MessageCodec2019Fuzzer() {}

    public static void fuzzerTestOneInput(byte[] input) {
        FrameProperties.check(Edition.E2019, input);
    }

    public static void main(String[] arguments) throws IOException {
        Seeds.write(arguments[0], Seeds.frames());
    }
}
