package io.yunkong.wire.uper;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One accepted golden frame: bytes, and what they say.
 *
 * @param decodeOnly the frame holds what a later edition added: it cannot be encoded again
 */
record Golden(String name, boolean decodeOnly, Value value, String hex) {
    static List<Golden> read(String file) {
        try (InputStream in = Objects.requireNonNull(Golden.class.getResourceAsStream("/golden/" + file), file)) {
            List<Golden> rows = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                Value row = Value.parse(line);
                rows.add(
                        new Golden(row.text("name"), row.has("decode_only"), row.child("value"), row.text("uper_hex")));
            }
            return rows;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new array each time. */
    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return name;
    }

    /** A SEQUENCE of the value notation in the golden files' README. */
    record Value(Map<String, Object> members) {
        static Value parse(String json) throws IOException {
            try (JsonParser parser = new JsonFactory().createParser(json)) {
                parser.nextToken();
                return (Value) any(parser);
            }
        }

        private static Object any(JsonParser parser) throws IOException {
            return switch (parser.currentToken()) {
                case START_OBJECT -> object(parser);
                case START_ARRAY -> array(parser);
                case VALUE_NUMBER_INT -> parser.getIntValue();
                case VALUE_STRING -> parser.getText();
                case VALUE_TRUE -> true;
                default -> throw new IllegalStateException("unexpected " + parser.currentToken());
            };
        }

        private static Value object(JsonParser parser) throws IOException {
            Map<String, Object> members = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, any(parser));
            }
            return new Value(members);
        }

        private static List<Object> array(JsonParser parser) throws IOException {
            List<Object> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(any(parser));
            }
            return elements;
        }

        boolean has(String member) {
            return members.containsKey(member);
        }

        private Object get(String member) {
            return Objects.requireNonNull(members.get(member), member);
        }

        String text(String member) {
            return (String) get(member);
        }

        Value child(String member) {
            return (Value) get(member);
        }

        /** The member, or one without members where it is absent. */
        Value childOrEmpty(String member) {
            return has(member) ? child(member) : new Value(Map.of());
        }

        List<Value> children(String member) {
            return ((List<?>) get(member)).stream().map(Value.class::cast).toList();
        }

        int number(String member) {
            return (Integer) get(member);
        }

        int number(String member, int ifAbsent) {
            return has(member) ? number(member) : ifAbsent;
        }

        /** OCTET STRING of eight as a big-endian number. */
        long id(String member) {
            return Long.parseUnsignedLong(text(member), 16);
        }

        /** BIT STRING, bit n of the standard in bit n. */
        int bits(String member) {
            String bits = text(member);
            int value = 0;
            for (int i = 0; i < bits.length(); i++) {
                value |= (bits.charAt(i) - '0') << i;
            }
            return value;
        }

        int bits(String member, int ifAbsent) {
            return has(member) ? bits(member) : ifAbsent;
        }

        /** Index of an ENUMERATED identifier; 0 where it is absent. */
        int index(String member, List<String> identifiers) {
            if (!has(member)) {
                return 0;
            }
            String identifier = text(member);
            if (identifier.startsWith("<unknown extension value")) {
                return DataElements.EXTENSION_VALUE;
            }
            int index = identifiers.indexOf(identifier);
            if (index < 0) {
                throw new IllegalStateException("unknown identifier: " + identifier);
            }
            return index;
        }
    }
}
