package io.yunkong.load.tracking;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.yunkong.map.geo.LocalPlane;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a recording as the plain tracker takes it.
 *
 * @param unit the roadside unit, empty when a vehicle tells of itself
 */
record Heard(double arrivedS, double measuredS, String unit, List<Thing> things) {
    static final double SPEED_SIGMA_MPS = 0.5;
    private static final double STATION_SIGMA_M = 1;
    private static final double UNIT_SIGMA_M = 0.6;

    /** @param id by which the sender knows it */
    record Thing(
            String id,
            double eastM,
            double northM,
            double speedEastMps,
            double speedNorthMps,
            double placeSigmaM,
            String userClass) {}

    private static final class Fields {
        double rx;
        double t;
        String id = "";
        String unit = "";
        double latitude;
        double longitude;
        double heading;
        double speed;
        String userClass = "";
    }

    static Heard read(JsonFactory json, LocalPlane plane, String line) throws IOException {
        try (JsonParser parser = json.createParser(line)) {
            Fields fields = new Fields();
            List<Thing> things = new ArrayList<>();
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (parser.currentName().equals("objs")) {
                    parser.nextToken();
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        Fields object = new Fields();
                        while (parser.nextToken() == JsonToken.FIELD_NAME) {
                            field(parser, object);
                        }
                        things.add(thing(plane, object, UNIT_SIGMA_M));
                    }
                } else {
                    field(parser, fields);
                }
            }
            if (fields.unit.isEmpty()) {
                things.add(thing(plane, fields, STATION_SIGMA_M));
            }
            return new Heard(fields.rx, fields.t, fields.unit, things);
        }
    }

    private static void field(JsonParser parser, Fields fields) throws IOException {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
            case "rx" -> fields.rx = parser.getDoubleValue();
            case "t" -> fields.t = parser.getDoubleValue();
            case "rsu" -> fields.unit = parser.getText();
            case "id", "pid" -> fields.id = parser.getText();
            case "lat" -> fields.latitude = parser.getDoubleValue();
            case "lon" -> fields.longitude = parser.getDoubleValue();
            case "hdg" -> fields.heading = Math.toRadians(parser.getDoubleValue());
            case "spd" -> fields.speed = parser.getDoubleValue();
            case "cls" -> fields.userClass = parser.getText();
            default -> parser.skipChildren();
        }
    }

    private static Thing thing(LocalPlane plane, Fields fields, double sigmaM) {
        return new Thing(
                fields.id,
                plane.eastM(fields.latitude, fields.longitude),
                plane.northM(fields.latitude, fields.longitude),
                fields.speed * Math.sin(fields.heading),
                fields.speed * Math.cos(fields.heading),
                sigmaM,
                fields.userClass);
    }
}
