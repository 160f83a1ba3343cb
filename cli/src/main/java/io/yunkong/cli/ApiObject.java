package io.yunkong.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * An object of what a cloud node answers. A member that is not there, is null or of another kind reads as absent, so that a command goes
 * on with what a newer or older node says. Immutable.
 */
final class ApiObject {
    private static final JsonFactory JSON = new JsonFactory();
    /** What a terminal would obey instead of showing it: texts may come from a roadside unit. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}]");

    private static final ApiObject EMPTY = new ApiObject("", Map.of());

    private final String source;
    private final Map<String, Object> members;

    private ApiObject(String source, Map<String, Object> members) {
        this.source = source;
        this.members = members;
    }

    /** @throws IOException if the text is not one object */
    static ApiObject parse(String text) throws IOException {
        try (JsonParser in = JSON.createParser(text)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no object");
            }
            return object(text, in);
        }
    }

    private static ApiObject object(String text, JsonParser in) throws IOException {
        int from = (int) in.currentTokenLocation().getCharOffset();
        Map<String, Object> members = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            if (in.nextToken() != JsonToken.VALUE_NULL) {
                members.put(name, value(text, in));
            }
        }
        int end = (int) in.currentTokenLocation().getCharOffset() + 1;
        return new ApiObject(text.substring(from, end), members);
    }

    private static Object value(String text, JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> object(text, in);
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    list.add(in.currentToken() == JsonToken.VALUE_NULL ? EMPTY : value(text, in));
                }
                yield list;
            }
            case VALUE_STRING -> INVISIBLE.matcher(in.getText()).replaceAll(" ");
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, VALUE_NULL ->
                throw new IOException("no value");
        };
    }

    /** The JSON text it was read from. */
    String source() {
        return source;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** Empty when absent. */
    String text(String name) {
        return members.get(name) instanceof String text ? text : "";
    }

    /** NaN when absent. */
    double number(String name) {
        return members.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    OptionalLong whole(String name) {
        return members.get(name) instanceof Number number ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
    }

    /** False when absent. */
    boolean flag(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }

    /** Without members when absent. */
    ApiObject object(String name) {
        return members.get(name) instanceof ApiObject object ? object : EMPTY;
    }

    /** What a list holds of objects. */
    List<ApiObject> objects(String name) {
        return list(name, ApiObject.class);
    }

    /** What a list holds of texts. */
    List<String> texts(String name) {
        return list(name, String.class);
    }

    /** The numbers of a list of points. */
    List<List<Double>> points(String name) {
        return list(name, List.class).stream()
                .map(point -> ((List<?>) point)
                        .stream()
                                .filter(Number.class::isInstance)
                                .map(number -> ((Number) number).doubleValue())
                                .toList())
                .toList();
    }

    private <T> List<T> list(String name, Class<T> kind) {
        return members.get(name) instanceof List<?> list
                ? list.stream().filter(kind::isInstance).map(kind::cast).toList()
                : List.of();
    }

    /** Members that are numbers, by name. */
    SortedMap<String, Double> numbers() {
        SortedMap<String, Double> numbers = new TreeMap<>();
        for (Map.Entry<String, Object> member : members.entrySet()) {
            if (member.getValue() instanceof Number number) {
                numbers.put(member.getKey(), number.doubleValue());
            }
        }
        return numbers;
    }
}
