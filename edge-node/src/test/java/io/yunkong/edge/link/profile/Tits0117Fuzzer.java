package io.yunkong.edge.link.profile;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** {@link Tits0117}: the frames it finds are all there is in the payload, or it refuses. The first octet says how it is read. */
public final class Tits0117Fuzzer {
    private static final int HEAD_BYTES = 16;
    private static final int LENGTH_BYTES = 2;
    private static final Sender SENDER = new Sender(0x5253_554c_5a30_3031L, 0, 1_700_000_000_123_000L);

    private Tits0117Fuzzer() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        boolean extraOctet = (input[0] & 1) != 0;
        MessageName message = (input[0] & 2) != 0 ? MessageName.BSM : MessageName.RSM;
        byte[] payload = Arrays.copyOfRange(input, 1, input.length);
        try {
            List<byte[]> frames = Tits0117.read(payload, message, extraOctet, SENDER);
            int octets = frames.stream()
                    .mapToInt(frame -> LENGTH_BYTES + frame.length)
                    .sum();
            int left = payload.length - HEAD_BYTES - octets;
            if (left < 0 || left > 1) { // the count, or the extra octet
                throw new AssertionError("not what was in the payload: left=" + left);
            }
            if (message != MessageName.BSM && left == 0) {
                again(frames.getFirst());
            }
        } catch (PayloadException refusal) {
            PayloadFuzzer.check(refusal);
        }
    }

    private static void again(byte[] frame) throws PayloadException {
        List<byte[]> frames = Tits0117.read(Tits0117.write(frame, SENDER), MessageName.RSM, false, SENDER);
        if (frames.size() != 1 || !Arrays.equals(frames.getFirst(), frame)) {
            throw new AssertionError("comes back otherwise");
        }
    }

    static Stream<byte[]> seeds() {
        String head = "5253554c5a303031" + "7b68e5cf8b010000";
        return Stream.of(
                        "02" + head + "02" + "0300" + "a1a2a3" + "0100" + "b1",
                        "00" + head + "0200" + "c1c2",
                        "01" + head + "00" + "0200" + "c1c2",
                        "01" + head + "0000",
                        "02" + head + "00",
                        "02" + head + "ff" + "0000".repeat(255),
                        "00" + head + "ffff" + "00",
                        "00" + head,
                        "")
                .map(HexFormat.of()::parseHex);
    }
}
