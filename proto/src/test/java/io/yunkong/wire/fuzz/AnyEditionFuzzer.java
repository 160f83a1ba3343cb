package io.yunkong.wire.fuzz;

import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.AnyEditionCodec;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.UperException;
import java.util.stream.Stream;

/** {@link AnyEditionCodec}: reads what either edition reads, the likely one first. */
public final class AnyEditionFuzzer {
    private static final AnyEditionCodec CODEC = new AnyEditionCodec();

    private AnyEditionFuzzer() {}

    public static void fuzzerTestOneInput(byte[] input) {
        for (Edition likely : Edition.values()) {
            try {
                AnyEditionCodec.Decoded decoded = CODEC.decode(input, 0, input.length, likely);
                MessageFrame alone = MessageCodec.of(decoded.edition()).decode(input);
                if (!alone.equals(decoded.frame())) {
                    throw new AssertionError("reads otherwise than the edition alone: edition=" + decoded.edition());
                }
            } catch (UperException refusal) {
                FrameProperties.check(refusal, input.length);
            }
        }
    }

    static Stream<byte[]> seeds() {
        return Seeds.frames();
    }
}
