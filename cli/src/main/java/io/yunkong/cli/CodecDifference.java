package io.yunkong.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Compares two JSON texts. The order of an object's members means nothing. */
final class CodecDifference {
    private static final JsonFactory JSON = new JsonFactory();
    /** The notation of the vectors has no word for the content of such an alternative: it says null, and anything fits. */
    private static final String UNKNOWN = "<unknown extension alternative ";

    private CodecDifference() {}

    /** The first member in which they differ, and how. */
    static Optional<String> between(String expected, String found) {
        return between("", tree(expected), tree(found));
    }

    private static Optional<String> between(String path, Object expected, Object found) {
        if (expected instanceof Map<?, ?> want && found instanceof Map<?, ?> have) {
            return ofMembers(path, want, have);
        }
        if (expected instanceof List<?> want && found instanceof List<?> have) {
            for (int i = 0; i < Math.min(want.size(), have.size()); i++) {
                Optional<String> difference = between(path + "[" + i + "]", want.get(i), have.get(i));
                if (difference.isPresent()) {
                    return difference;
                }
            }
            return want.size() == have.size()
                    ? Optional.empty()
                    : Optional.of("field=" + path + ", expected=" + want.size() + " elements, found=" + have.size());
        }
        return expected.equals(found) ? Optional.empty() : Optional.of(different(path, shown(expected), shown(found)));
    }

    private static Optional<String> ofMembers(String path, Map<?, ?> want, Map<?, ?> have) {
        for (Map.Entry<?, ?> member : want.entrySet()) {
            String inner = join(path, member.getKey());
            Object expected = Objects.requireNonNull(member.getValue());
            Object found = have.get(member.getKey());
            if (found == null) {
                return Optional.of(different(inner, shown(expected), "nothing"));
            }
            boolean anything = expected.equals("null") && inner.contains(UNKNOWN);
            Optional<String> difference = anything ? Optional.empty() : between(inner, expected, found);
            if (difference.isPresent()) {
                return difference;
            }
        }
        for (Map.Entry<?, ?> member : have.entrySet()) {
            if (!want.containsKey(member.getKey())) {
                return Optional.of(different(
                        join(path, member.getKey()), "nothing", shown(Objects.requireNonNull(member.getValue()))));
            }
        }
        return Optional.empty();
    }

    private static String join(String path, Object member) {
        return path.isEmpty() ? member.toString() : path + "." + member;
    }

    private static String different(String path, String expected, String found) {
        return "field=" + path + ", expected=" + expected + ", found=" + found;
    }

    private static String shown(Object tree) {
        return switch (tree) {
            case Map<?, ?> object -> "an object";
            case List<?> list -> "an array";
            default -> tree.toString();
        };
    }

    /** A text that has been read as JSON before: objects as maps, arrays as lists, the rest as JSON text. */
    private static Object tree(String json) {
        try (JsonParser in = JSON.createParser(json)) {
            in.nextToken();
            return tree(in);
        } catch (IOException e) {
            throw new IllegalStateException("not JSON: " + json, e);
        }
    }

    private static Object tree(JsonParser in) throws IOException {
        if (in.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Object> object = new LinkedHashMap<>();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                in.nextToken();
                object.put(name, tree(in));
            }
            return object;
        }
        if (in.currentToken() == JsonToken.START_ARRAY) {
            List<Object> array = new ArrayList<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                array.add(tree(in));
            }
            return array;
        }
        return in.currentToken() == JsonToken.VALUE_STRING ? "\"" + in.getText() + "\"" : in.getText();
    }
}
