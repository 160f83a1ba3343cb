package io.yunkong.load.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.StringJoiner;

/** Numbers by name, as one line of text between the processes of a benchmark: {@code sent=1200 p99_us=312.5}. Immutable. */
record Figures(Map<String, Double> values) {
    Figures {
        values = Map.copyOf(values);
    }

    /** @throws IOException when the line holds anything else */
    static Figures parse(String line) throws IOException {
        SequencedMap<String, Double> values = new LinkedHashMap<>();
        for (String pair : line.strip().split(" ", -1)) {
            int equals = pair.indexOf('=');
            try {
                values.put(pair.substring(0, Math.max(equals, 0)), Double.parseDouble(pair.substring(equals + 1)));
            } catch (NumberFormatException e) {
                throw new IOException("not figures: line=" + line, e);
            }
        }
        return new Figures(values);
    }

    /** @throws IllegalArgumentException when there is none of that name */
    double get(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no such figure: name=" + name + ", known=" + values.keySet());
        }
        return value;
    }

    /** How much one has grown since then. */
    double since(Figures before, String name) {
        return get(name) - before.get(name);
    }

    /** The line. */
    String line() {
        StringJoiner line = new StringJoiner(" ");
        values.forEach((name, value) -> line.add(name + "="
                + (value == Math.rint(value)
                        ? String.valueOf(value.longValue())
                        : String.format(Locale.ROOT, "%.3f", value))));
        return line.toString();
    }
}
