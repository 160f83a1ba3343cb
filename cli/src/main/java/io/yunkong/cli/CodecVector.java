package io.yunkong.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.json.JsonForm;
import io.yunkong.wire.json.JsonFormException;
import io.yunkong.wire.json.JsonWords;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.UperException;
import io.yunkong.wire.uper.ValueException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * A reference encoding: what a frame holds, and its octets.
 *
 * @param decodeOnly the value is what a receiver of this edition makes of the octets, and cannot be encoded to the same
 * @param error the octets must be refused; there is no value
 * @param value one JSON object
 * @param hex the octets in hexadecimal digits
 */
record CodecVector(String name, Edition edition, boolean decodeOnly, boolean error, String value, String hex) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String FRAME = "MessageFrame";

    /**
     * Reads a line of a file of vectors.
     *
     * @throws CodecFailure if it is none, in words that tell another protocol from a broken line
     */
    static CodecVector parse(String line) throws CodecFailure {
        Map<String, String> fields = new HashMap<>();
        boolean object = read(line, fields);
        String protocol = fields.get("protocol");
        if (protocol != null) {
            throw new CodecFailure(
                    "vector of another protocol: protocol=" + protocol
                            + ", expected UPER frames of T/CSAE 53 and 157; file not read on",
                    true);
        }
        byte[] octets = CodecInput.hex(text(fields, "uper_hex"));
        if (!fields.getOrDefault("type", FRAME).equals(FRAME)) {
            throw new CodecFailure("vector of another type: type=" + fields.get("type") + ", expected=" + FRAME);
        }
        boolean error = fields.getOrDefault("error", "false").equals("true");
        String value = error ? "" : text(fields, "value");
        if (!error && !object) {
            throw new CodecFailure("no vector: field=value is no object");
        }
        return new CodecVector(
                text(fields, "name"),
                edition(text(fields, "edition")),
                fields.getOrDefault("decode_only", "false").equals("true"),
                error,
                value,
                HexFormat.of().formatHex(octets));
    }

    /** Takes the fields of an object, each in its JSON text if it is no scalar; gives whether the value is an object itself. */
    private static boolean read(String line, Map<String, String> fields) throws CodecFailure {
        try (JsonParser in = JSON.createParser(line)) {
            try {
                return read(in, fields);
            } catch (IOException e) {
                String fault = JsonWords.fault(e, in);
                throw new CodecFailure("no vector: " + fault);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean read(JsonParser in, Map<String, String> fields) throws IOException, CodecFailure {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw new CodecFailure("no vector: found=" + JsonWords.kind(in.currentToken()) + ", expected an object");
        }
        boolean object = false;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = in.currentName();
            JsonToken first = in.nextToken();
            if (field.equals("value")) {
                object = first == JsonToken.START_OBJECT;
            }
            if (first.isScalarValue()) {
                fields.put(field, in.getText());
            } else {
                StringWriter text = new StringWriter();
                try (JsonGenerator out = JSON.createGenerator(text)) {
                    out.copyCurrentStructure(in);
                }
                fields.put(field, text.toString());
            }
        }
        return object;
    }

    private static String text(Map<String, String> fields, String name) throws CodecFailure {
        String text = fields.get(name);
        if (text == null) {
            throw new CodecFailure("no vector: field=" + name + " is absent");
        }
        return text;
    }

    private static Edition edition(String name) throws CodecFailure {
        return switch (name) {
            case "2020" -> Edition.E2020;
            case "2019" -> Edition.E2019;
            default -> throw new CodecFailure("no such edition: edition=" + name + ", known=2020 2019");
        };
    }

    /** What the codec does otherwise than the vector says; empty: nothing. */
    Optional<String> difference() {
        byte[] octets = HexFormat.of().parseHex(hex);
        MessageFrame decoded;
        try {
            decoded = MessageCodec.of(edition).decode(octets);
        } catch (UperException e) {
            return error ? Optional.empty() : Optional.of("not decoded: " + e.getMessage());
        }
        JsonForm form = JsonForm.of(edition);
        if (error) {
            return Optional.of("decoded, but must be refused: found="
                    + decoded.getAlternativeCase().name());
        }
        return CodecDifference.between(value, form.write(decoded))
                .map(difference -> "decoded value differs: " + difference)
                .or(() -> decodeOnly ? Optional.empty() : encodedDifference(form, octets));
    }

    private Optional<String> encodedDifference(JsonForm form, byte[] octets) {
        byte[] encoded;
        try {
            encoded = MessageCodec.of(edition).encode(form.read(value));
        } catch (JsonFormException | ValueException e) {
            return Optional.of("not encoded: " + e.getMessage());
        }
        int at = Arrays.mismatch(octets, encoded);
        return at < 0
                ? Optional.empty()
                : Optional.of(
                        "encoded octets differ: octet=%d, expected=%s, found=%s, octets expected=%d, octets found=%d"
                                .formatted(at, octet(octets, at), octet(encoded, at), octets.length, encoded.length));
    }

    private static String octet(byte[] octets, int at) {
        return at < octets.length ? "%02X".formatted(octets[at]) : "end";
    }
}
