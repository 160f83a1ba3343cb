package io.yunkong.wire.uper;

import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.schema.Edition;

/**
 * Decodes frames of senders of which it is not known what edition they speak. A frame does not say so: it is of the edition as which it
 * reads to its end with every value in range and at most seven zero bits left over. Most frames are the same in both; a map never is. A
 * frame that reads as both and differently is possible but takes an accident of lengths, so keep what the sender spoke last as the likely
 * edition of its next frame. Reusable; not thread-safe.
 */
public final class AnyEditionCodec {
    private final MessageCodec codec2019 = MessageCodec.of(Edition.E2019);
    private final MessageCodec codec2020 = MessageCodec.of(Edition.E2020);

    /**
     * A frame and as what it was read.
     *
     * @param edition the likely one, unless the frame is of the other edition only
     */
    public record Decoded(MessageFrame frame, Edition edition) {}

    /**
     * Reads and checks a whole frame.
     *
     * @param likely the edition to try first: the one of the sender's frame before; {@link Edition#E2020} for a new sender
     * @throws UperException if it is valid in neither edition; says what is wrong with it in the likely one
     */
    public Decoded decode(byte[] buffer, int offset, int length, Edition likely) throws UperException {
        try {
            return new Decoded(codec(likely).decode(buffer, offset, length), likely);
        } catch (UperException refusal) {
            Edition other = likely == Edition.E2020 ? Edition.E2019 : Edition.E2020;
            try {
                return new Decoded(codec(other).decode(buffer, offset, length), other);
            } catch (UperException alsoRefused) {
                throw refusal;
            }
        }
    }

    private MessageCodec codec(Edition edition) {
        return switch (edition) {
            case E2019 -> codec2019;
            case E2020 -> codec2020;
        };
    }
}
