package io.yunkong.edge.link.profile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.yunkong.edge.link.profile.Profile.Payload;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.AnyEditionCodec;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.UperException;
import io.yunkong.wire.uper.ValueException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns payloads into UPER message frames and back, as profiles say. Not thread-safe: one for each event loop. */
public final class Payloads {
    private static final JsonFactory JSON = new JsonFactory();

    /** JSON is of no edition: it is encoded in the one that can say the most. */
    private static final Edition ENCODED_IN = Edition.E2020;

    private final MessageCodec codec = MessageCodec.of(ENCODED_IN);
    private final AnyEditionCodec anyCodec = new AnyEditionCodec();

    /** How a device that asked for it is answered: its own number for the message, as it wrote it. */
    public record Receipt(String sequence) {}

    /**
     * What a payload holds.
     *
     * @param frames whole UPER frames; whether each is one, nobody has looked
     * @param encodedIn the edition in which the frames have been encoded here; empty = they are as they came, and of the device's edition
     * @param receipt when the device asks to be answered
     */
    public record Content(List<byte[]> frames, Optional<Edition> encodedIn, Optional<Receipt> receipt) {}

    /**
     * Reads and writes made-up messages, so that the first of a device does not wait, and hold up the event loop, until the schema is read and
     * the codec has made its classes.
     */
    public void rehearse() {
        Payload json = new Payload(PayloadFormat.JSON_OPENV2X, false);
        Sender unit = new Sender(1, 0, 0);
        String place = "{\"lat\": 1, \"lon\": 1, \"ele\": 1}";
        String moving =
                "\"id\": \"0000000000000001\", \"secMark\": 1, \"pos\": " + place + ", \"speed\": 1, \"heading\": 1";
        Map<MessageName, String> samples = Map.of(
                MessageName.BSM,
                "{" + moving + "}",
                MessageName.RSM,
                "{\"refPos\": " + place + ", \"participants\": [{\"ptcType\": 1, \"ptcId\": 1, " + moving + "}]}",
                MessageName.RSI,
                "{\"refPos\": " + place + ", \"rtes\": [{\"rteId\": 1, \"eventType\": 1, \"eventPos\": " + place
                        + "}]}");
        samples.forEach((name, sample) -> {
            try {
                byte[] octets = sample.getBytes(StandardCharsets.UTF_8);
                byte[] frame = read(octets, json, name, unit).frames().getFirst();
                write(frame, ENCODED_IN, json, name, unit, Optional.empty());
            } catch (PayloadException e) {
                throw new IllegalStateException("rehearsal failed: message=" + name, e);
            }
        });
    }

    /**
     * The message frames of a payload.
     *
     * @param message what the topic says it holds
     * @throws PayloadException if it holds none; nothing else is thrown, whatever the octets
     */
    public Content read(byte[] octets, Payload payload, MessageName message, Sender sender) throws PayloadException {
        return switch (payload.format()) {
            case UPER -> content(List.of(octets));
            case TITS0117_BINARY -> content(Tits0117.read(octets, message, payload.tolerateExtraOctet(), sender));
            case JSON_OPENV2X -> json(octets, message, sender);
            case SESSION -> throw new PayloadException(RejectReason.UNSUPPORTED_MESSAGE, "not from devices");
        };
    }

    private static Content content(List<byte[]> frames) {
        return new Content(frames, Optional.empty(), Optional.empty());
    }

    private Content json(byte[] octets, MessageName message, Sender sender) throws PayloadException {
        Map<String, Object> tree = JsonTree.read(octets);
        List<byte[]> frames = new ArrayList<>();
        for (MessageFrame frame : OpenV2xJson.read(tree, message, sender)) {
            try {
                frames.add(codec.encode(frame));
            } catch (ValueException e) {
                throw new PayloadException(RejectReason.MALFORMED, "no message of the standard");
            }
        }
        boolean wanted = Boolean.TRUE.equals(tree.get("ack"));
        return new Content(
                frames, Optional.of(ENCODED_IN), wanted ? Optional.of(new Receipt(sequence(tree))) : Optional.empty());
    }

    /** A number or a word: it goes back to nobody but its sender. */
    private static String sequence(Map<String, Object> tree) {
        String sequence = String.valueOf(tree.getOrDefault("seqNum", ""));
        return sequence.matches("[A-Za-z0-9._-]{0,64}") ? sequence : "";
    }

    /**
     * The payload for a frame on its way down.
     *
     * @param edition that the frame was encoded in; in the other it is read only if it is none of this one
     * @param sequence what the device names when it confirms; empty = it does not
     * @throws PayloadException if the frame cannot be written so
     */
    public byte[] write(
            byte[] frame,
            Edition edition,
            Payload payload,
            MessageName message,
            Sender receiver,
            Optional<String> sequence)
            throws PayloadException {
        return switch (payload.format()) {
            case UPER, SESSION -> frame;
            case TITS0117_BINARY -> Tits0117.write(frame, receiver);
            case JSON_OPENV2X -> {
                try {
                    MessageFrame decoded =
                            anyCodec.decode(frame, 0, frame.length, edition).frame();
                    yield text(OpenV2xJson.write(decoded, message, sequence));
                } catch (UperException e) {
                    throw new PayloadException(RejectReason.MALFORMED, "no message of the standard");
                }
            }
        };
    }

    /** Answers a device that asked what became of its message. */
    public static byte[] receipt(Receipt receipt, boolean taken) {
        return text(Map.of("seqNum", receipt.sequence(), "errorCode", taken ? 0 : 1));
    }

    /**
     * Whether a device's confirmation says that all went well.
     *
     * @throws PayloadException if it is none
     */
    public static boolean confirmed(byte[] octets) throws PayloadException {
        Object code = JsonTree.read(octets).get("errorCode");
        if (code instanceof Long number) {
            return number == 0;
        }
        throw new PayloadException(RejectReason.MALFORMED, "confirmation without errorCode");
    }

    private static byte[] text(Map<String, Object> tree) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.createGenerator(out)) {
            write(tree, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(Object value, JsonGenerator out) throws IOException {
        switch (value) {
            case Map<?, ?> object -> {
                out.writeStartObject();
                for (Map.Entry<?, ?> member : object.entrySet()) {
                    out.writeFieldName((String) member.getKey());
                    write(member.getValue(), out);
                }
                out.writeEndObject();
            }
            case List<?> list -> {
                out.writeStartArray();
                for (Object item : list) {
                    write(item, out);
                }
                out.writeEndArray();
            }
            case Number number -> out.writeNumber(number.longValue());
            case Boolean flag -> out.writeBoolean(flag);
            default -> out.writeString(value.toString());
        }
    }
}
