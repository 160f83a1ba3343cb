package io.yunkong.sim.obu;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.yunkong.wire.time.UnixTime;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects, one a line; the fields are those of docs/connect-your-vehicle.md. Needed: {@code lat}, {@code lon}, {@code speed_mps}; a
 * field of another name is not read. Without {@code time} a measurement is taken to be true when its line came. One owner.
 */
final class JsonLinesReader implements LineReader {
    private static final int CHARACTERS_MAX = 4096;
    private static final List<String> LIGHTS =
            List.of("low_beam", "high_beam", "left", "right", "hazard", "automatic", "daytime", "fog", "parking");

    private static final double TIME_MAX_S = 4_102_444_800.0; // 2100

    private final JsonFactory json = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private final VehicleProfile usual;
    private long lastTimeUs;

    /** @param usual class and size where a line tells only one of them */
    JsonLinesReader(VehicleProfile usual) {
        this.usual = usual;
    }

    @Override
    public Reading read(String line, long nowUs) throws BadLineException {
        if (line.length() > CHARACTERS_MAX) {
            throw new BadLineException(
                    LineDefect.TOO_LONG, "line too long: characters=" + line.length() + ", limit=" + CHARACTERS_MAX);
        }
        Map<String, Object> fields = fields(line);
        if (!fields.getOrDefault("datum", "WGS-84").equals("WGS-84")) {
            throw new BadLineException(LineDefect.DATUM, "datum not taken: limit=WGS-84");
        }
        double latitude = LineReader.requireOffThePoles(needed(fields, "lat", -90, 90));
        double longitude = needed(fields, "lon", -180, 180);
        if (latitude == 0 && longitude == 0) {
            throw new BadLineException(LineDefect.POSITION_ZERO, "position zero");
        }
        Fix.Movement movement = new Fix.Movement(
                needed(fields, "speed_mps", 0, 163.79),
                optional(fields, "heading_deg", 0, 360) % 360,
                optional(fields, "accel_mps2", -20, 20),
                optional(fields, "yaw_rate_dps", -327.67, 327.67));
        double sigma = optional(fields, "accuracy_m", 0, 10_000);
        Fix.Accuracy accuracy = Double.isNaN(sigma) ? Fix.Accuracy.UNKNOWN : Fix.Accuracy.round(sigma);
        Fix.Told told = new Fix.Told(brakes(fields), lights(fields), vehicle(fields));
        double elevation = optional(fields, "elevation_m", -409.5, 6143.9);
        long timeUs = time(fields, nowUs);
        LineReader.requireLater(timeUs, lastTimeUs);
        lastTimeUs = timeUs;
        return new Fix(timeUs, latitude, longitude, elevation, movement, accuracy, told);
    }

    /** Name to Double, Boolean, String or List of String; anything else is not of its form. */
    private Map<String, Object> fields(String line) throws BadLineException {
        Map<String, Object> fields = new HashMap<>();
        try (JsonParser parser = json.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new BadLineException(LineDefect.NOT_JSON, "not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                Object value = value(parser, parser.nextToken());
                if (value != null) {
                    fields.put(name, value);
                }
            }
            if (parser.nextToken() != null) {
                throw new BadLineException(LineDefect.NOT_JSON, "not a JSON object: something follows it");
            }
            return fields;
        } catch (JsonProcessingException e) {
            // What is nested too deep, or a number too long, has no place.
            String column =
                    e.getLocation() == null ? "" : ": column=" + e.getLocation().getColumnNr();
            throw new BadLineException(LineDefect.NOT_JSON, "not a JSON object" + column);
        } catch (IOException e) {
            throw new BadLineException(LineDefect.NOT_JSON, "not a JSON object");
        }
    }

    private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token) throws IOException {
        if (token == null || token == JsonToken.VALUE_NULL) {
            return null;
        }
        return switch (token) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> parser.getText();
            case START_ARRAY -> {
                List<String> texts = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
                    if (parser.currentToken().isStructStart()) {
                        parser.skipChildren();
                    } else {
                        texts.add(parser.getText());
                    }
                }
                yield texts;
            }
            default -> {
                parser.skipChildren();
                yield null;
            }
        };
    }

    private static double needed(Map<String, Object> fields, String name, double min, double max)
            throws BadLineException {
        if (!fields.containsKey(name)) {
            throw new BadLineException(LineDefect.FIELD_MISSING, "field missing: name=" + name);
        }
        return optional(fields, name, min, max);
    }

    private static double optional(Map<String, Object> fields, String name, double min, double max)
            throws BadLineException {
        Object value = fields.get(name);
        if (value == null) {
            return Double.NaN;
        }
        if (!(value instanceof Double number)) {
            throw new BadLineException(
                    LineDefect.FIELD_BAD, "field not of its form: name=" + name + ", expected a number");
        }
        if (!(number >= min && number <= max)) {
            throw new BadLineException(
                    LineDefect.OUT_OF_RANGE, "out of range: " + name + "=" + number + ", limit=" + min + ".." + max);
        }
        return number;
    }

    private static long time(Map<String, Object> fields, long nowUs) throws BadLineException {
        Object value = fields.get("time");
        if (value == null) {
            return nowUs;
        }
        if (value instanceof Double seconds) {
            return Math.round(optional(Map.of("time", seconds), "time", 0, TIME_MAX_S) * 1e6);
        }
        try {
            Instant instant = OffsetDateTime.parse(String.valueOf(value)).toInstant();
            optional(Map.of("time", (double) instant.getEpochSecond()), "time", 0, TIME_MAX_S);
            return UnixTime.microseconds(instant);
        } catch (DateTimeException e) {
            throw new BadLineException(
                    LineDefect.FIELD_BAD,
                    "field not of its form: name=time, expected seconds since 1970 or 2026-05-01T08:00:00.100Z");
        }
    }

    private static @Nullable Boolean brakes(Map<String, Object> fields) throws BadLineException {
        Object value = fields.get("brakes");
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        throw new BadLineException(LineDefect.FIELD_BAD, "field not of its form: name=brakes, expected true or false");
    }

    private static int lights(Map<String, Object> fields) throws BadLineException {
        Object value = fields.get("lights");
        if (value == null) {
            return -1;
        }
        if (!(value instanceof List<?> names) || !LIGHTS.containsAll(names)) {
            throw new BadLineException(
                    LineDefect.FIELD_BAD, "field not of its form: name=lights, expected a list of " + LIGHTS);
        }
        return names.stream().mapToInt(name -> 1 << LIGHTS.indexOf(name)).reduce(0, (a, b) -> a | b);
    }

    private @Nullable VehicleProfile vehicle(Map<String, Object> fields) throws BadLineException {
        double vehicleClass = optional(fields, "vehicle_class", 0, 255);
        double length = optional(fields, "length_m", 0.2, 40.95);
        double width = optional(fields, "width_m", 0.2, 10.23);
        if (Double.isNaN(vehicleClass) && Double.isNaN(length) && Double.isNaN(width)) {
            return null;
        }
        return new VehicleProfile(
                Double.isNaN(vehicleClass) ? usual.vehicleClass() : (int) vehicleClass,
                Double.isNaN(length) ? usual.lengthM() : length,
                Double.isNaN(width) ? usual.widthM() : width);
    }
}
