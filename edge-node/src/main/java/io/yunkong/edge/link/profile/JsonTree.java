package io.yunkong.edge.link.profile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.yunkong.map.observe.RejectReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON text as maps, lists, strings, whole numbers and truth values, from somebody who is not trusted: nesting, names and numbers are
 * bounded while they are read, a key given twice is refused, and so is what JSON has no number for. A null is as if it were not there.
 */
final class JsonTree {
    private static final int DEPTH_MAX = 16;
    private static final int NUMBER_CHARS_MAX = 32;
    private static final double NUMBER_MAX = 1e15;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxNumberLength(NUMBER_CHARS_MAX)
                    .maxNameLength(256)
                    .build())
            .build();

    private JsonTree() {}

    /** Reads a text that is one object and nothing else. */
    static Map<String, Object> read(byte[] text) throws PayloadException {
        try (JsonParser in = JSON.createParser(text)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new PayloadException(RejectReason.MALFORMED, "json is no object");
            }
            Map<String, Object> object = object(in);
            if (in.nextToken() != null) {
                throw new PayloadException(RejectReason.TRAILING_BYTES, "json goes on after the object");
            }
            return object;
        } catch (IOException e) {
            throw new PayloadException(RejectReason.MALFORMED, "not json, or nested too deep");
        }
    }

    private static Map<String, Object> object(JsonParser in) throws IOException, PayloadException {
        Map<String, Object> object = new HashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            if (in.nextToken() != JsonToken.VALUE_NULL) {
                object.put(name, value(in));
            }
        }
        return object;
    }

    private static Object value(JsonParser in) throws IOException, PayloadException {
        return switch (in.currentToken()) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    list.add(in.currentToken() == JsonToken.VALUE_NULL ? Map.of() : value(in));
                }
                yield list;
            }
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(in);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, VALUE_NULL ->
                throw new PayloadException(RejectReason.MALFORMED, "not json");
        };
    }

    /** The standard's units are whole numbers; senders that compute in floating point mean the nearest. */
    private static Long number(JsonParser in) throws IOException, PayloadException {
        double value = in.getDoubleValue();
        if (!(Math.abs(value) <= NUMBER_MAX)) {
            throw new PayloadException(RejectReason.MALFORMED, "number out of any range");
        }
        return Math.round(value);
    }
}
