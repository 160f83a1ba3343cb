package io.yunkong.edge.link.profile;

import io.yunkong.edge.link.profile.Profile.Payload;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.UperException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Payloads of profiles in JSON: whole frames of the message that the topic names come out, which can be written as JSON again, or a refusal. The
 * first octet says which message, the second who sends; 255 = a confirmation.
 */
public final class PayloadFuzzer {
    private static final List<MessageName> NAMES = Stream.of(MessageName.values())
            .filter(name -> !name.field().isEmpty())
            .toList();
    private static final int CONFIRMATION = 255;
    private static final int FRAMES_MAX = 32;
    private static final long RSU = 0x5253_5500_0000_0001L;
    private static final Payload JSON = new Payload(PayloadFormat.JSON_OPENV2X, false);
    /** Nothing of the payload is said again. */
    private static final Pattern SENTENCE = Pattern.compile("[ -~]{1,200}");

    private PayloadFuzzer() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        byte[] octets = Arrays.copyOfRange(input, 2, input.length);
        try {
            if ((input[0] & 0xFF) == CONFIRMATION) {
                Payloads.confirmed(octets);
            } else {
                MessageName name = NAMES.get((input[0] & 0xFF) % NAMES.size());
                messages(octets, name, new Sender(input[1] % 2 == 0 ? RSU : 0, input[1], 1_800_000_000_000_000L));
            }
        } catch (PayloadException refusal) {
            check(refusal);
        }
    }

    static void check(PayloadException refusal) {
        if (!SENTENCE.matcher(String.valueOf(refusal.getMessage())).matches()) {
            throw new AssertionError("refusal without a sentence", refusal);
        }
    }

    private static void messages(byte[] octets, MessageName name, Sender sender) throws PayloadException {
        Payloads payloads = new Payloads();
        Payloads.Content content = payloads.read(octets, JSON, name, sender);
        if (content.frames().size() > FRAMES_MAX) {
            throw new AssertionError(
                    "too many messages: count=" + content.frames().size());
        }
        content.receipt().ifPresent(receipt -> Payloads.receipt(receipt, true));
        for (byte[] frame : content.frames()) {
            if (frame.length <= MessageCodec.FRAME_OCTETS_MAX) {
                again(payloads, frame, name, sender);
            }
        }
    }

    private static void again(Payloads payloads, byte[] frame, MessageName name, Sender sender) {
        if (!MessageName.of(frame).equals(Optional.of(name))) {
            throw new AssertionError("another message than the topic names: name=" + name);
        }
        try {
            MessageCodec.of(Edition.E2020).decode(frame);
            byte[] written = payloads.write(frame, Edition.E2020, JSON, name, sender, Optional.of("7"));
            List<byte[]> read = payloads.read(written, JSON, name, sender).frames();
            // The octets may differ: a text of a character that GB 2312 has not is another text from then on, and may
            // be ASCII.
            byte[] again = payloads.write(read.getFirst(), Edition.E2020, JSON, name, sender, Optional.of("7"));
            if (read.size() != 1 || !Arrays.equals(again, written)) {
                throw new AssertionError("comes back otherwise: " + new String(written, StandardCharsets.UTF_8));
            }
        } catch (UperException | PayloadException e) {
            throw new AssertionError("does not take back what it gave: name=" + name, e);
        }
    }

    static Stream<byte[]> seeds() {
        String place = "{\"lat\": 348000000, \"lon\": 1138000000, \"ele\": 800}";
        String moving = "\"id\": \"4255533030303031\", \"secMark\": 59999, \"pos\": " + place
                + ", \"speed\": 500, \"heading\": 7200";
        String bsm = "{" + moving + ", \"transmission\": \"forwardGears\", \"brakes\": {\"brakePadel\": 1}, \"size\":"
                + " {\"width\": 180, \"length\": 500}, \"vehicleClass\": {\"classification\": 10}}";
        String rsm = "{\"refPos\": " + place + ", \"participants\": [{\"ptcType\": \"motor\", \"ptcId\": 1, " + moving
                + "}]}";
        String rsi = "{\"refPos\": " + place + ", \"rtes\": [{\"rteId\": 1, \"eventType\": 101, \"eventPosition\": "
                + place + ", \"eventDescription\": \"\u4fee\u8def\", \"eventPriority\": \"0F\", \"referencePaths\":"
                + " [{\"activePath\": [" + place + "," + place + "], \"pathRadius\": 30}]}], \"rtss\": []}";
        String spat = "{\"intersections\": [{\"intersectionId\": {\"id\": 1}, \"phases\": [{\"id\": 1, \"phaseStates\":"
                + " [{\"light\": \"permissive-green\", \"timing\": {\"counting\": {\"startTime\": 0, \"likelyEndTime\":"
                + " 300}}}]}]}]}";
        String map = "{\"nodes\": [{\"id\": {\"region\": 1, \"id\": 2}, \"refPos\": " + place + ", \"inLinks\": []}]}";
        return Stream.of(
                with(MessageName.BSM, bsm),
                with(MessageName.BSM, "{\"ack\": true, \"seqNum\": 7, \"content\": {\"bsms\": [" + bsm + "]}}"),
                with(MessageName.RSM, "{\"rsms\": [" + rsm + ", " + rsm + "]}"),
                with(MessageName.RSI, "{\"rsi\": " + rsi + "}"),
                with(MessageName.SPAT, spat),
                with(MessageName.MAP, map),
                with(
                        MessageName.VIR,
                        "{\"secMark\": 1, \"refPos\": " + place + ", \"intAndReq\": {\"currentPos\": {}}}"),
                with(MessageName.PSM, "{" + moving + ", \"basicType\": 1}"),
                with(
                        MessageName.SSM,
                        "{\"secMark\": 1, \"equipmentType\": 1, \"sensorPos\": " + place + ", \"participants\": []}"),
                with(MessageName.RSC, "{\"secMark\": 1, \"refPos\": " + place + ", \"coordinates\": []}"),
                text(CONFIRMATION, "{\"seqNum\": 7, \"errorCode\": 0}"),
                with(MessageName.BSM, bsm.replace("500", "1e400")),
                with(MessageName.BSM, bsm.replace("500", "NaN")),
                with(MessageName.BSM, bsm.replace("500", "9".repeat(1001))),
                with(MessageName.BSM, bsm.replace("\"heading\": 7200", "\"heading\": 1, \"heading\": 2")),
                with(MessageName.BSM, "{\"a\":".repeat(600)),
                with(MessageName.RSI, rsi.replace("0F", "0F".repeat(1500))),
                new byte[0]);
    }

    private static byte[] with(MessageName name, String json) {
        return text(NAMES.indexOf(name), json);
    }

    private static byte[] text(int what, String json) {
        byte[] octets = json.getBytes(StandardCharsets.UTF_8);
        byte[] input = new byte[2 + octets.length];
        input[0] = (byte) what;
        System.arraycopy(octets, 0, input, 2, octets.length);
        return input;
    }
}
