package io.yunkong.map.road;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.yunkong.map.geo.LocalPlane;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a zone as one GeoJSON FeatureCollection (RFC 7946, WGS-84, seven decimals) for map displays. The property {@code kind} tells
 * features apart: junction, lane kinds (vehicle, bicycle, sidewalk, crosswalk), stop_line, roadside_unit, bus_stop, place. They come in
 * the order in which they should be drawn.
 */
public final class ZoneGeoJson {
    private static final int DECIMALS = 10_000_000;

    private final LocalPlane plane;
    private final StringBuilder out = new StringBuilder(1 << 20);
    private boolean first = true;

    private ZoneGeoJson(LocalPlane plane) {
        this.plane = plane;
    }

    public static String write(Zone zone) {
        return new ZoneGeoJson(zone.plane()).collection(zone);
    }

    private String collection(Zone zone) {
        out.append("{\"type\":\"FeatureCollection\",\"features\":[");
        zone.junctions().forEach(this::junction);
        zone.lanes().lanes().forEach(this::lane);
        stopLines(zone.lanes());
        zone.roadsideUnits().forEach(this::roadsideUnit);
        zone.busLines().forEach(line -> line.stops().forEach(stop -> busStop(line, stop, zone.lanes())));
        zone.places().forEach(this::place);
        return out.append("\n]}\n").toString();
    }

    private void junction(Junction junction) {
        begin(junction.id(), "junction");
        end("Polygon", "[" + coordinates(junction.outline()) + "]");
    }

    private void lane(Lane lane) {
        begin(lane.id(), lane.kind().name().toLowerCase(Locale.ROOT));
        number("index", lane.index());
        if (lane.insideJunction()) {
            text("junction", lane.junction());
        } else {
            text("road", lane.road());
        }
        number("width_m", lane.widthM());
        number("speed_limit_mps", lane.speedLimitMps());
        if (lane.insideJunction()) {
            text("turn", lane.turn().name().toLowerCase(Locale.ROOT));
        }
        if (lane.signal() != null) {
            key("signal").append("{\"controller\":");
            quote(lane.signal().controller());
            out.append(",\"link\":").append(lane.signal().link()).append('}');
        }
        end("LineString", coordinates(lane.line()));
    }

    /** One line across the end of every lane that leads to a signal, with the signal links of all its ways on. */
    private void stopLines(LaneMap lanes) {
        for (Lane lane : lanes.lanes()) {
            Set<Head> heads = new LinkedHashSet<>();
            for (int next : lane.successors()) {
                SignalRef signal = lanes.lane(next).signal();
                if (signal != null && lanes.lane(next).kind() != LaneKind.CROSSWALK) {
                    heads.add(new Head(signal, lanes.lane(next).turn()));
                }
            }
            if (!heads.isEmpty()) {
                stopLine(lane, heads);
            }
        }
    }

    private record Head(SignalRef signal, TurnDirection turn) {}

    private void stopLine(Lane lane, Set<Head> heads) {
        begin("stop " + lane.id(), "stop_line");
        text("lane", lane.id());
        key("signals").append('[');
        String separator = "";
        for (Head head : heads) {
            out.append(separator).append("{\"controller\":");
            quote(head.signal().controller());
            out.append(",\"link\":").append(head.signal().link()).append(",\"turn\":");
            quote(head.turn().name().toLowerCase(Locale.ROOT));
            out.append('}');
            separator = ",";
        }
        out.append(']');
        double s = lane.lengthM();
        double heading = lane.line().headingAt(s);
        double east = lane.widthM() / 2 * Math.cos(heading);
        double north = lane.widthM() / 2 * Math.sin(heading);
        double endEast = lane.line().eastAt(s);
        double endNorth = lane.line().northAt(s);
        end(
                "LineString",
                "[" + point(endEast - east, endNorth + north) + "," + point(endEast + east, endNorth - north) + "]");
    }

    private void roadsideUnit(RoadsideUnit unit) {
        begin(unit.id(), "roadside_unit");
        text("station_id_hex", String.format(Locale.ROOT, "%016x", unit.stationId()));
        number("range_m", unit.rangeM());
        end("Point", point(unit.eastM(), unit.northM()));
    }

    private void busStop(BusLine line, BusLine.Stop stop, LaneMap lanes) {
        Lane lane = lanes.lane(stop.lane());
        begin(stop.id(), "bus_stop");
        text("line", line.id());
        text("line_title_zh", line.titleZh());
        text("line_title_en", line.titleEn());
        text("title_zh", stop.titleZh());
        text("title_en", stop.titleEn());
        text("lane", lane.id());
        end("Point", point(lane.line().eastAt(stop.sM()), lane.line().northAt(stop.sM())));
    }

    private void place(Place place) {
        begin(place.id(), "place");
        text("place_kind", place.kind());
        text("title_zh", place.titleZh());
        text("title_en", place.titleEn());
        end("Point", point(place.eastM(), place.northM()));
    }

    private void begin(String id, String kind) {
        out.append(first ? "\n" : ",\n").append("{\"type\":\"Feature\",\"id\":");
        first = false;
        quote(id);
        out.append(",\"properties\":{\"kind\":");
        quote(kind);
    }

    private void end(String type, String coordinates) {
        out.append("},\"geometry\":{\"type\":\"")
                .append(type)
                .append("\",\"coordinates\":")
                .append(coordinates)
                .append("}}");
    }

    private StringBuilder key(String key) {
        return out.append(",\"").append(key).append("\":");
    }

    private void text(String key, @Nullable String value) {
        if (value != null) {
            key(key);
            quote(value);
        }
    }

    private void number(String key, double value) {
        key(key).append(Fields.plain(value));
    }

    private void quote(String value) {
        out.append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, out);
        out.append('"');
    }

    private String coordinates(Polyline line) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < line.size(); i++) {
            text.append(i == 0 ? "" : ",").append(point(line.eastM(i), line.northM(i)));
        }
        return text.append(']').toString();
    }

    private String point(double eastM, double northM) {
        StringBuilder text = new StringBuilder(28).append('[');
        degrees(plane.longitudeDeg(eastM, northM), text);
        text.append(',');
        degrees(plane.latitudeDeg(eastM, northM), text);
        return text.append(']').toString();
    }

    /** Seven decimals, about a centimetre; String.format would take most of the time of the whole file. */
    static void degrees(double value, StringBuilder text) {
        long units = Math.round(Math.abs(value) * DECIMALS);
        if (value < 0 && units != 0) {
            text.append('-');
        }
        text.append(units / DECIMALS).append('.');
        String fraction = Long.toString(units % DECIMALS);
        text.append("0".repeat(7 - fraction.length())).append(fraction);
    }
}
