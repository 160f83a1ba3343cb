package io.yunkong.cli;

import io.yunkong.map.exchange.MapMessageImport;
import io.yunkong.map.road.ImportedMap;
import io.yunkong.map.road.NetworkImport;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The lane map that a flag names: a file in one of the formats that can be imported, packed or not, else a zone. */
final class MapFile {
    /** Unpacked octets of a file that is read as a whole. */
    private static final int OCTETS_MAX = 100_000_000;

    private MapFile() {}

    /** @throws CommandFailure if there is no such map, or it is refused */
    static Zone read(String name) {
        Path file = Path.of(name);
        if (Files.isRegularFile(file)) {
            return imported(file).zone();
        }
        if (looksLikeAFile(name)) {
            throw new CommandFailure(ExitCode.USAGE, "no such file: file=" + name + "; nothing read");
        }
        return Zones.read(name);
    }

    private static boolean looksLikeAFile(String name) {
        return name.matches(".*\\.(xml|geojson|xodr|osm|hex)(\\.gz)?");
    }

    /**
     * Reads a file in whichever format it is.
     *
     * @throws CommandFailure if there is no such file, it is no map, or it is refused
     */
    static ImportedMap imported(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(ExitCode.USAGE, "no such file: file=" + file + "; nothing read");
        }
        try (InputStream in = open(file)) {
            return imported(file.toString(), in);
        } catch (ZoneException e) {
            throw new CommandFailure(ExitCode.FAILURE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    private static ImportedMap imported(String name, InputStream unpacked) throws ZoneException, IOException {
        BufferedInputStream in = new BufferedInputStream(unpacked, 1 << 16);
        in.mark(MapFormat.HEAD_OCTETS);
        byte[] head = in.readNBytes(MapFormat.HEAD_OCTETS);
        in.reset();
        MapFormat format = MapFormat.of(head);
        return switch (format) {
            case SUMO -> NetworkImport.sumo(name, text(in));
            case OPEN_DRIVE -> NetworkImport.openDrive(name, text(in));
            case LANELET2 -> NetworkImport.lanelet2(name, text(in));
            case GEO_JSON -> NetworkImport.geoJson(name, octets(name, in));
            case MAP_OCTETS -> MapMessageImport.octets(name, octets(name, in));
            case MAP_LINES -> MapMessageImport.lines(name, text(in));
            case NONE ->
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "not a map: file=" + name
                                + ", expected=SUMO network, OpenDRIVE, Lanelet2, GeoJSON lane map, MAP messages or a zone;"
                                + " nothing read");
        };
    }

    private static Reader text(InputStream in) {
        return new InputStreamReader(in, StandardCharsets.UTF_8);
    }

    private static byte[] octets(String name, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(OCTETS_MAX + 1);
        if (bytes.length > OCTETS_MAX) {
            throw new CommandFailure(
                    ExitCode.FAILURE, "file too large: file=" + name + ", limit=" + OCTETS_MAX + "; map refused");
        }
        return bytes;
    }

    /** The octets of a file, unpacked when it is packed, whatever its name says. */
    static InputStream open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            raw.mark(2);
            boolean packed = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            return packed ? new GZIPInputStream(raw, 1 << 16) : raw;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    static CommandFailure unreadable(String name, IOException cause) {
        boolean broken = cause instanceof ZipException || cause instanceof EOFException;
        return new CommandFailure(
                ExitCode.FAILURE,
                "file not readable: file=" + name + ", reason=" + (broken ? "packed file broken" : "read error"));
    }
}
