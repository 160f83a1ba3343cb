package io.yunkong.map.road;

import io.yunkong.map.geo.LocalPlane;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Makes a zone of a map in another format: a network of Eclipse SUMO, or a lane map in GeoJSON. Ids stay those of the map; a path through
 * a junction is called {@code from>to}, a crosswalk {@code junction.xN}. Pure: no files.
 */
public final class NetworkImport {
    private static final double TILE_SIDE_M = 2_000;
    private static final double TILE_BORDER_M = 250;

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
        return new NetworkImport(SumoNetwork.read(file, source)).read();
    }

    /**
     * A lane map in GeoJSON.
     *
     * @param file name for messages and, without its ending, for the zone
     * @throws ZoneException with file, line and reason when it cannot be used
     */
    public static ImportedMap geoJson(String file, byte[] bytes) throws ZoneException {
        return new NetworkImport(LaneMapGeoJson.read(file, bytes)).read();
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
            throw new ZoneException(network.file, 0, "no lanes; map refused");
        }
        return new Bounds(south, west, north, east);
    }

    private ImportedMap read() throws ZoneException {
        LocalPlane plane = plane();
        NetworkLinker linker = new NetworkLinker(network, plane);
        LaneMap lanes = linker.link();
        Zone zone = new Zone(
                name(),
                name(),
                name(),
                version(),
                plane,
                lanes,
                network.signals,
                List.of(),
                List.of(),
                linker.junctions(),
                List.of(),
                TileGrid.covering(lanes, TILE_SIDE_M, TILE_BORDER_M),
                true,
                "imported from " + network.file);
        int heads = (int)
                lanes.lanes().stream().filter(lane -> lane.signal() != null).count();
        ImportReport report = new ImportReport(
                network.datum,
                linker.kinds(),
                linker.paths(),
                linker.junctions().size(),
                network.signals.size(),
                heads,
                bounds.south(),
                bounds.west(),
                bounds.north(),
                bounds.east(),
                ImportReport.sorted(network.dropped()));
        return new ImportedMap(zone, report);
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

    private String name() {
        String file = network.file.substring(network.file.lastIndexOf('/') + 1);
        String name = file.toLowerCase(Locale.ROOT)
                .replaceAll("(\\.(net|xml|geojson|json|gz))+$", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return name.isEmpty() ? "map" : name.substring(0, Math.min(name.length(), 40));
    }

    /** Over what the zone is made of, so that two ways to write one map may give one version. */
    private String version() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Network.SourceLane lane : network.lanes.values()) {
                digest.update(lane.id().getBytes(StandardCharsets.UTF_8));
                digest.update(lane.kind().name().getBytes(StandardCharsets.UTF_8));
                ByteBuffer numbers = ByteBuffer.allocate(16 * (lane.places().size() + 1))
                        .putDouble(lane.widthM())
                        .putDouble(lane.speedMps());
                for (int i = 0; i < lane.places().size(); i++) {
                    numbers.putDouble(lane.places().latitude(i))
                            .putDouble(lane.places().longitude(i));
                }
                digest.update(numbers.array());
            }
            for (Network.Link link : network.links) {
                digest.update(link.toString().getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
