package io.yunkong.map.road;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** The keys of one mapping in a zone file, each read with its type and limits; a key that nobody knows is refused at once. */
final class Fields {
    private static final int TEXT_MAX = 200;

    private final SourceNode.Mapping mapping;
    private final Map<String, SourceNode.Field> fields;

    private Fields(SourceNode.Mapping mapping) {
        this.mapping = mapping;
        this.fields = mapping.fields();
    }

    /** @param known every key that may appear */
    static Fields of(SourceNode node, Set<String> known) throws ZoneException {
        if (!(node instanceof SourceNode.Mapping mapping)) {
            throw node.refuse("keys and values expected here");
        }
        for (Map.Entry<String, SourceNode.Field> field : mapping.fields().entrySet()) {
            if (!known.contains(field.getKey())) {
                throw new ZoneException(
                        node.file(),
                        field.getValue().line(),
                        "unknown key: key=" + field.getKey() + ", nearest=" + nearest(field.getKey(), known)
                                + "; zone refused");
            }
        }
        return new Fields(mapping);
    }

    boolean has(String key) {
        return fields.containsKey(key);
    }

    ZoneException refuse(String reason) {
        return mapping.refuse(reason);
    }

    /** Refuses at the line of one key. */
    ZoneException refuse(String key, String reason) {
        SourceNode.Field field = fields.get(key);
        return field == null ? mapping.refuse(reason) : field.value().refuse(reason);
    }

    SourceNode node(String key) throws ZoneException {
        SourceNode.Field field = fields.get(key);
        if (field == null) {
            throw mapping.refuse("missing key: key=" + key);
        }
        return field.value();
    }

    List<SourceNode> list(String key) throws ZoneException {
        SourceNode node = node(key);
        if (node instanceof SourceNode.Sequence sequence) {
            return sequence.items();
        }
        throw node.refuse("not a list: key=" + key);
    }

    String text(String key) throws ZoneException {
        return text(key, node(key));
    }

    static String text(String key, SourceNode node) throws ZoneException {
        if (!(node instanceof SourceNode.Scalar scalar)) {
            throw node.refuse("not a text: key=" + key);
        }
        String text = scalar.text();
        if (text.isBlank() || (!scalar.quoted() && text.equals("null"))) {
            throw node.refuse("no value: key=" + key);
        }
        if (text.length() > TEXT_MAX) {
            throw node.refuse("text too long: key=" + key + ", length=" + text.length() + ", limit=" + TEXT_MAX);
        }
        return text;
    }

    boolean flag(String key) throws ZoneException {
        return switch (text(key)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refuse(key, "not true or false: " + key + "=" + text(key));
        };
    }

    /** One of the names of an enum, written in lower case. */
    <E extends Enum<E>> E word(String key, Map<String, E> words) throws ZoneException {
        String text = text(key);
        E word = words.get(text);
        if (word == null) {
            throw refuse(
                    key, "unknown " + key + ": " + key + "=" + text + ", nearest=" + nearest(text, words.keySet()));
        }
        return word;
    }

    /** A number in (0, high]. */
    double positive(String key, double high) throws ZoneException {
        double value = number(key, node(key));
        if (!(value > 0 && value <= high)) {
            throw refuse(key, "value out of range: " + key + "=" + raw(key) + ", limit=(0, " + plain(high) + "]");
        }
        return value;
    }

    /** A number in [low, high]. */
    double between(String key, double low, double high) throws ZoneException {
        double value = number(key, node(key));
        if (!(value >= low && value <= high)) {
            throw refuse(
                    key,
                    "value out of range: " + key + "=" + raw(key) + ", limit=[" + plain(low) + ", " + plain(high)
                            + "]");
        }
        return value;
    }

    /** A whole number in [low, high]. */
    int whole(String key, int low, int high) throws ZoneException {
        double value = between(key, low, high);
        if (value != Math.rint(value)) {
            throw refuse(key, "not a whole number: " + key + "=" + raw(key));
        }
        return (int) value;
    }

    static double number(String key, SourceNode node) throws ZoneException {
        if (node instanceof SourceNode.Scalar scalar && !scalar.quoted()) {
            OptionalDouble parsed = parse(scalar.text());
            if (parsed.isPresent()) {
                return parsed.getAsDouble();
            }
        }
        throw node.refuse("not a number: " + key + "=" + (node instanceof SourceNode.Scalar s ? s.text() : "..."));
    }

    private static OptionalDouble parse(String text) {
        return isNumber(text) ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
    }

    /**
     * Double.parseDouble also takes "3.4d", "NaN" and ".5"; a zone file must not: sign or none, digits, then perhaps a fraction, then perhaps an
     * exponent. A zone has thousands of numbers, so no pattern.
     */
    private static boolean isNumber(String text) {
        int from = signed(text, 0);
        int at = digits(text, from);
        if (at == from) {
            return false;
        }
        if (at < text.length() && text.charAt(at) == '.') {
            from = at + 1;
            at = digits(text, from);
            if (at == from) {
                return false;
            }
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            from = signed(text, at + 1);
            at = digits(text, from);
            if (at == from) {
                return false;
            }
        }
        return at == text.length();
    }

    /** Behind the sign at a place, if there is one. */
    private static int signed(String text, int at) {
        return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
    }

    /** Behind the digits from a place on. */
    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private String raw(String key) throws ZoneException {
        return text(key);
    }

    static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** The known name with the fewest edits to get there; ties go to the first in alphabetical order. */
    static String nearest(String text, Set<String> known) {
        String best = "";
        int bestEdits = Integer.MAX_VALUE;
        for (String candidate : known.stream().sorted().toList()) {
            int edits = edits(text, candidate);
            if (edits < bestEdits) {
                bestEdits = edits;
                best = candidate;
            }
        }
        return best;
    }

    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
