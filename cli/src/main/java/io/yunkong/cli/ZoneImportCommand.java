package io.yunkong.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.yunkong.map.road.ImportReport;
import io.yunkong.map.road.ImportedMap;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneException;
import io.yunkong.map.road.ZoneFiles;
import io.yunkong.map.road.ZoneFolder;
import io.yunkong.map.warn.ZoneParameters;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A map in another format in, a zone folder out. */
@Command(
        name = "import",
        description = {
            "Makes a zone of a lane map in another format: SUMO network, OpenDRIVE 1.4 to 1.8, Lanelet2 (OSM XML), GeoJSON lane map, or MAP"
                    + " messages (one frame as octets, or frames in hexadecimal digits, one a line); packed by gzip or not.",
            "What format it is shows in the file, not in its name. What cannot be taken is left out and counted by reason.",
            "With --listen the map is what roadside units tell meanwhile; of a node the last telling counts."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 done, 1 the map is refused, no MAP message was heard or the folder cannot be written, 2 wrong"
                    + " usage, 130 interrupted (what was heard is imported all the same)"
        })
final class ZoneImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final MapSource source = new MapSource();

    @Option(
            names = "--zone",
            required = true,
            paramLabel = "NAME",
            description = "Name of the zone, and of its folder: 1 to 40 of a-z 0-9 -.")
    private String name = "";

    @Option(
            names = "--zones",
            paramLabel = "DIR",
            description = "Where the zone's folder is put (default: the zones of this installation).")
    private @Nullable Path zones;

    @Option(names = "--dry-run", description = "Only tell what would be written.")
    private boolean dryRun;

    @Option(
            names = "--replace",
            description =
                    "Replace a zone of this name. Its zone.yaml (origin, tiles, titles, note), roadside units, places, bus lines and parameters are kept as far as they fit the new map.")
    private boolean replace;

    @Mixin
    private final JsonFlag json = new JsonFlag();

    @Override
    public Integer call() {
        if (!name.matches("[a-z0-9-]{1,40}")) {
            throw new CommandFailure(
                    ExitCode.USAGE, "bad name: zone=" + name.replaceAll("[^ -~]", "?") + ", limit=1..40 of a-z 0-9 -");
        }
        Path folder = (zones == null ? Zones.shipped() : zones).resolve(name);
        checkFolder(folder);
        CommandLine here = spec.commandLine();
        if (!source.listens(here.getParseResult())) {
            return make(source.read(), folder);
        }
        try (Interruption interruption = new Interruption()) {
            return make(source.hear(here.getErr(), interruption), folder);
        }
    }

    private int make(MapSource.Taken taken, Path folder) {
        ImportedMap map = taken.map().named(name);
        SortedMap<String, byte[]> files = ZoneFiles.of(map.zone());
        List<String> lost = List.of();
        Zone zone;
        try {
            if (Files.isDirectory(folder)) {
                lost = ZoneFiles.keep(files, ZoneFolder.files(folder));
            }
            zone = ZoneParameters.checked(ZoneFiles.read(folder.toString(), files));
            if (!dryRun) {
                ZoneFolder.write(folder, files);
            }
        } catch (ZoneException e) {
            throw new CommandFailure(ExitCode.FAILURE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    "zone cannot be written: folder=" + folder + ", reason="
                            + e.getClass()
                                    .getSimpleName()
                                    .replaceAll("([a-z])([A-Z])", "$1 $2")
                                    .toLowerCase(Locale.ROOT));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json.wanted()) {
            List<String> notKept = lost;
            out.println(Json.object(object -> write(object, zone, taken, folder, notKept)));
        } else {
            tell(out, zone, taken, folder, lost);
        }
        return ExitCode.OK;
    }

    private void checkFolder(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isRegularFile(folder.resolve("zone.yaml"))) {
            throw new CommandFailure(
                    ExitCode.USAGE, "not a zone folder: folder=" + folder + ", missing=zone.yaml; nothing written");
        }
        if (!replace && !dryRun) {
            throw new CommandFailure(
                    ExitCode.USAGE, "zone exists: folder=" + folder + "; nothing written (--replace replaces it)");
        }
    }

    private void tell(PrintWriter out, Zone zone, MapSource.Taken taken, Path folder, List<String> lost) {
        ImportReport report = taken.map().report();
        out.printf(Locale.ROOT, "map       %s: %s%n", report.format(), taken.where());
        MapSource.Heard heard = taken.heard();
        if (heard != null) {
            heard.tell(out);
        }
        out.printf(Locale.ROOT, "datum     %s%n", report.datum());
        out.printf(
                Locale.ROOT,
                "bounds    latitude %.6f..%.6f, longitude %.6f..%.6f%n",
                report.southDeg(),
                report.northDeg(),
                report.westDeg(),
                report.eastDeg());
        for (Map.Entry<LaneKind, Integer> lanes : report.lanes().entrySet()) {
            out.printf(
                    Locale.ROOT,
                    "lanes     %6d %s, %.2f km%n",
                    lanes.getValue(),
                    word(lanes.getKey()),
                    report.lengthM().getOrDefault(lanes.getKey(), 0.0) / 1000);
        }
        out.printf(Locale.ROOT, "paths     %6d between lanes%n", report.paths());
        out.printf(Locale.ROOT, "junctions %6d%n", report.junctions());
        out.printf(
                Locale.ROOT,
                "signals   %6d heads, %d controllers with a programme%n",
                report.signalHeads(),
                report.signalControllers());
        report.dropped().forEach((reason, count) -> out.printf(Locale.ROOT, "dropped   %6d %s%n", count, reason));
        report.warnings().forEach((what, count) -> out.printf(Locale.ROOT, "warning   %6d %s%n", count, what));
        lost.forEach(
                gone -> out.printf(Locale.ROOT, "warning        1 %s of the old zone does not fit any more%n", gone));
        out.printf(Locale.ROOT, "zone      %s, version %s%n", zone.name(), zone.version());
        if (dryRun) {
            out.printf(Locale.ROOT, "dry run: nothing written, folder=%s%n", folder);
        } else {
            out.printf(
                    Locale.ROOT,
                    "written to %s; titles, note and whether it is synthetic are yours to set in zone.yaml%n",
                    folder);
        }
    }

    private void write(JsonGenerator object, Zone zone, MapSource.Taken taken, Path folder, List<String> lost)
            throws IOException {
        ImportReport report = taken.map().report();
        object.writeStringField("zone", zone.name());
        object.writeStringField("version", zone.version());
        object.writeStringField("format", report.format());
        object.writeStringField("datum", report.datum());
        MapSource.Heard heard = taken.heard();
        if (heard != null) {
            heard.write(object);
        }
        Json.field(object, "bounds", bounds -> {
            bounds.writeNumberField("south_deg", report.southDeg());
            bounds.writeNumberField("west_deg", report.westDeg());
            bounds.writeNumberField("north_deg", report.northDeg());
            bounds.writeNumberField("east_deg", report.eastDeg());
        });
        Json.field(object, "lanes", lanes -> {
            for (Map.Entry<LaneKind, Integer> entry : report.lanes().entrySet()) {
                lanes.writeNumberField(word(entry.getKey()), entry.getValue());
            }
        });
        Json.field(object, "length_m", lengths -> {
            for (Map.Entry<LaneKind, Double> entry : report.lengthM().entrySet()) {
                Json.decimal(lengths, word(entry.getKey()), entry.getValue());
            }
        });
        object.writeNumberField("paths", report.paths());
        object.writeNumberField("junctions", report.junctions());
        object.writeNumberField("signal_controllers", report.signalControllers());
        object.writeNumberField("signal_heads", report.signalHeads());
        counts(object, "dropped", report.dropped());
        counts(object, "warnings", report.warnings());
        object.writeArrayFieldStart("not_kept");
        for (String gone : lost) {
            object.writeString(gone);
        }
        object.writeEndArray();
        object.writeStringField("folder", folder.toString());
        object.writeBooleanField("written", !dryRun);
    }

    private static void counts(JsonGenerator object, String name, Map<String, Integer> counts) throws IOException {
        Json.field(object, name, field -> {
            for (Map.Entry<String, Integer> entry : counts.entrySet()) {
                field.writeNumberField(entry.getKey(), entry.getValue());
            }
        });
    }

    private static String word(LaneKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
