package io.yunkong.map.road;

import io.yunkong.map.geo.LocalPlane;
import java.io.Reader;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes a zone of a map in another format: a network of Eclipse SUMO, an OpenDRIVE or Lanelet2 map, a lane map in GeoJSON, or what another reader found. Ids stay those of the map; a path through
 * a junction is called {@code from>to}, a crosswalk {@code junction.xN}. Pure: no files.
 */
public final class NetworkImport {
    private static final double TILE_SIDE_M = 2_000;
    private static final double TILE_BORDER_M = 250;
    private static final int BASE_NAME_MAX = 100;

    private final Network network;
    private final Bounds bounds;

    private record Bounds(double south, double west, double north, double east) {}

    private NetworkImport(Network network) throws ZoneException {
        this.network = network;
        this.bounds = bounds(network);
    }

    /**
     * A SUMO network ({@code .net.xml}).
     *
     * @param file name for messages and, without its ending, for the zone
     * @throws ZoneException with file, line and reason when it cannot be used, a network without a projection among them
     */
    public static ImportedMap sumo(String file, Reader source) throws ZoneException {
        return of(SumoNetwork.read(file, source));
    }

    /**
     * A lane map in GeoJSON.
     *
     * @param file name for messages and, without its ending, for the zone
     * @throws ZoneException with file, line and reason when it cannot be used
     */
    public static ImportedMap geoJson(String file, byte[] bytes) throws ZoneException {
        return of(LaneMapGeoJson.read(file, bytes));
    }

    /**
     * An OpenDRIVE map ({@code .xodr}).
     *
     * @param file name for messages and, without its ending, for the zone
     * @throws ZoneException with file, line and reason when it cannot be used, a map without a geoReference among them
     */
    public static ImportedMap openDrive(String file, Reader source) throws ZoneException {
        return of(OpenDriveReader.read(file, source));
    }

    /**
     * A Lanelet2 map ({@code .osm}).
     *
     * @param file name for messages and, without its ending, for the zone
     * @throws ZoneException with file, line and reason when it cannot be used
     */
    public static ImportedMap lanelet2(String file, Reader source) throws ZoneException {
        return of(LaneletReader.read(file, source));
    }

    /**
     * Whatever a reader found.
     *
     * @throws ZoneException with the reason when no map can be made of it
     */
    public static ImportedMap of(Network network) throws ZoneException {
        return new NetworkImport(network).read();
    }

    private static Bounds bounds(Network network) throws ZoneException {
        double south = 90;
        double west = 180;
        double north = -90;
        double east = -180;
        for (Network.SourceLane lane : network.lanes.values()) {
            for (int i = 0; i < lane.places().size(); i++) {
                south = Math.min(south, lane.places().latitude(i));
                north = Math.max(north, lane.places().latitude(i));
                west = Math.min(west, lane.places().longitude(i));
                east = Math.max(east, lane.places().longitude(i));
            }
        }
        if (!(south <= north)) {
            throw new ZoneException(network.file, 0, "no lanes" + leftOut(network) + "; map refused");
        }
        return new Bounds(south, west, north, east);
    }

    private static String leftOut(Network network) {
        return network.dropped().isEmpty()
                ? ""
                : network.dropped().entrySet().stream()
                        .map(reason -> reason.getValue() + " " + reason.getKey())
                        .collect(Collectors.joining(", ", ", left out: ", ""));
    }

    private ImportedMap read() throws ZoneException {
        LocalPlane plane = plane();
        NetworkLinker linker = new NetworkLinker(network, plane);
        LaneMap lanes = linker.link();
        Zone zone = new Zone(
                name(),
                name(),
                name(),
                "",
                plane,
                lanes,
                network.signals,
                List.of(),
                List.of(),
                linker.junctions(),
                List.of(),
                TileGrid.covering(lanes, TILE_SIDE_M, TILE_BORDER_M),
                true,
                "imported from " + baseName() + " (" + network.format + ")");
        int heads = (int)
                lanes.lanes().stream().filter(lane -> lane.signal() != null).count();
        suspect();
        lanes.lanes().stream()
                .filter(lane -> lane.line().crossesItself())
                .forEach(_ -> network.warn("lane crosses itself"));
        ImportReport report = new ImportReport(
                network.format,
                network.datum,
                linker.kinds(),
                lengths(lanes),
                linker.paths(),
                linker.junctions().size(),
                network.signals.size(),
                heads,
                bounds.south(),
                bounds.west(),
                bounds.north(),
                bounds.east(),
                ImportReport.sorted(network.dropped()),
                ImportReport.sorted(network.warnings()));
        return new ImportedMap(zone.withVersion(ZoneFiles.version(ZoneFiles.of(zone))), report);
    }

    private static SortedMap<LaneKind, Double> lengths(LaneMap lanes) {
        SortedMap<LaneKind, Double> lengths = new TreeMap<>();
        for (Lane lane : lanes.lanes()) {
            if (!lane.insideJunction() || lane.kind() == LaneKind.CROSSWALK) {
                lengths.merge(lane.kind(), lane.lengthM(), Double::sum);
            }
        }
        return lengths;
    }

    /** Degrees alone do not tell a shifted datum; axes that lie outside China but inside it when swapped do. */
    private void suspect() {
        boolean inChina = inChina(bounds.south(), bounds.west()) || inChina(bounds.north(), bounds.east());
        if (!inChina && inChina(bounds.west(), bounds.south()) && inChina(bounds.east(), bounds.north())) {
            network.warn("looks like swapped axes: latitude and longitude exchanged it lies in China");
        }
    }

    private static boolean inChina(double latitudeDeg, double longitudeDeg) {
        return latitudeDeg > 17 && latitudeDeg < 54 && longitudeDeg > 73 && longitudeDeg < 136;
    }

    /** In the middle of the map, where it is truest. */
    private LocalPlane plane() throws ZoneException {
        if (Math.abs(bounds.south()) > 85 || Math.abs(bounds.north()) > 85 || bounds.east() - bounds.west() > 90) {
            throw tooLarge();
        }
        LocalPlane plane = new LocalPlane((bounds.south() + bounds.north()) / 2, (bounds.west() + bounds.east()) / 2);
        double corner =
                Math.hypot(plane.eastM(bounds.north(), bounds.east()), plane.northM(bounds.north(), bounds.east()));
        if (corner > GeoFeatures.DISTANCE_MAX_M) {
            throw tooLarge();
        }
        return plane;
    }

    private ZoneException tooLarge() {
        return new ZoneException(
                network.file,
                0,
                String.format(
                        Locale.ROOT,
                        "too far apart: latitude_deg=%.4f..%.4f, longitude_deg=%.4f..%.4f, limit=%.0f m from the middle; map refused",
                        bounds.south(),
                        bounds.north(),
                        bounds.west(),
                        bounds.east(),
                        GeoFeatures.DISTANCE_MAX_M));
    }

    private String baseName() {
        String base = network.file.substring(network.file.lastIndexOf('/') + 1);
        return base.length() <= BASE_NAME_MAX ? base : base.substring(0, BASE_NAME_MAX) + "...";
    }

    private String name() {
        String name = baseName()
                .toLowerCase(Locale.ROOT)
                .replaceAll("(\\.(net|xml|xodr|osm|geojson|json|hex|uper|gz))+$", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return name.isEmpty() ? "map" : name.substring(0, Math.min(name.length(), 40));
    }
}
