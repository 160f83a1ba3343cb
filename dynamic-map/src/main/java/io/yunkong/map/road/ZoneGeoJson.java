package io.yunkong.map.road;

import java.util.Locale;

/**
 * Writes a zone as one GeoJSON FeatureCollection (RFC 7946, WGS-84, seven decimals) for map displays. The property {@code kind} tells
 * features apart: junction, lane kinds (vehicle, bicycle, sidewalk, crosswalk), stop_line, roadside_unit, bus_stop, place. They come in
 * the order in which they should be drawn.
 */
public final class ZoneGeoJson {
    private final StringBuilder out = new StringBuilder(1 << 20);
    private final FeatureText features;
    private boolean first = true;

    private ZoneGeoJson(Zone zone) {
        this.features = new FeatureText(zone.plane(), out);
    }

    public static String write(Zone zone) {
        return new ZoneGeoJson(zone).collection(zone);
    }

    private String collection(Zone zone) {
        out.append("{\"type\":\"FeatureCollection\",\"features\":[");
        zone.junctions().forEach(this::junction);
        zone.lanes().lanes().forEach(this::lane);
        StopLine.of(zone.lanes()).forEach(this::stopLine);
        zone.roadsideUnits().forEach(this::roadsideUnit);
        zone.busLines().forEach(line -> line.stops().forEach(stop -> busStop(line, stop, zone.lanes())));
        zone.places().forEach(this::place);
        return out.append("\n]}\n").toString();
    }

    private void junction(Junction junction) {
        begin(junction.id(), "junction");
        features.area(junction.outline());
    }

    private void lane(Lane lane) {
        begin(lane.id(), lane.kind().name().toLowerCase(Locale.ROOT));
        features.number("index", lane.index());
        if (lane.insideJunction()) {
            features.text("junction", lane.junction());
        } else {
            features.text("road", lane.road());
        }
        features.number("width_m", lane.widthM());
        features.number("speed_limit_mps", lane.speedLimitMps());
        if (lane.insideJunction()) {
            features.text("turn", lane.turn().name().toLowerCase(Locale.ROOT));
        }
        if (lane.signal() != null) {
            features.key("signal").append("{\"controller\":");
            features.quote(lane.signal().controller());
            out.append(",\"link\":").append(lane.signal().link()).append('}');
        }
        features.line(lane.line());
    }

    private void stopLine(StopLine stop) {
        begin(stop.id(), "stop_line");
        features.text("lane", stop.lane().id());
        features.key("signals").append('[');
        String separator = "";
        for (StopLine.Head head : stop.heads()) {
            out.append(separator).append("{\"controller\":");
            features.quote(head.signal().controller());
            out.append(",\"link\":").append(head.signal().link()).append(",\"turn\":");
            features.quote(head.turn().name().toLowerCase(Locale.ROOT));
            out.append('}');
            separator = ",";
        }
        out.append(']');
        features.line(stop.line());
    }

    private void roadsideUnit(RoadsideUnit unit) {
        begin(unit.id(), "roadside_unit");
        features.text("station_id_hex", String.format(Locale.ROOT, "%016x", unit.stationId()));
        features.number("range_m", unit.rangeM());
        features.place(unit.eastM(), unit.northM());
    }

    private void busStop(BusLine line, BusLine.Stop stop, LaneMap lanes) {
        Lane lane = lanes.lane(stop.lane());
        begin(stop.id(), "bus_stop");
        features.text("line", line.id());
        features.text("line_title_zh", line.titleZh());
        features.text("line_title_en", line.titleEn());
        features.text("title_zh", stop.titleZh());
        features.text("title_en", stop.titleEn());
        features.text("lane", lane.id());
        features.place(lane.line().eastAt(stop.sM()), lane.line().northAt(stop.sM()));
    }

    private void place(Place place) {
        begin(place.id(), "place");
        features.text("place_kind", place.kind());
        features.text("title_zh", place.titleZh());
        features.text("title_en", place.titleEn());
        features.place(place.eastM(), place.northM());
    }

    private void begin(String id, String kind) {
        out.append(first ? "\n" : ",\n");
        first = false;
        features.begin(id);
        features.text("kind", kind);
    }
}
