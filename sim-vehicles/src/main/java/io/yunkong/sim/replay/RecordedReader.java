package io.yunkong.sim.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.yunkong.sim.traffic.UserKind;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads {@code *_obs.ndjson}, packed by gzip or not, line by line. One owner. */
final class RecordedReader implements AutoCloseable {
    private static final int LINE_MAX = 1 << 20;
    private static final Pattern STATION_ID = Pattern.compile("[0-9A-Fa-f]{1,16}");

    private final JsonFactory json = new JsonFactory();
    private final Path file;
    private final BufferedReader lines;
    private int line;

    RecordedReader(Path file) throws IOException {
        this.file = file;
        InputStream octets = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            InputStream text = isPacked(octets) ? new GZIPInputStream(octets, 1 << 16) : octets;
            this.lines = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
        } catch (IOException e) {
            octets.close();
            throw refuse("cannot be unpacked: " + e.getMessage());
        }
    }

    /** By the first two octets of RFC 1952, which no JSON begins with. */
    private static boolean isPacked(InputStream octets) throws IOException {
        octets.mark(2);
        boolean packed = octets.read() == 0x1f && octets.read() == 0x8b;
        octets.reset();
        return packed;
    }

    /**
     * The next line, null at the end.
     *
     * @throws IOException with file, line and reason
     */
    @Nullable Recorded next() throws IOException {
        line++;
        String text = text();
        if (text == null) {
            return null;
        }
        try (JsonParser parser = json.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw refuse("not a JSON object");
            }
            return read(parser);
        } catch (JsonProcessingException e) {
            throw refuse("not JSON: " + e.getOriginalMessage());
        } catch (NumberFormatException e) {
            throw refuse("not a number: " + e.getMessage());
        }
    }

    /** The text of a line without reading more than the limit of it, null at the end. */
    private @Nullable String text() throws IOException {
        StringBuilder text = new StringBuilder();
        try {
            int next = lines.read();
            if (next < 0) {
                return null;
            }
            for (; next >= 0 && next != '\n'; next = lines.read()) {
                if (text.length() == LINE_MAX) {
                    break;
                }
                text.append((char) next);
            }
        } catch (IOException e) {
            throw refuse("cannot be unpacked: " + e.getMessage());
        }
        if (text.length() == LINE_MAX) {
            throw refuse("line too long: limit=" + LINE_MAX);
        }
        return text.toString();
    }

    private IOException refuse(String reason) {
        return new IOException(file.getFileName() + ":" + line + ": " + reason);
    }

    private Recorded read(JsonParser parser) throws IOException {
        Map<String, String> fields = new HashMap<>();
        List<Recorded.State> objects = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("objs")) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    objects.add(state(flat(parser)));
                }
                if (parser.currentToken() != JsonToken.END_ARRAY) {
                    throw refuse("not a list of objects: name=objs");
                }
            } else {
                take(name, parser, fields);
            }
        }
        if (parser.nextToken() != null) {
            throw refuse("text after the object");
        }
        double arrived = number(fields, "rx");
        double measured = number(fields, "t");
        String kind = text(fields, "k");
        return switch (kind) {
            case "bsm" ->
                new Recorded.Bsm(arrived, measured, stationId(fields), (int) number(fields, "n"), state(fields));
            case "rsm" -> new Recorded.Rsm(arrived, measured, text(fields, "rsu"), objects);
            default -> throw refuse("unknown kind: k=" + kind);
        };
    }

    private static Map<String, String> flat(JsonParser parser) throws IOException {
        Map<String, String> fields = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            take(name, parser, fields);
        }
        return fields;
    }

    /** No field known is an object or a list itself; what is inside an unknown one is none of the line's own. */
    private static void take(String name, JsonParser parser, Map<String, String> fields) throws IOException {
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
        } else {
            fields.put(name, parser.getText());
        }
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
                kind(fields));
    }

    private String stationId(Map<String, String> fields) throws IOException {
        String id = text(fields, "id");
        if (!STATION_ID.matcher(id).matches()) {
            throw refuse("not a station id: id=" + id + ", limit=16 hex digits");
        }
        return id;
    }

    private UserKind kind(Map<String, String> fields) throws IOException {
        String kind = text(fields, "cls");
        return switch (kind) {
            case "car" -> UserKind.CAR;
            case "truck" -> UserKind.TRUCK;
            case "bus" -> UserKind.BUS;
            case "bicycle" -> UserKind.BICYCLE;
            case "pedestrian" -> UserKind.PEDESTRIAN;
            default -> throw refuse("unknown class: cls=" + kind);
        };
    }

    private String text(Map<String, String> fields, String name) throws IOException {
        String value = fields.get(name);
        if (value == null) {
            throw refuse("missing field: name=" + name);
        }
        return value;
    }

    private double number(Map<String, String> fields, String name) throws IOException {
        double value = Double.parseDouble(text(fields, name));
        if (!Double.isFinite(value)) {
            throw refuse("not a finite number: " + name + "=" + value);
        }
        return value;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
