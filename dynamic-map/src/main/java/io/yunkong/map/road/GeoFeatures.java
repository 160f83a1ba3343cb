package io.yunkong.map.road;

import io.yunkong.map.geo.LocalPlane;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Geometry of the zone files: WGS-84 degrees to metres in the zone's plane, with the checks that catch a wrong datum or order. */
final class GeoFeatures {
    /** Farther than this from the origin is a mistake, not a zone: the plane is exact to a centimetre only within 5 km. */
    static final double DISTANCE_MAX_M = 20_000;

    private static final Set<String> COLLECTION_KEYS = Set.of("type", "features");
    private static final Set<String> FEATURE_KEYS = Set.of("type", "id", "properties", "geometry");
    private static final Set<String> GEOMETRY_KEYS = Set.of("type", "coordinates");
    private static final Set<String> ROAD_KEYS = Set.of("kind", "road", "lane", "width_m", "speed_limit_mps");
    private static final Set<String> PATH_KEYS =
            Set.of("kind", "junction", "from", "to", "turn", "width_m", "speed_limit_mps", "signal", "yields_to");
    private static final Set<String> CROSSWALK_KEYS =
            Set.of("kind", "junction", "width_m", "speed_limit_mps", "signal", "yields_to");
    private static final Map<String, LaneKind> KINDS = Map.of(
            "vehicle", LaneKind.VEHICLE,
            "bicycle", LaneKind.BICYCLE,
            "sidewalk", LaneKind.SIDEWALK,
            "crosswalk", LaneKind.CROSSWALK);

    private final LocalPlane plane;

    record Point(double eastM, double northM) {}

    /** A lane as its feature tells it, not yet linked. */
    record LaneFeature(String id, LaneKind kind, Fields properties, Polyline line) {}

    GeoFeatures(LocalPlane plane) {
        this.plane = plane;
    }

    List<LaneFeature> lanes(SourceNode file) throws ZoneException {
        List<LaneFeature> lanes = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (SourceNode node : features(file)) {
            Fields feature = feature(node);
            String id = ZoneReader.newId(feature, ids);
            Fields properties = laneProperties(feature.node("properties"));
            LaneKind kind = properties.word("kind", KINDS);
            lanes.add(new LaneFeature(id, kind, properties, line(coordinates(feature, "LineString"))));
        }
        return lanes;
    }

    private static Fields laneProperties(SourceNode node) throws ZoneException {
        if (!(node instanceof SourceNode.Mapping mapping)) {
            throw node.refuse("keys and values expected here");
        }
        SourceNode.Field kind = mapping.fields().get("kind");
        if (kind != null && Fields.text("kind", kind.value()).equals("crosswalk")) {
            return Fields.of(node, CROSSWALK_KEYS);
        }
        return Fields.of(node, mapping.fields().containsKey("junction") ? PATH_KEYS : ROAD_KEYS);
    }

    List<Junction> junctions(SourceNode file) throws ZoneException {
        List<Junction> junctions = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (SourceNode node : features(file)) {
            Fields feature = feature(node);
            String id = ZoneReader.newId(feature, ids);
            Fields.of(feature.node("properties"), Set.of());
            SourceNode rings = coordinates(feature, "Polygon");
            if (!(rings instanceof SourceNode.Sequence list) || list.items().size() != 1) {
                throw rings.refuse("one ring expected: id=" + id);
            }
            Polyline outline = line(list.items().getFirst());
            int last = outline.size() - 1;
            if (last < 3 || outline.eastM(0) != outline.eastM(last) || outline.northM(0) != outline.northM(last)) {
                throw rings.refuse("ring not closed or too short: id=" + id + ", points=" + (last + 1) + ", limit=4");
            }
            junctions.add(new Junction(id, outline));
        }
        return junctions;
    }

    /** The place of a mapping with latitude_deg and longitude_deg. */
    Point point(Fields fields) throws ZoneException {
        double latitude = fields.between("latitude_deg", -90, 90);
        double longitude = fields.between("longitude_deg", -180, 180);
        return near(fields.node("latitude_deg"), latitude, longitude);
    }

    private static List<SourceNode> features(SourceNode file) throws ZoneException {
        Fields collection = Fields.of(file, COLLECTION_KEYS);
        expectType(collection, "FeatureCollection");
        return collection.list("features");
    }

    private static Fields feature(SourceNode node) throws ZoneException {
        Fields feature = Fields.of(node, FEATURE_KEYS);
        expectType(feature, "Feature");
        return feature;
    }

    private static SourceNode coordinates(Fields feature, String type) throws ZoneException {
        Fields geometry = Fields.of(feature.node("geometry"), GEOMETRY_KEYS);
        expectType(geometry, type);
        return geometry.node("coordinates");
    }

    private static void expectType(Fields fields, String type) throws ZoneException {
        if (!fields.text("type").equals(type)) {
            throw fields.refuse("type", "wrong type: type=" + fields.text("type") + ", accepted=" + type);
        }
    }

    private Polyline line(SourceNode coordinates) throws ZoneException {
        if (!(coordinates instanceof SourceNode.Sequence list)) {
            throw coordinates.refuse("not a list: key=coordinates");
        }
        int count = list.items().size();
        if (count < 2) {
            throw coordinates.refuse("line too short: points=" + count + ", limit=2");
        }
        double[] east = new double[count];
        double[] north = new double[count];
        for (int i = 0; i < count; i++) {
            Point point = lonLat(list.items().get(i));
            east[i] = point.eastM();
            north[i] = point.northM();
            if (i > 0 && east[i] == east[i - 1] && north[i] == north[i - 1]) {
                throw list.items().get(i).refuse("repeated point: index=" + i);
            }
        }
        return new Polyline(east, north);
    }

    private Point lonLat(SourceNode node) throws ZoneException {
        if (!(node instanceof SourceNode.Sequence pair) || pair.items().size() != 2) {
            throw node.refuse("a point is [longitude, latitude] in degrees");
        }
        double longitude = Fields.number("longitude", pair.items().get(0));
        double latitude = Fields.number("latitude", pair.items().get(1));
        if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
            throw node.refuse("value out of range: longitude_deg=" + longitude + ", latitude_deg=" + latitude
                    + ", limit=180/90 (longitude comes first)");
        }
        return near(node, latitude, longitude);
    }

    private Point near(SourceNode node, double latitude, double longitude) throws ZoneException {
        Point point = new Point(plane.eastM(latitude, longitude), plane.northM(latitude, longitude));
        double distance = Math.hypot(point.eastM(), point.northM());
        if (!(distance <= DISTANCE_MAX_M)) {
            throw node.refuse("too far from the origin: longitude_deg=" + longitude + ", latitude_deg=" + latitude
                    + ", distance_m=" + Math.round(distance) + ", limit=" + Fields.plain(DISTANCE_MAX_M));
        }
        return point;
    }
}
