package io.yunkong.cli;

import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.Zone;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What an operator does with zones. */
@Command(
        name = "zone",
        description = "Checks zones and writes them for others.",
        mixinStandardHelpOptions = true,
        subcommands = {ZoneCommand.Validate.class, ZoneExportCommand.class})
final class ZoneCommand {
    @Command(
            name = "validate",
            description = "Reads a zone and says what is in it, or the file, line and reason why it is refused.",
            mixinStandardHelpOptions = true)
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
            PrintWriter out = spec.commandLine().getOut();
            if (json.wanted()) {
                out.println(Json.object(object -> {
                    object.writeStringField("zone", zone.name());
                    object.writeStringField("version", zone.version());
                    object.writeNumberField("lanes", zone.lanes().lanes().size());
                    object.writeNumberField("signals", zone.signals().size());
                    object.writeNumberField(
                            "roadside_units", zone.roadsideUnits().size());
                    object.writeNumberField("bus_lines", zone.busLines().size());
                    object.writeNumberField("tiles", zone.tiles().tiles().size());
                }));
            } else {
                out.printf("zone      %s (%s)%n", zone.name(), zone.titleEn());
                out.printf("version   %s%n", zone.version());
                for (LaneKind kind : LaneKind.values()) {
                    long lanes = zone.lanes().lanes().stream()
                            .filter(lane -> lane.kind() == kind)
                            .count();
                    out.printf("lanes     %5d %s%n", lanes, kind.name().toLowerCase(java.util.Locale.ROOT));
                }
                out.printf("signals   %5d controllers%n", zone.signals().size());
                out.printf("roadside  %5d units%n", zone.roadsideUnits().size());
                out.printf("bus lines %5d%n", zone.busLines().size());
                out.printf(
                        "tiles     %5d of %.0f m%n",
                        zone.tiles().tiles().size(), zone.tiles().sideM());
            }
            return ExitCode.OK;
        }
    }
}
