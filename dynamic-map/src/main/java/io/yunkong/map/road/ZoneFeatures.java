package io.yunkong.map.road;

import io.yunkong.map.geo.LocalPlane;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.Area;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.GeometryFixer;

/**
 * A zone sorted into layers for geographic information systems: lanes, paths, crosswalks, junctions, stop lines, signals, roadside units.
 * Properties carry their unit in the name; lanes name each other by id. Immutable, shared by threads.
 */
public final class ZoneFeatures {
    private static final GeometryFactory SHAPES = new GeometryFactory();

    private final Zone zone;
    private final StringBuilder out = new StringBuilder();
    private final FeatureText text;
    private final List<FeatureLayer> layers;

    private ZoneFeatures(Zone zone) {
        this.zone = zone;
        this.text = new FeatureText(zone.plane(), out);
        this.layers = List.of(lanes(), paths(), crosswalks(), junctions(), stopLines(), signals(), roadsideUnits());
    }

    /** Walks the whole zone: some tenths of a second for a large one. */
    public static ZoneFeatures of(Zone zone) {
        return new ZoneFeatures(zone);
    }

    public List<FeatureLayer> layers() {
        return layers;
    }

    public Optional<FeatureLayer> find(String name) {
        return layers.stream().filter(layer -> layer.name().equals(name)).findFirst();
    }

    private FeatureLayer lanes() {
        FeatureLayer layer = new FeatureLayer(
                "lanes", "Lanes", "Centre lines of the lanes on open road, in the direction of travel");
        for (Lane lane : zone.lanes().lanes()) {
            if (!lane.insideJunction() && lane.kind() != LaneKind.CROSSWALK) {
                text.begin(lane.id());
                text.text("kind", word(lane.kind()));
                text.text("road", lane.road());
                text.number("lane", lane.lane());
                measures(lane);
                neighbour("left_neighbour", lane.leftNeighbour());
                neighbour("right_neighbour", lane.rightNeighbour());
                text.texts("successors", ids(lane.successors()));
                text.line(lane.line());
                end(layer, lane.id(), shape(lane.line()));
            }
        }
        return layer;
    }

    private FeatureLayer paths() {
        FeatureLayer layer = new FeatureLayer(
                "paths", "Paths", "Connections of lanes through junctions, in the direction of travel");
        for (Lane lane : zone.lanes().lanes()) {
            if (lane.insideJunction() && lane.kind() != LaneKind.CROSSWALK) {
                text.begin(lane.id());
                text.text("kind", word(lane.kind()));
                text.text("junction", lane.junction());
                text.texts("from", ids(lane.predecessors()));
                text.texts("to", ids(lane.successors()));
                text.text("turn", word(lane.turn()));
                measures(lane);
                signal(lane);
                text.texts("yields_to", ids(lane.yieldsTo()));
                text.texts("conflicts_with", ids(lane.conflictsWith()));
                text.line(lane.line());
                end(layer, lane.id(), shape(lane.line()));
            }
        }
        return layer;
    }

    private FeatureLayer crosswalks() {
        FeatureLayer layer = new FeatureLayer("crosswalks", "Crosswalks", "Centre lines of the crosswalks");
        for (Lane lane : zone.lanes().lanes()) {
            if (lane.kind() == LaneKind.CROSSWALK) {
                text.begin(lane.id());
                text.text("junction", lane.junction());
                measures(lane);
                signal(lane);
                text.texts("conflicts_with", ids(lane.conflictsWith()));
                text.line(lane.line());
                end(layer, lane.id(), shape(lane.line()));
            }
        }
        return layer;
    }

    private FeatureLayer junctions() {
        FeatureLayer layer = new FeatureLayer("junctions", "Junctions", "Areas of the junctions");
        for (Junction junction : zone.junctions()) {
            text.begin(junction.id());
            text.real("area_m2", Math.abs(Area.ofRing(metres(junction.outline()))));
            text.area(junction.outline());
            Geometry area = SHAPES.createPolygon(degrees(junction.outline()));
            end(layer, junction.id(), area.isValid() ? area : GeometryFixer.fix(area));
        }
        return layer;
    }

    private FeatureLayer stopLines() {
        FeatureLayer layer = new FeatureLayer(
                "stop_lines",
                "Stop lines",
                "Lines across the ends of the lanes that lead to signals; head n belongs to signal link n and turn n of the lists");
        for (StopLine stop : StopLine.of(zone.lanes())) {
            text.begin(stop.id());
            text.text("lane", stop.lane().id());
            List<String> links = new ArrayList<>();
            List<String> turns = new ArrayList<>();
            for (StopLine.Head head : stop.heads()) {
                links.add(head.signal().controller() + ' ' + head.signal().link());
                turns.add(word(head.turn()));
            }
            text.texts("signals", links);
            text.texts("turns", turns);
            text.line(stop.line());
            end(layer, stop.id(), shape(stop.line()));
        }
        return layer;
    }

