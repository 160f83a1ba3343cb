package io.yunkong.cli;

import io.yunkong.map.road.ImportedMap;
import io.yunkong.map.road.NetworkImport;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The lane map that a flag names: a SUMO network or a GeoJSON lane map, packed or not, else a zone. */
final class MapFile {
    private static final int GEO_JSON_MAX = 256 << 20;

    private MapFile() {}

    /** @throws CommandFailure if there is no such map, or it is refused */
    static Zone read(String name) {
        Path file = Path.of(name);
        if (!Files.isRegularFile(file)) {
            if (isNetwork(name) || isGeoJson(name)) {
                throw new CommandFailure(ExitCode.USAGE, "no such file: file=" + name + "; nothing read");
            }
            return Zones.read(name);
        }
        if (!isNetwork(name) && !isGeoJson(name)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "not a map: file=" + name
                            + ", expected=.net.xml .net.xml.gz .geojson .geojson.gz or a zone; nothing read");
        }
        try (InputStream in = open(file)) {
            return imported(name, in).zone();
        } catch (ZoneException e) {
            throw new CommandFailure(ExitCode.FAILURE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static boolean isNetwork(String name) {
        return name.endsWith(".net.xml") || name.endsWith(".net.xml.gz");
    }

    private static boolean isGeoJson(String name) {
        return name.endsWith(".geojson") || name.endsWith(".geojson.gz");
    }

    private static ImportedMap imported(String name, InputStream in) throws ZoneException, IOException {
        if (isNetwork(name)) {
            return NetworkImport.sumo(name, new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        }
        byte[] bytes = in.readNBytes(GEO_JSON_MAX + 1);
        if (bytes.length > GEO_JSON_MAX) {
            throw new CommandFailure(
                    ExitCode.FAILURE, "file too large: file=" + name + ", limit=" + GEO_JSON_MAX + "; map refused");
        }
        return NetworkImport.geoJson(name, bytes);
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
