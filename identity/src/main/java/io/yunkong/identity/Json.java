package io.yunkong.identity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads small JSON documents strictly: no field twice, none that nobody asked for, nothing after the end. */
final class Json {
    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(8).build())
            .build();

    /** Fields of one object; each is taken once. */
    static final class Fields {
        private final Map<String, Object> left;

        private Fields(Map<String, Object> left) {
            this.left = left;
        }

        String text(String name) throws IdentityException {
            return as(name, String.class);
        }

        boolean flag(String name) throws IdentityException {
            return as(name, Boolean.class);
        }

        long number(String name) throws IdentityException {
            return as(name, Long.class);
        }

        Instant time(String name) throws IdentityException {
            return optionalTime(name).orElseThrow(() -> new IdentityException("field missing: field=" + name));
        }

        /** A time; absent when the field is missing. */
        Optional<Instant> optionalTime(String name) throws IdentityException {
            if (!left.containsKey(name)) {
                return Optional.empty();
            }
            try {
                return Optional.of(Instant.parse(text(name)));
            } catch (DateTimeException e) {
                throw new IdentityException("no time: field=" + name + ", expected such as 2026-01-31T12:00:00Z", e);
            }
        }

        /** A text; empty when the field is missing. */
        String textOrEmpty(String name) throws IdentityException {
            return left.containsKey(name) ? text(name) : "";
        }

        List<String> texts(String name) throws IdentityException {
            List<String> texts = new ArrayList<>();
            for (Object element : as(name, List.class)) {
                texts.add(cast(name, element, String.class));
            }
            return texts;
        }

        List<Fields> objects(String name) throws IdentityException {
            List<Fields> objects = new ArrayList<>();
            for (Object element : as(name, List.class)) {
                objects.add(cast(name, element, Fields.class));
            }
            return objects;
        }

        /** Refuses what nobody asked for. */
        void end() throws IdentityException {
            if (!left.isEmpty()) {
                throw new IdentityException("unknown fields: count=" + left.size());
            }
        }

        private <T> T as(String name, Class<T> type) throws IdentityException {
            Object value = left.remove(name);
            if (value == null) {
                throw new IdentityException("field missing: field=" + name);
            }
            return cast(name, value, type);
        }

        private static <T> T cast(String name, Object value, Class<T> type) throws IdentityException {
            if (!type.isInstance(value)) {
                throw new IdentityException("field of the wrong type: field=" + name);
            }
            return type.cast(value);
        }
    }

    private Json() {}

    /** The one object that a document is. */
    static Fields object(byte[] document) throws IdentityException {
        try (JsonParser parser = FACTORY.createParser(document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IdentityException("no JSON object");
            }
            Fields fields = fields(parser);
            if (parser.nextToken() != null) {
                throw new IdentityException("text after the JSON object");
            }
            return fields;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new IdentityException("no JSON: line=" + line, e);
        } catch (IdentityException e) {
            throw e;
        } catch (IOException e) {
            throw new IdentityException("no JSON", e);
        }
    }

    private static Fields fields(JsonParser parser) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            fields.put(name, value(parser, parser.nextToken()));
        }
        return new Fields(fields);
    }

    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> fields(parser);
            case START_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    elements.add(value(parser, next));
                }
                yield elements;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL,
                    VALUE_NUMBER_FLOAT,
                    VALUE_EMBEDDED_OBJECT,
                    END_OBJECT,
                    END_ARRAY,
                    FIELD_NAME,
                    NOT_AVAILABLE ->
                throw new IdentityException(
                        "value not usable: line=" + parser.currentLocation().getLineNr());
        };
    }
}
