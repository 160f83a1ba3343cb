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
            parser.nextToken();
            MessageFrame message = read(parser);
            if (parser.nextToken() != null) {
                throw new JsonFormException("", "text=" + parser.currentToken() + " after the message");
            }
            return message;
        } catch (IOException e) {
            throw new JsonFormException("", "json=" + firstLine(e));
        }
    }

    /**
     * Reads a frame inside a larger text, starting on its first token and ending on its last.
     *
     * @throws IOException if the text is not JSON
     */
    public MessageFrame read(JsonParser in) throws IOException, JsonFormException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw new JsonFormException("", "found=" + in.currentToken() + ", expected an object");
        }
        return (MessageFrame) new JsonReader(in).value(frame, MessageFrame.getDefaultInstance());
    }

    private static String firstLine(IOException e) {
        String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
