package io.yunkong.cli;

import io.yunkong.map.exchange.MapMessages;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneGeoJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a zone's lane map as others read it. */
@Command(
        name = "export",
        description = {
            "Writes the lane map of a zone.",
            "map: MAP messages of T/CSAE 53, a line of hexadecimal digits each, as 'codec decode' reads them; what they are of stands"
                    + " in the line before, after a #. geojson: lanes, junctions, stop lines, roadside units and stops."
        },
        mixinStandardHelpOptions = true)
final class ZoneExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ZONE", description = "Name of a shipped zone, or a folder.")
    private String name = "";

    @Option(names = "--format", paramLabel = "FORMAT", required = true, description = "map or geojson.")
    private String format = "";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the file, made if it is not there (default: the standard output).")
    private @Nullable Path folder;

    @Override
    public Integer call() {
        return switch (format) {
            case "map" -> maps(Zones.read(name));
            case "geojson" -> {
                Zone zone = Zones.read(name);
                put(ZoneGeoJson.write(zone), zone.name() + ".geojson", "features in WGS-84");
                yield ExitCode.OK;
            }
            default ->
                throw new CommandFailure(
                        ExitCode.USAGE, "format unknown: format=" + format + ", known=map, geojson; nothing written");
        };
    }

    private int maps(Zone zone) {
        MapMessages messages = MapMessages.of(zone);
        StringBuilder text = new StringBuilder();
        int longest = 0;
        for (MapMessages.JunctionMap map : messages.maps()) {
            byte[] frame = map.octets();
            longest = Math.max(longest, frame.length);
            text.append("# node ").append(map.node()).append(' ').append(map.name());
            text.append(", octets ").append(frame.length).append('\n');
            text.append(HexFormat.of().formatHex(frame)).append('\n');
        }
        put(
                text.toString(),
                zone.name() + "-map.hex",
                String.format(
                        Locale.ROOT,
                        "messages=%d longest_octets=%d line_deviation_m=%.3f left_out=%d",
                        messages.maps().size(),
                        longest,
                        messages.deviationM(),
                        messages.leftOut()));
        return ExitCode.OK;
    }

    private void put(String text, String fileName, String summary) {
        PrintWriter out = spec.commandLine().getOut();
        if (folder == null) {
            out.print(text);
            out.flush();
            return;
        }
        Path file = folder.resolve(fileName);
        try {
            Files.createDirectories(folder);
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILURE, "file not writable: file=" + file + "; nothing written");
        }
        out.println("export: " + file + " " + summary);
    }
}
