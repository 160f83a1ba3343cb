package io.yunkong.wire.fuzz;

import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.json.JsonForm;
import io.yunkong.wire.json.JsonFormException;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.UperException;
import io.yunkong.wire.uper.ValueException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** {@link JsonForm}: reads a message or refuses; what it reads it writes and reads again, and it can be encoded or is named. */
public final class JsonFormFuzzer {
    private static final JsonForm FORM = JsonForm.of(Edition.E2020);

    private JsonFormFuzzer() {}

    public static void fuzzerTestOneInput(byte[] input) {
        MessageFrame frame;
        try {
            frame = FORM.read(new String(input, StandardCharsets.UTF_8));
        } catch (JsonFormException refusal) {
            if (!refusal.getMessage().endsWith("; text refused")) {
                throw new AssertionError("refusal without a sentence");
            }
            return;
        }
        try {
            if (!FORM.read(FORM.write(frame)).equals(frame)) {
                throw new AssertionError("comes back otherwise");
            }
            byte[] octets = MessageCodec.of(Edition.E2020).encode(frame);
            if (octets.length <= MessageCodec.FRAME_OCTETS_MAX) {
                MessageCodec.of(Edition.E2020).decode(octets);
            }
        } catch (ValueException unencodable) {
            if (!unencodable.getMessage().endsWith("; nothing encoded")) {
                throw new AssertionError("refusal without a sentence");
            }
        } catch (JsonFormException | UperException e) {
            throw new AssertionError("does not take back what it gave", e);
        }
    }

    static Stream<byte[]> seeds() {
        return Seeds.json();
    }
}
