package io.yunkong.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What an operator does with zones. */
@Command(
        name = "zone",
        description =
                "Makes zones of maps in other formats, checks zones, tells their parameters and writes them for others.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ZoneImportCommand.class,
            ZoneCommand.Validate.class,
            ZoneParametersCommand.class,
            ZoneExportCommand.class
        })
final class ZoneCommand {
    @Command(
            name = "validate",
            description = {
                "Reads a zone and says what is in it, or the file, line and reason why it is refused; then looks for what can be read but is"
                        + " most likely a mistake."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Exit codes: 0 good (notes are natural in some zones), 1 refused or a mistake was found, 2 wrong usage"
            })
    static final class Validate implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(paramLabel = "ZONE", description = "Name of a shipped zone, or a folder.")
        private String name = "";

        @Mixin
        private final JsonFlag json = new JsonFlag();

        @Override
        public Integer call() {
            Zone zone = Zones.read(name);
            SortedMap<ZoneCheck.Kind, ZoneCheck.Finding> findings = ZoneCheck.of(zone);
            PrintWriter out = spec.commandLine().getOut();
            if (json.wanted()) {
                out.println(Json.object(object -> write(object, zone, findings)));
            } else {
                tell(out, zone, findings);
            }
            return findings.keySet().stream().anyMatch(ZoneCheck.Kind::isMistake) ? ExitCode.FAILURE : ExitCode.OK;
        }

        private static void tell(PrintWriter out, Zone zone, SortedMap<ZoneCheck.Kind, ZoneCheck.Finding> findings) {
            out.printf("zone      %s (%s)%n", zone.name(), zone.titleEn());
            out.printf("version   %s%n", zone.version());
            for (LaneKind kind : LaneKind.values()) {
                long lanes = zone.lanes().lanes().stream()
                        .filter(lane -> lane.kind() == kind)
                        .count();
                out.printf("lanes     %5d %s%n", lanes, kind.name().toLowerCase(Locale.ROOT));
            }
            out.printf("signals   %5d controllers%n", zone.signals().size());
            out.printf("roadside  %5d units%n", zone.roadsideUnits().size());
            out.printf("bus lines %5d%n", zone.busLines().size());
            out.printf(
                    Locale.ROOT,
                    "tiles     %5d of %.0f m%n",
                    zone.tiles().tiles().size(),
                    zone.tiles().sideM());
            findings.forEach((kind, finding) -> out.printf(
                    "%-9s %5d %s: %s%s%n",
                    kind.isMistake() ? "mistake" : "note",
                    finding.count(),
                    word(kind),
                    String.join(", ", finding.examples()),
                    finding.count() > finding.examples().size() ? ", ..." : ""));
        }

        private static void write(
                JsonGenerator object, Zone zone, SortedMap<ZoneCheck.Kind, ZoneCheck.Finding> findings)
                throws IOException {
            object.writeStringField("zone", zone.name());
            object.writeStringField("version", zone.version());
            object.writeNumberField("lanes", zone.lanes().lanes().size());
            object.writeNumberField("signals", zone.signals().size());
            object.writeNumberField("roadside_units", zone.roadsideUnits().size());
            object.writeNumberField("bus_lines", zone.busLines().size());
            object.writeNumberField("tiles", zone.tiles().tiles().size());
            Json.field(object, "findings", all -> {
                for (Map.Entry<ZoneCheck.Kind, ZoneCheck.Finding> entry : findings.entrySet()) {
                    Json.field(all, word(entry.getKey()).replace(' ', '_'), one -> {
                        one.writeBooleanField("mistake", entry.getKey().isMistake());
                        one.writeNumberField("count", entry.getValue().count());
                        one.writeArrayFieldStart("examples");
                        for (String example : entry.getValue().examples()) {
                            one.writeString(example);
                        }
                        one.writeEndArray();
                    });
                }
            });
        }

        private static String word(ZoneCheck.Kind kind) {
            return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
