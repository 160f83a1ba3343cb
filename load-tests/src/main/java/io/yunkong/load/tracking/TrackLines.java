package io.yunkong.load.tracking;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tracks by tick, read from the lines that a tracker writes: {@code {"t":12.3,"tracks":[{"id","lat","lon","spd","hdg","cls"}]}}. One owner. */
final class TrackLines {
    private final JsonFactory json = new JsonFactory();
    private final Map<Long, List<ToldTrack>> byTenth = new HashMap<>();

    /** Tracks at a time in tenths of a second from the start of the recording; none when nothing was told. */
    List<ToldTrack> at(long tenth) {
        return byTenth.getOrDefault(tenth, List.of());
    }

    void put(long tenth, List<ToldTrack> tracks) {
        byTenth.put(tenth, tracks);
    }

    /** @throws IOException when it is no such line */
    void read(CharSequence line) throws IOException {
        try (JsonParser parser = json.createParser(line.toString())) {
            double atS = Double.NaN;
            List<ToldTrack> tracks = new ArrayList<>();
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("t")) {
                    atS = parser.getDoubleValue();
                } else if (name.equals("tracks") && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        tracks.add(track(parser));
                    }
                } else {
                    parser.skipChildren();
                }
            }
            if (Double.isNaN(atS)) {
                throw new IOException("not a line of tracks: field t missing");
            }
            put(Math.round(atS * 10), tracks);
        } catch (JsonProcessingException e) {
            throw new IOException("not a line of tracks: not JSON", e);
        }
    }

    private static ToldTrack track(JsonParser parser) throws IOException {
        String id = "";
        double latitude = Double.NaN;
        double longitude = Double.NaN;
        double speed = Double.NaN;
        double heading = Double.NaN;
        String userClass = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "id" -> id = parser.getText();
                case "lat" -> latitude = parser.getDoubleValue();
                case "lon" -> longitude = parser.getDoubleValue();
                case "spd" -> speed = parser.getDoubleValue();
                case "hdg" -> heading = parser.getDoubleValue();
                case "cls" -> userClass = parser.getText();
                default -> parser.skipChildren();
            }
        }
        return new ToldTrack(id, latitude, longitude, speed, heading, userClass);
    }
}
