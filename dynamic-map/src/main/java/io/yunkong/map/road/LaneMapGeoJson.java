package io.yunkong.map.road;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads a lane map as one GeoJSON FeatureCollection (RFC 7946, so WGS-84) with features of the {@code kind} lane, connection and junction;
 * docs/validation.md tells their properties. Features of another kind are dropped and counted, properties that nobody knows are not looked at.
 */
final class LaneMapGeoJson {
    /** Ends of paths that follow each other, degrees: a metre or so. */
    private static final double SAME_PLACE_DEG = 3e-6;

    private final Network network;

    private LaneMapGeoJson(Network network) {
        this.network = network;
    }

    static Network read(String file, byte[] bytes) throws ZoneException {
        return new LaneMapGeoJson(new Network(file, "GeoJSON lane map", "WGS-84")).read(SourceReader.json(file, bytes));
    }

    private Network read(SourceNode root) throws ZoneException {
        if (!text(root, "type").equals("FeatureCollection")) {
            throw root.refuse("wrong type: type=" + text(root, "type") + ", accepted=FeatureCollection");
        }
        checkDatum(root);
        List<SourceNode> connections = new ArrayList<>();
        for (SourceNode feature : items(field(root, "features"))) {
            SourceNode properties = field(feature, "properties");
            switch (text(properties, "kind")) {
                case "lane" -> lane(feature, properties);
                case "connection" -> connections.add(properties);
                case "junction" -> junction(feature, properties);
                default -> network.drop("features of another kind");
            }
        }
        for (SourceNode connection : connections) {
            connection(connection);
        }
        return network;
    }

    private static void checkDatum(SourceNode root) throws ZoneException {
        if (has(root, "crs")) {
            String name = text(field(field(root, "crs"), "properties"), "name");
            if (!name.endsWith("CRS84") && !name.endsWith(":4326")) {
                throw root.refuse("datum not accepted here: crs=" + name + ", accepted=WGS-84");
            }
        }
    }

    private void lane(SourceNode feature, SourceNode properties) throws ZoneException {
        Network.Function use = switch (text(properties, "function")) {
            case "internal" -> Network.Function.JUNCTION_PATH;
            case "crossing" -> Network.Function.CROSSING;
            case "walkingarea" -> Network.Function.WALKING_AREA;
            default -> Network.Function.ROAD;
        };
        List<String> allowed = new ArrayList<>();
        for (SourceNode word : items(field(properties, "allow"))) {
            allowed.add(Fields.text("allow", word));
        }
        LaneKind kind = use == Network.Function.CROSSING ? LaneKind.CROSSWALK : Network.kind(allowed, List.of());
        double speed = Fields.number("speed", field(properties, "speed"));
        Network.Places places = places(field(field(feature, "geometry"), "coordinates"));
        if (kind == null || allowed.isEmpty()) {
            network.drop("lanes closed to road users");
        } else if (!(speed > 0)) {
            network.drop("lanes without a speed");
        } else if (places.size() < 2) {
            network.drop("lanes without a length");
        } else {
            Network.SourceLane lane = new Network.SourceLane(
                    text(properties, "id"),
                    text(properties, "edge"),
                    (int) Fields.number("index", field(properties, "index")),
                    use,
                    use == Network.Function.ROAD ? "" : Network.junctionOf(text(properties, "edge")),
                    kind,
                    Fields.number("width", field(properties, "width")),
                    speed,
                    places);
            network.add(lane, feature.line());
        }
    }

    private void junction(SourceNode feature, SourceNode properties) throws ZoneException {
        SourceNode rings = field(field(feature, "geometry"), "coordinates");
        Network.Places outline = items(rings).isEmpty()
                ? new Network.Places()
                : places(items(rings).getFirst());
        if (outline.size() >= 4) {
            network.areas.add(new Network.Area(text(properties, "id"), outline));
        } else {
            network.drop("junctions without an area");
        }
    }

    private void connection(SourceNode properties) throws ZoneException {
        String from = text(properties, "from_lane");
        String to = text(properties, "to_lane");
        Network.SourceLane first = network.lanes.get(from);
        Network.SourceLane last = network.lanes.get(to);
        if (first == null || last == null) {
            network.drop("connections of lanes left out");
        } else if (first.function() == Network.Function.ROAD && last.function() == Network.Function.ROAD) {
            String via = text(properties, "via");
            String tls = text(properties, "tls");
            SignalRef signal = tls.isEmpty()
                    ? null
                    : new SignalRef(tls, (int) Fields.number("link_index", field(properties, "link_index")));
            network.add(
                    new Network.Link(
                            from,
                            to,
                            via.isEmpty() ? List.of() : List.of(via),
                            "",
                            Network.turn(text(properties, "dir")),
                            signal),
                    properties.line());
            goOn(via, last);
        }
    }

    /** These maps do not name the second half of a path that waits in the middle of a junction: it lies between the first and the next lane. */
    private void goOn(String via, Network.SourceLane last) {
        Network.SourceLane path = network.lanes.get(via);
        if (path == null || meets(path.places(), last.places())) {
            return;
        }
        String junction = path.junction();
        for (Network.SourceLane other : network.lanes.values()) {
            if (other.function() == Network.Function.JUNCTION_PATH
                    && other.junction().equals(junction)
                    && meets(path.places(), other.places())
                    && meets(other.places(), last.places())) {
                network.continuations.put(via, other.id());
                return;
            }
        }
    }

    private static boolean meets(Network.Places first, Network.Places second) {
        int end = first.size() - 1;
        return Math.abs(first.latitude(end) - second.latitude(0)) < SAME_PLACE_DEG
                && Math.abs(first.longitude(end) - second.longitude(0)) < SAME_PLACE_DEG;
    }

    private static Network.Places places(SourceNode coordinates) throws ZoneException {
        Network.Places places = new Network.Places();
        for (SourceNode place : items(coordinates)) {
            List<SourceNode> pair = items(place);
            if (pair.size() < 2) {
                throw place.refuse("a point is [longitude, latitude] in degrees");
            }
            double longitude = Fields.number("longitude", pair.get(0));
            double latitude = Fields.number("latitude", pair.get(1));
            if (Math.abs(latitude) > 89 || Math.abs(longitude) > 180) {
                throw place.refuse("value out of range: longitude_deg=" + longitude + ", latitude_deg=" + latitude
                        + ", limit=180/89 (longitude comes first)");
            }
            places.add(latitude, longitude);
        }
        return places;
    }

    private static boolean has(SourceNode node, String key) {
        return node instanceof SourceNode.Mapping mapping && mapping.fields().containsKey(key);
    }

    private static SourceNode field(SourceNode node, String key) throws ZoneException {
        if (node instanceof SourceNode.Mapping(var _, var _, Map<String, SourceNode.Field> fields)) {
            SourceNode.Field field = fields.get(key);
            if (field != null) {
                return field.value();
            }
        }
        throw node.refuse("missing key: key=" + key);
    }

    /** Empty when the key is not there or null. */
    private static String text(SourceNode node, String key) throws ZoneException {
        if (!has(node, key) || !(field(node, key) instanceof SourceNode.Scalar scalar)) {
            return "";
        }
        return !scalar.quoted() && scalar.text().equals("null") ? "" : scalar.text();
    }

    private static List<SourceNode> items(SourceNode node) throws ZoneException {
        if (node instanceof SourceNode.Sequence sequence) {
            return sequence.items();
        }
        throw node.refuse("not a list");
    }
}
