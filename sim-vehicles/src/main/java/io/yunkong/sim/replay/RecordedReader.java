package io.yunkong.sim.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads {@code *_obs.ndjson.gz} line by line. One owner. */
final class RecordedReader implements AutoCloseable {
    private static final int LINE_MAX = 1 << 20;

    private final JsonFactory json = new JsonFactory();
    private final Path file;
    private final BufferedReader lines;
    private int line;

    RecordedReader(Path file) throws IOException {
        this.file = file;
        this.lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.UTF_8));
    }

    /** The next line, null at the end. */
    @Nullable Recorded next() throws IOException {
        String text = lines.readLine();
        if (text == null) {
            return null;
        }
        line++;
        if (text.length() > LINE_MAX) {
            throw refuse("line too long: characters=" + text.length() + ", limit=" + LINE_MAX);
        }
        try (JsonParser parser = json.createParser(text)) {
            parser.nextToken();
            return read(parser);
        } catch (RuntimeException e) {
            throw refuse("bad line: " + e.getMessage());
        }
    }

    private IOException refuse(String reason) {
        return new IOException(file.getFileName() + ":" + line + ": " + reason);
    }

    private Recorded read(JsonParser parser) throws IOException {
        Map<String, String> fields = new HashMap<>();
        List<Recorded.State> objects = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    objects.add(state(flat(parser)));
                }
            } else {
                fields.put(name, parser.getText());
            }
        }
        double arrived = number(fields, "rx");
        double measured = number(fields, "t");
        String kind = text(fields, "k");
        return switch (kind) {
            case "bsm" ->
                new Recorded.Bsm(arrived, measured, text(fields, "id"), (int) number(fields, "n"), state(fields));
            case "rsm" -> new Recorded.Rsm(arrived, measured, text(fields, "rsu"), objects);
            default -> throw refuse("unknown kind: k=" + kind);
        };
    }

    private static Map<String, String> flat(JsonParser parser) throws IOException {
        Map<String, String> fields = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, parser.getText());
        }
        return fields;
    }

    private Recorded.State state(Map<String, String> fields) throws IOException {
        return new Recorded.State(
                fields.containsKey("pid") ? (int) number(fields, "pid") : 0,
                number(fields, "lat"),
                number(fields, "lon"),
                number(fields, "hdg"),
                number(fields, "spd"),
                fields.containsKey("acc") ? number(fields, "acc") : Double.NaN,
                number(fields, "len"),
                number(fields, "wid"),
                text(fields, "cls"));
    }

    private String text(Map<String, String> fields, String name) throws IOException {
        String value = fields.get(name);
        if (value == null) {
            throw refuse("missing field: name=" + name);
        }
        return value;
    }

    private double number(Map<String, String> fields, String name) throws IOException {
        return Double.parseDouble(text(fields, name));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