    /** Controllers have no place of their own: theirs is where the ways begin that they govern. */
    private FeatureLayer signals() {
        FeatureLayer layer = new FeatureLayer(
                "signals",
                "Signals",
                "Signal controllers, at the starts of the paths and crosswalks they govern, with their fixed-time programmes");
        Map<String, List<Polyline>> governed = new LinkedHashMap<>();
        zone.signals().forEach(controller -> governed.put(controller.id(), new ArrayList<>()));
        for (Lane lane : zone.lanes().lanes()) {
            if (lane.signal() != null) {
                governed.computeIfAbsent(lane.signal().controller(), _ -> new ArrayList<>())
                        .add(lane.line());
            }
        }
        Map<String, SignalController> programmes = new LinkedHashMap<>();
        zone.signals().forEach(controller -> programmes.put(controller.id(), controller));
        governed.forEach((id, lines) -> signal(layer, id, programmes.get(id), lines));
        return layer;
    }

    private void signal(FeatureLayer layer, String id, @Nullable SignalController programme, List<Polyline> lines) {
        text.begin(id);
        if (programme == null || programme.phases().isEmpty()) {
            text.text("cycle_s", null);
            text.text("offset_s", null);
            text.texts("phases", List.of());
        } else {
            text.real("cycle_s", programme.cycleS());
            text.real("offset_s", programme.offsetS());
            text.texts(
                    "phases",
                    programme.phases().stream()
                            .map(phase -> Fields.plain(phase.durationS()) + " s " + phase.state())
                            .toList());
        }
        if (lines.isEmpty()) {
            text.nowhere();
            end(layer, id, null);
        } else {
            text.starts(lines);
            Coordinate[] starts = lines.stream()
                    .map(line -> degrees(line.eastM(0), line.northM(0)))
                    .toArray(Coordinate[]::new);
            end(layer, id, SHAPES.createMultiPointFromCoords(starts));
        }
    }

    private FeatureLayer roadsideUnits() {
        FeatureLayer layer =
                new FeatureLayer("roadside_units", "Roadside units", "Roadside units and how far their sensors see");
        for (RoadsideUnit unit : zone.roadsideUnits()) {
            text.begin(unit.id());
            text.text("station_id_hex", String.format(Locale.ROOT, "%016x", unit.stationId()));
            if (Double.isInfinite(unit.rangeM())) {
                text.text("range_m", null);
                text.nowhere();
                end(layer, unit.id(), null);
            } else {
                text.real("range_m", unit.rangeM());
                text.place(unit.eastM(), unit.northM());
                end(layer, unit.id(), SHAPES.createPoint(degrees(unit.eastM(), unit.northM())));
            }
        }
        return layer;
    }

    private void end(FeatureLayer layer, String id, @Nullable Geometry geometry) {
        layer.add(id, out.toString(), geometry);
        out.setLength(0);
    }

    private void measures(Lane lane) {
        text.real("width_m", lane.widthM());
        text.real("length_m", lane.lengthM());
        text.real("speed_limit_mps", lane.speedLimitMps());
    }

    private void signal(Lane lane) {
        SignalRef signal = lane.signal();
        if (signal == null) {
            text.text("signal", null);
            text.text("signal_link", null);
        } else {
            text.text("signal", signal.controller());
            text.number("signal_link", signal.link());
        }
    }

    private void neighbour(String key, int index) {
        text.text(key, index < 0 ? null : zone.lanes().lane(index).id());
    }

    private List<String> ids(List<Integer> lanes) {
        return lanes.stream().map(index -> zone.lanes().lane(index).id()).toList();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private Geometry shape(Polyline line) {
        return SHAPES.createLineString(degrees(line));
    }

    private Coordinate[] degrees(Polyline line) {
        Coordinate[] places = new Coordinate[line.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = degrees(line.eastM(i), line.northM(i));
        }
        return places;
    }

    private Coordinate degrees(double eastM, double northM) {
        LocalPlane plane = zone.plane();
        return new Coordinate(plane.longitudeDeg(eastM, northM), plane.latitudeDeg(eastM, northM));
    }

    private static Coordinate[] metres(Polyline line) {
        Coordinate[] places = new Coordinate[line.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = new Coordinate(line.eastM(i), line.northM(i));
        }
        return places;
    }
}
