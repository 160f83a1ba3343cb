package io.yunkong.map.exchange;

import io.yunkong.map.geo.WebTile;
import io.yunkong.map.road.Junction;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.WebShape;
import io.yunkong.map.road.Zone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A zone as Mapbox Vector Tiles 2.1: the layers junctions, lanes (paths through junctions included) and crosswalks, in the order in which
 * they should be drawn. Immutable, shared by threads.
 */
public final class VectorTiles {
    /** Below, a zone is smaller than a finger. */
    public static final int ZOOM_MIN = 10;
    /** A unit is 3 cm; displays enlarge these squares further. */
    public static final int ZOOM_MAX = 18;

    private record Drawn(long id, WebShape shape, Map<String, Object> properties) {}

    private final Map<String, List<Drawn>> layers = new LinkedHashMap<>();

    private VectorTiles(Zone zone) {
        for (Junction junction : zone.junctions()) {
            List<Drawn> junctions = layer("junctions");
            junctions.add(new Drawn(
                    junctions.size(), WebShape.area(junction.outline(), zone.plane()), Map.of("id", junction.id())));
        }
        for (Lane lane : zone.lanes().lanes()) {
            layer(lane.kind() == LaneKind.CROSSWALK ? "crosswalks" : "lanes")
                    .add(new Drawn(lane.index(), WebShape.line(lane.line(), zone.plane()), properties(lane)));
        }
    }

    public static VectorTiles of(Zone zone) {
        return new VectorTiles(zone);
    }

    /** The square's message; no octets = nothing of the zone is on it. */
    public byte[] tile(WebTile tile) {
        List<byte[]> fields = new ArrayList<>();
        int size = 0;
        for (Map.Entry<String, List<Drawn>> each : layers.entrySet()) {
            VectorTileLayer layer = new VectorTileLayer(each.getKey());
            for (Drawn drawn : each.getValue()) {
                List<int[]> parts = drawn.shape().on(tile);
                if (!parts.isEmpty()) {
                    layer.add(drawn.id(), drawn.properties(), drawn.shape().isArea(), parts);
                }
            }
            if (!layer.isEmpty()) {
                byte[] field = layer.field();
                fields.add(field);
                size += field.length;
            }
        }
        byte[] message = new byte[size];
        int at = 0;
        for (byte[] field : fields) {
            System.arraycopy(field, 0, message, at, field.length);
            at += field.length;
        }
        return message;
    }

    private List<Drawn> layer(String name) {
        return layers.computeIfAbsent(name, _ -> new ArrayList<>());
    }

    private static Map<String, Object> properties(Lane lane) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("id", lane.id());
        if (lane.kind() != LaneKind.CROSSWALK) {
            properties.put("kind", word(lane.kind()));
        }
        if (lane.junction() == null) {
            properties.put("road", lane.road());
        } else {
            properties.put("junction", lane.junction());
        }
        if (lane.insideJunction() && lane.kind() != LaneKind.CROSSWALK) {
            properties.put("turn", word(lane.turn()));
        }
        properties.put("width_m", lane.widthM());
        properties.put("speed_limit_mps", lane.speedLimitMps());
        return properties;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
