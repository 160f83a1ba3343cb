package io.yunkong.wire.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.schema.Schema;
import io.yunkong.wire.schema.Type;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * A message frame as JSON. SEQUENCE: object without the optional members that are absent; CHOICE: object with one key; SEQUENCE OF: array;
 * INTEGER: number, raw; BOOLEAN: true or false; ENUMERATED: identifier; BIT STRING: string of 0 and 1, bit 0 first; OCTET STRING: hexadecimal
 * digits, upper case; IA5String: string; open type: object whose only key is the name of the type. What the schema does not know is written as
 * {@code <unknown extension value 3>}, {@code {"<unknown extension alternative 3>": "0A1B"}} with the octets of its encoding, or the octets
 * of an unknown Day 2 message, and read again.
 *
 * <p>Immutable and thread-safe.
 */
public final class JsonForm {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Type.Choice frame;

    /**
     * A frame and the edition whose names and limits it keeps.
     */
    public record InEdition(Edition edition, MessageFrame frame) {}

    @FunctionalInterface
    private interface Reading<T> {
        T read(JsonParser in) throws IOException, JsonFormException;
    }

    private JsonForm(Type.Choice frame) {
        this.frame = frame;
    }

    /** The form in the names of one edition. */
    public static JsonForm of(Edition edition) {
        return new JsonForm(Schema.frame(edition));
    }

    /** One line. */
    public String write(MessageFrame message) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(out)) {
            write(message, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** One line that says the edition too: {@code {"edition":"2019","value":{...}}}. */
    public static String writeWithEdition(InEdition message) {
        String edition = switch (message.edition()) {
            case E2019 -> "2019";
            case E2020 -> "2020";
        };
        return "{\"edition\":\"" + edition + "\",\"value\":"
                + of(message.edition()).write(message.frame()) + "}";
    }

    /** As part of a larger text. */
    public void write(MessageFrame message, JsonGenerator out) throws IOException {
        new JsonWriter(out).value(frame, message);
    }

    /**
     * Reads a text that holds a frame and nothing else.
     *
     * @throws JsonFormException if it does not; nothing else is thrown, whatever the text
     */
    public MessageFrame read(String text) throws JsonFormException {
        try (JsonParser parser = JSON.createParser(text)) {
            return readAll(parser, in -> read(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a text that holds a frame, or a frame and its edition: {@code {"edition":"2019","value":{...}}}, and nothing else.
     *
     * @param unsaid the edition in whose names a frame alone is written
     * @throws JsonFormException if it does not; nothing else is thrown, whatever the text
     */
    public static InEdition read(String text, Edition unsaid) throws JsonFormException {
        try (JsonParser parser = JSON.createParser(text)) {
            return readAll(parser, in -> readInEdition(in, unsaid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InEdition readInEdition(JsonParser in, Edition unsaid) throws IOException, JsonFormException {
        if (in.currentToken() == JsonToken.START_OBJECT) {
            if (in.nextToken() != JsonToken.FIELD_NAME || !in.currentName().equals("edition")) {
                return new InEdition(unsaid, of(unsaid).readEntered(in));
            }
            Edition edition = edition(in);
            if (in.nextToken() != JsonToken.FIELD_NAME || !in.currentName().equals("value")) {
                throw new JsonFormException("value", "the member is absent behind the edition");
            }
            in.nextToken();
            MessageFrame message = of(edition).read(in);
            if (in.nextToken() != JsonToken.END_OBJECT) {
                throw new JsonFormException("", "found=" + JsonWords.kind(in.currentToken()) + " behind the value");
            }
            return new InEdition(edition, message);
        }
        return new InEdition(unsaid, of(unsaid).read(in));
    }

    private static Edition edition(JsonParser in) throws IOException, JsonFormException {
        String name = in.nextToken() == JsonToken.VALUE_STRING ? in.getText() : "";
        return switch (name) {
            case "2020" -> Edition.E2020;
            case "2019" -> Edition.E2019;
            default -> throw new JsonFormException("edition", "no such edition, known=\"2020\" \"2019\"");
        };
    }

    /** A text that is one value and nothing else. */
    private static <T> T readAll(JsonParser parser, Reading<T> reading) throws JsonFormException {
        try {
            parser.nextToken();
            T value = reading.read(parser);
            if (parser.nextToken() != null) {
                throw new JsonFormException(
                        "", "found=" + JsonWords.kind(parser.currentToken()) + " after the message");
            }
            return value;
        } catch (IOException e) {
            throw new JsonFormException("", JsonWords.fault(e, parser), JsonWords.isBeginning(e));
        }
    }

    /**
     * Reads a frame inside a larger text, starting on its first token and ending on its last.
     *
     * @throws IOException if the text is not JSON
     */
    public MessageFrame read(JsonParser in) throws IOException, JsonFormException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw new JsonFormException("", "found=" + JsonWords.kind(in.currentToken()) + ", expected an object");
        }
        in.nextToken();
        return readEntered(in);
    }

    /** Reads on behind the first token. */
    private MessageFrame readEntered(JsonParser in) throws IOException, JsonFormException {
        return new JsonReader(in).frame(frame);
    }
}
