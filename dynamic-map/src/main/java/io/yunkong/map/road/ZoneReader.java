package io.yunkong.map.road;

import io.yunkong.map.geo.LocalPlane;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a zone of the bytes of its files. Reads them in the order in which they refer to each other. */
final class ZoneReader {
    static final List<String> FILES = List.of(
            "bus-lines.yaml",
            "junctions.geojson",
            "lanes.geojson",
            "places.yaml",
            "roadside-units.yaml",
            "signals.yaml",
            "zone.yaml");

    /** The one file that a zone need not have. */
    static final String PARAMETERS = "parameters.yaml";

    private static final Set<String> ZONE_KEYS = Set.of(
            "name",
            "title_zh",
            "title_en",
            "datum",
            "origin_latitude_deg",
            "origin_longitude_deg",
            "tile_side_m",
            "tile_border_m",
            "synthetic",
            "note");
    private static final Set<String> PLACE_KEYS =
            Set.of("id", "kind", "title_zh", "title_en", "latitude_deg", "longitude_deg");
    private static final Set<String> UNIT_KEYS =
            Set.of("id", "station_id_hex", "latitude_deg", "longitude_deg", "range_m");
    private static final double TILE_SIDE_MIN_M = 200;
    private static final double TILE_SIDE_MAX_M = 10_000;
    private static final double RANGE_MAX_M = 500;

    private final String folder;
    private final Map<String, byte[]> files;

    ZoneReader(String folder, Map<String, byte[]> files) {
        this.folder = folder;
        this.files = files;
    }

    Zone read(String version, String mapVersion) throws ZoneException {
        Fields settings = Fields.of(yaml("zone.yaml"), ZONE_KEYS);
        checkDatum(settings);
        LocalPlane plane = new LocalPlane(
                settings.between("origin_latitude_deg", -85, 85), settings.between("origin_longitude_deg", -180, 180));
        GeoFeatures geometry = new GeoFeatures(plane);
        List<Junction> junctions = geometry.junctions(json("junctions.geojson"));
        List<SignalController> signals = SignalReader.read(yaml("signals.yaml"));
        LaneMap lanes = new LaneLinker(geometry.lanes(json("lanes.geojson")), junctions, signals).link();
        return new Zone(
                name(settings),
                settings.text("title_zh"),
                settings.text("title_en"),
                version,
                mapVersion,
                plane,
                lanes,
                signals.stream()
                        .filter(controller -> !controller.phases().isEmpty())
                        .toList(),
                roadsideUnits(geometry),
                new BusLineReader(lanes).read(yaml("bus-lines.yaml")),
                junctions,
                places(geometry),
                tiles(settings, lanes),
                settings.flag("synthetic"),
                settings.text("note"),
                files.containsKey(PARAMETERS) ? ParameterSetting.read(yaml(PARAMETERS)) : List.of());
    }

    private static String name(Fields settings) throws ZoneException {
        String name = settings.text("name");
        if (!name.matches("[a-z0-9-]{1,40}")) {
            throw settings.refuse("name", "bad name: name=" + name + ", limit=1..40 of a-z 0-9 -");
        }
        return name;
    }

    private static void checkDatum(Fields settings) throws ZoneException {
        String datum = settings.text("datum");
        switch (datum) {
            case "WGS-84" -> {}
            case "GCJ-02", "GCJ02" ->
                throw settings.refuse(
                        "datum",
                        "datum not accepted here: datum=" + datum
                                + ", accepted=WGS-84 (GCJ-02 is shifted by hundreds of metres: convert the map first)");
            default -> throw settings.refuse("datum", "unknown datum: datum=" + datum + ", accepted=WGS-84");
        }
    }

    private List<RoadsideUnit> roadsideUnits(GeoFeatures geometry) throws ZoneException {
        List<RoadsideUnit> units = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<Long> stations = new HashSet<>();
        for (SourceNode node : listOf("roadside-units.yaml", "roadside_units")) {
            Fields unit = Fields.of(node, UNIT_KEYS);
            String hex = unit.text("station_id_hex");
            if (!hex.matches("[0-9a-fA-F]{16}") || Long.parseUnsignedLong(hex, 16) == 0) {
                throw unit.refuse(
                        "station_id_hex", "bad station id: station_id_hex=" + hex + ", limit=16 hex digits, not all 0");
            }
            long station = Long.parseUnsignedLong(hex, 16);
            if (!stations.add(station)) {
                throw unit.refuse("station_id_hex", "duplicate station id: station_id_hex=" + hex);
            }
            GeoFeatures.Point at = geometry.point(unit);
            units.add(new RoadsideUnit(
                    newId(unit, ids), station, at.eastM(), at.northM(), unit.positive("range_m", RANGE_MAX_M)));
        }
        return units;
    }

    private List<Place> places(GeoFeatures geometry) throws ZoneException {
        List<Place> places = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (SourceNode node : listOf("places.yaml", "places")) {
            Fields place = Fields.of(node, PLACE_KEYS);
            GeoFeatures.Point at = geometry.point(place);
            places.add(new Place(
                    newId(place, ids),
                    place.text("kind"),
                    place.text("title_zh"),
                    place.text("title_en"),
                    at.eastM(),
                    at.northM()));
        }
        return places;
    }

    private static TileGrid tiles(Fields settings, LaneMap lanes) throws ZoneException {
        double side = settings.between("tile_side_m", TILE_SIDE_MIN_M, TILE_SIDE_MAX_M);
        return TileGrid.covering(lanes, side, settings.between("tile_border_m", 0, side / 2));
    }

    static String newId(Fields fields, Set<String> taken) throws ZoneException {
        String id = fields.text("id");
        if (!taken.add(id)) {
            throw fields.refuse("id", "duplicate id: id=" + id);
        }
        return id;
    }

    private List<SourceNode> listOf(String name, String key) throws ZoneException {
        return Fields.of(yaml(name), Set.of(key)).list(key);
    }

    private SourceNode yaml(String name) throws ZoneException {
        return SourceReader.yaml(folder + "/" + name, bytes(name));
    }

    private SourceNode json(String name) throws ZoneException {
        return SourceReader.json(folder + "/" + name, bytes(name));
    }

    private byte[] bytes(String name) throws ZoneException {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            throw new ZoneException(folder + "/" + name, 0, "file missing; zone refused");
        }
        return bytes;
    }
}
