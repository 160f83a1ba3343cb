package io.yunkong.map.road;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes a zone as the files of docs/zone-format.md: the opposite of {@link ZoneReader}, for importers. Places have seven decimals, a
 * centimetre; widths and speeds two. Two runs give the same bytes. Pure: no files.
 */
public final class ZoneFiles {
    /** What no map of another format holds, so that it is kept when a map is imported again. */
    private static final List<String> KEPT =
            List.of("zone.yaml", "roadside-units.yaml", "places.yaml", "bus-lines.yaml", ZoneReader.PARAMETERS);

    private final Zone zone;
    private final StringBuilder out = new StringBuilder();

    private ZoneFiles(Zone zone) {
        this.zone = zone;
    }

    /** The files of a zone by name; roadside units, bus lines and parameters are not written: an imported zone has none. */
    public static SortedMap<String, byte[]> of(Zone zone) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        ZoneFiles writer = new ZoneFiles(zone);
        writer.settings();
        writer.end("zone.yaml", files);
        writer.lanes();
        writer.end("lanes.geojson", files);
        writer.junctions();
        writer.end("junctions.geojson", files);
        writer.signals();
        writer.end("signals.yaml", files);
        writer.out.append("roadside_units: []\n");
        writer.end("roadside-units.yaml", files);
        writer.out.append("lines: []\n");
        writer.end("bus-lines.yaml", files);
        writer.out.append("places: []\n");
        writer.end("places.yaml", files);
        return files;
    }

    /** The version of a zone made of these files: the first 16 hex digits of the SHA-256 of their bytes in the order of their names. */
    public static String version(SortedMap<String, byte[]> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.values().forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Reads the files back, as a check.
     *
     * @param folder name for messages
     * @throws ZoneException with file, line and reason when they are no usable zone
     */
    public static Zone read(String folder, SortedMap<String, byte[]> files) throws ZoneException {
        SortedMap<String, byte[]> map = new TreeMap<>(files);
        map.remove(ZoneReader.PARAMETERS);
        return new ZoneReader(folder, files).read(version(files), version(map));
    }

    /**
     * Takes settings (origin and tiles among them, which nodes that run hold fast), roadside units, places, bus lines and parameters of an older
     * edition of the zone over into a newer one, each as far as it still fits.
     *
     * @param files changed
     * @return the names of the files that do not fit any more
     */
    public static List<String> keep(SortedMap<String, byte[]> files, SortedMap<String, byte[]> older) {
        List<String> lost = new ArrayList<>();
        for (String name : KEPT) {
            byte[] kept = older.get(name);
            byte[] own = files.get(name);
            if (kept != null) {
                files.put(name, kept);
                try {
                    read("kept", files);
                } catch (ZoneException e) {
                    lost.add(name);
                    if (own == null) {
                        files.remove(name);
                    } else {
                        files.put(name, own);
                    }
                }
            }
        }
        return lost;
    }

    private void end(String name, SortedMap<String, byte[]> files) {
        files.put(name, out.toString().getBytes(StandardCharsets.UTF_8));
        out.setLength(0);
    }

    private void settings() {
        yaml("name", zone.name());
        yaml("title_zh", zone.titleZh());
        yaml("title_en", zone.titleEn());
        out.append("datum: WGS-84\n");
        out.append("origin_latitude_deg: ")
                .append(zone.plane().originLatitudeDeg())
                .append('\n');
        out.append("origin_longitude_deg: ")
                .append(zone.plane().originLongitudeDeg())
                .append('\n');
        out.append("tile_side_m: ").append(Fields.plain(zone.tiles().sideM())).append('\n');
        out.append("tile_border_m: ")
                .append(Fields.plain(zone.tiles().borderM()))
                .append('\n');
        out.append("synthetic: ").append(zone.synthetic()).append('\n');
        yaml("note", zone.note());
    }

    private void yaml(String key, String value) {
        out.append(key).append(": ");
        quote(value);
        out.append('\n');
    }

    private void lanes() {
        out.append("{\"type\": \"FeatureCollection\", \"features\": [");
        String separator = "\n";
        for (Lane lane : zone.lanes().lanes()) {
            out.append(separator);
            lane(lane);
            separator = ",\n";
        }
        out.append("\n]}\n");
    }

    private void lane(Lane lane) {
        begin(lane.id());
        out.append("\"kind\": \"")
                .append(lane.kind().name().toLowerCase(Locale.ROOT))
                .append('"');
        if (lane.junction() == null) {
            text("road", lane.road());
            out.append(", \"lane\": ").append(lane.lane());
        } else {
            text("junction", lane.junction());
        }
        if (lane.junction() != null && lane.kind() != LaneKind.CROSSWALK) {
            text("from", zone.lanes().lane(lane.predecessors().getFirst()).id());
            text("to", zone.lanes().lane(lane.successors().getFirst()).id());
            text("turn", lane.turn().name().toLowerCase(Locale.ROOT));
        }
        out.append(", \"width_m\": ").append(decimals(lane.widthM()));
        out.append(", \"speed_limit_mps\": ").append(decimals(lane.speedLimitMps()));
        if (lane.signal() != null) {
            out.append(", \"signal\": {\"controller\": ");
            quote(lane.signal().controller());
            out.append(", \"link\": ").append(lane.signal().link()).append('}');
        }
        if (!lane.yieldsTo().isEmpty()) {
            out.append(", \"yields_to\": [");
            String separator = "";
            for (int other : lane.yieldsTo()) {
                out.append(separator);
                quote(zone.lanes().lane(other).id());
                separator = ", ";
            }
            out.append(']');
        }
        out.append("}, \"geometry\": {\"type\": \"LineString\", \"coordinates\": ");
        points(lane.line());
        out.append("}}");
    }

    private void junctions() {
        out.append("{\"type\": \"FeatureCollection\", \"features\": [");
        String separator = "\n";
        for (Junction junction : zone.junctions()) {
            out.append(separator);
            begin(junction.id());
            out.append("}, \"geometry\": {\"type\": \"Polygon\", \"coordinates\": [");
            points(junction.outline());
            out.append("]}}");
            separator = ",\n";
        }
        out.append("\n]}\n");
    }

    private void begin(String id) {
        out.append("{\"type\": \"Feature\", \"id\": ");
        quote(id);
        out.append(", \"properties\": {");
    }

    private void text(String key, String value) {
        out.append(", \"").append(key).append("\": ");
        quote(value);
    }

    private void points(Polyline line) {
        out.append('[');
        for (int i = 0; i < line.size(); i++) {
            out.append(i == 0 ? "[" : ",[");
            FeatureText.degrees(zone.plane().longitudeDeg(line.eastM(i), line.northM(i)), out);
            out.append(',');
            FeatureText.degrees(zone.plane().latitudeDeg(line.eastM(i), line.northM(i)), out);
            out.append(']');
        }
        out.append(']');
    }

    private void signals() {
        if (zone.signals().isEmpty() && untold().isEmpty()) {
            out.append("controllers: []\n");
            return;
        }
        out.append("controllers:\n");
        for (SignalController controller : zone.signals()) {
            controller(controller.id());
            out.append("    offset_s: ").append(controller.offsetS()).append("\n    phases:\n");
            for (SignalController.Phase phase : controller.phases()) {
                out.append("      - {duration_s: ")
                        .append(phase.durationS())
                        .append(", state: \"")
                        .append(phase.state())
                        .append("\"}\n");
            }
        }
        for (String id : untold()) {
            controller(id);
            out.append("    offset_s: 0\n    phases: []\n");
        }
    }

    private void controller(String id) {
        out.append("  - id: ");
        quote(id);
        out.append('\n');
    }

    /** Controllers that lanes name and whose programme nobody told. */
    private Set<String> untold() {
        Set<String> untold = new TreeSet<>();
        for (Lane lane : zone.lanes().lanes()) {
            if (lane.signal() != null) {
                untold.add(lane.signal().controller());
            }
        }
        zone.signals().forEach(controller -> untold.remove(controller.id()));
        return untold;
    }

    private static String decimals(double value) {
        return Fields.plain(Math.max(1, Math.round(value * 100)) / 100.0);
    }

    /** As JSON has it, which is YAML as well. */
    private void quote(String value) {
        out.append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, out);
        out.append('"');
    }
}
