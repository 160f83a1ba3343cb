package io.yunkong.wire.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What was met in a JSON text, in words for whoever wrote the text; nothing of the text itself is repeated. Stateless. */
public final class JsonWords {
    private JsonWords() {}

    /** A kind of token, such as {@code an array}; null = the text is over. */
    public static String kind(@Nullable JsonToken token) {
        return switch (token) {
            case null -> "nothing";
            case NOT_AVAILABLE -> "nothing";
            case START_OBJECT -> "an object";
            case END_OBJECT -> "the end of the object";
            case START_ARRAY -> "an array";
            case END_ARRAY -> "the end of the array";
            case FIELD_NAME -> "a member";
            case VALUE_EMBEDDED_OBJECT -> "an embedded value";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT -> "a whole number";
            case VALUE_NUMBER_FLOAT -> "a number with fraction or exponent";
            case VALUE_TRUE -> "true";
            case VALUE_FALSE -> "false";
            case VALUE_NULL -> "null";
        };
    }

    /** Why a text is not JSON, and at which of its characters, counted from 1. */
    public static String fault(IOException cause, JsonParser in) {
        String what = switch (cause) {
            case JsonEOFException e -> "the text ends early";
            case StreamConstraintsException e -> "nested too deep, or a name or number too long";
            default -> isTwice(cause) ? "a member stands twice" : "not json";
        };
        long at = in.currentLocation().getCharOffset();
        return at < 0 ? what : what + ", character=" + (at + 1);
    }

    /** The reader has no exception of its own for it. */
    private static boolean isTwice(IOException cause) {
        return cause instanceof JsonProcessingException e
                && e.getOriginalMessage() != null
                && e.getOriginalMessage().startsWith("Duplicate ");
    }

    /** Whether a text that is not JSON would be the beginning of some. */
    static boolean isBeginning(IOException cause) {
        return cause instanceof JsonEOFException;
    }
}
