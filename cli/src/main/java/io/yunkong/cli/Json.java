package io.yunkong.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** One-line JSON for {@code --json}. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Writes fields. */
    @FunctionalInterface
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private Json() {}

    /** One object on one line. */
    static String object(Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** A field that is an object. */
    static void field(JsonGenerator json, String name, Fields fields) throws IOException {
        json.writeObjectFieldStart(name);
        fields.write(json);
        json.writeEndObject();
    }

    /** A field that counts by name. */
    static void counts(JsonGenerator json, String name, Map<String, Long> counts) throws IOException {
        field(json, name, object -> {
            for (Map.Entry<String, Long> entry : counts.entrySet()) {
                object.writeNumberField(entry.getKey(), entry.getValue());
            }
        });
    }

    /** A number with at most three decimals, or null when it is not known. */
    static void decimal(JsonGenerator json, String name, double value) throws IOException {
        decimal(json, name, value, 3);
    }

    /** Seconds as they were measured, or null when they are not known. */
    static void microseconds(JsonGenerator json, String name, double seconds) throws IOException {
        decimal(json, name, seconds, 6);
    }

    private static void decimal(JsonGenerator json, String name, double value, int decimals) throws IOException {
        if (Double.isFinite(value)) {
            json.writeFieldName(name);
            json.writeNumber(BigDecimal.valueOf(value)
                    .setScale(decimals, RoundingMode.HALF_EVEN)
                    .stripTrailingZeros()
                    .toPlainString());
        } else {
            json.writeNullField(name);
        }
    }
}
