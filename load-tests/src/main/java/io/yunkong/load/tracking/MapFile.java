package io.yunkong.load.tracking;

import io.yunkong.map.road.NetworkImport;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneException;
import io.yunkong.map.road.ZoneFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads a lane map: a SUMO network, a GeoJSON lane map, packed or not, or the folder of a zone. */
final class MapFile {
    private MapFile() {}

    /** @throws IOException with the reason when there is no such map, or it is refused */
    static Zone read(Path file) throws IOException {
        String name = file.toString();
        try {
            if (Files.isDirectory(file)) {
                return ZoneFolder.read(file);
            }
            if (!Files.isRegularFile(file)) {
                throw new IOException("no such file: file=" + file + "; nothing measured");
            }
            try (InputStream raw = Files.newInputStream(file);
                    InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw) {
                return name.contains(".net.xml")
                        ? NetworkImport.sumo(
                                        name, new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)))
                                .zone()
                        : NetworkImport.geoJson(name, in.readAllBytes()).zone();
            }
        } catch (ZoneException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
