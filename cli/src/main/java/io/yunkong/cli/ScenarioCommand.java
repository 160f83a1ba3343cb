package io.yunkong.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.yunkong.map.road.Zone;
import io.yunkong.sim.scenario.Advised;
import io.yunkong.sim.scenario.Outcome;
import io.yunkong.sim.scenario.Play;
import io.yunkong.sim.scenario.Raised;
import io.yunkong.sim.scenario.Scenario;
import io.yunkong.sim.scenario.ScenarioException;
import io.yunkong.sim.scenario.Scenarios;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays of a few seconds that show what each application warns of, and what not. */
@Command(
        name = "scenario",
        description = "Plays scenarios of a zone through the whole platform and says whether the right warnings came.",
        mixinStandardHelpOptions = true,
        subcommands = {ScenarioCommand.Run.class, ScenarioCommand.Show.class})
final class ScenarioCommand {
    private ScenarioCommand() {}

    /**
     * Reads scenarios.
     *
     * @param folder of the zone
     * @param wanted names of its scenarios, or files; none = all of the zone
     */
    private static List<Scenario> read(Path folder, Zone zone, List<String> wanted) {
        try {
            List<String> known = Scenarios.names(folder);
            if (known.isEmpty() && wanted.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.FAILURE, "no scenarios: zone=" + zone.name() + ", folder=" + folder + "/scenarios");
            }
            List<Scenario> scenarios = new ArrayList<>();
            for (String name : wanted.isEmpty() ? known : wanted) {
                scenarios.add(
                        Scenarios.isFile(name)
                                ? Scenarios.readFile(file(name), zone)
                                : Scenarios.read(folder, known(name, zone, known), zone));
            }
            return scenarios;
        } catch (ScenarioException e) {
            throw new CommandFailure(ExitCode.FAILURE, String.valueOf(e.getMessage()));
        }
    }

    private static Path file(String name) {
        Path file = Path.of(name);
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(ExitCode.USAGE, "no such file: file=" + name + "; nothing played");
        }
        return file;
    }

    private static String known(String name, Zone zone, List<String> known) {
        if (!known.contains(name)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "no such scenario: scenario=" + name + ", zone=" + zone.name() + ", nearest="
                            + Nearest.to(name, known) + "; see v2x scenario list --zone " + zone.name());
        }
        return name;
    }

    @Command(
            name = "run",
            description = {
                "Starts edge and cloud in one process on free ports, plays scenarios in real time with a session for every vehicle and roadside"
                        + " unit, and compares what the vehicles were told with what the scenario expects."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "Exit codes: 0 all passed, 1 one failed or a file is refused, 2 wrong usage"})
    static final class Run implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(
                paramLabel = "NAME",
                arity = "0..*",
                description =
                        "Scenarios to play, see v2x scenario list; or files that end in .yaml. Those of a zone's folder are"
                                + " played in that zone unless --zone says another one.")
        private List<String> names = List.of();

        @Option(
                names = "--all",
                description = "Plays all of the zone, those at the same time that are far from each other.")
        private boolean all;

        @Mixin
        private final ZoneFlag zone = new ZoneFlag();

        @Mixin
        private final JsonFlag json = new JsonFlag();

        @Mixin
        final ConfigFlag config = new ConfigFlag();

        @Override
        public Integer call() {
            if (all != names.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        all
                                ? "either names or --all: names=" + names + "; see v2x scenario run --help"
                                : "which scenarios: give names or --all; see v2x scenario run --help");
            }
            if (System.getenv("V2X_LOG_LEVEL") == null) {
                // as with the demo: the edge begins without a cloud and would say so
                System.setProperty("V2X_LOG_LEVEL", "ERROR");
            }
            Path folder = zoneFolder();
            Zone loaded = Zones.read(folder.toString());
            List<Play> plays = read(folder, loaded, names).stream()
                    .map(scenario -> new Play(scenario, loaded))
                    .toList();
            long startedNs = System.nanoTime();
            List<Outcome> outcomes = new ArrayList<>();
            try (ScenarioPlatform platform = ScenarioPlatform.start(loaded)) {
                for (List<Play> together : Play.groups(plays)) {
                    for (Outcome outcome : platform.play(together)) {
                        outcomes.add(outcome);
                        tell(outcome);
                    }
                }
            } catch (IOException | IllegalStateException | IllegalArgumentException e) {
                throw new CommandFailure(ExitCode.FAILURE, String.valueOf(e.getMessage()));
            }
            long passed = outcomes.stream().filter(Outcome::passed).count();
            summary(loaded, passed, outcomes.size(), (System.nanoTime() - startedNs) / 1e9);
            return passed == outcomes.size() ? ExitCode.OK : ExitCode.FAILURE;
        }

        private Path zoneFolder() {
            if (spec.commandLine().getParseResult().hasMatchedOption("--zone")) {
                return zone.folder();
            }
            return names.stream()
                    .filter(Scenarios::isFile)
                    .flatMap(name -> Scenarios.zoneOf(Path.of(name)).stream())
                    .findFirst()
                    .orElseGet(zone::folder);
        }

        private void tell(Outcome outcome) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(json.wanted() ? Json.object(object -> write(object, outcome)) : line(outcome));
            out.flush();
        }

        private static String line(Outcome outcome) {
            StringBuilder line = new StringBuilder(String.format(
                    Locale.ROOT,
                    "%s %-28s seed %d: ",
                    outcome.passed() ? "PASS" : "FAIL",
                    outcome.scenario().name(),
                    outcome.scenario().seed()));
            if (outcome.raised().isEmpty() && outcome.advised().isEmpty()) {
                line.append("no warning");
            }
            String separator = "";
            for (Raised raised : outcome.raised()) {
                line.append(separator).append(raised);
                if (Double.isFinite(raised.latencyMs())) {
                    line.append(String.format(Locale.ROOT, " (after %.1f ms)", raised.latencyMs()));
                }
                separator = ", ";
            }
            for (Advised advised : outcome.advised()) {
                line.append(separator).append(advised);
                separator = ", ";
            }
            outcome.faults()
                    .forEach(fault ->
                            line.append(System.lineSeparator()).append("     ").append(fault));
            return line.toString();
        }

        private static void write(JsonGenerator json, Outcome outcome) throws IOException {
            json.writeStringField("scenario", outcome.scenario().name());
            json.writeBooleanField("passed", outcome.passed());
            json.writeNumberField("seed", outcome.scenario().seed());
            json.writeArrayFieldStart("raised");
            for (Raised raised : outcome.raised()) {
                json.writeStartObject();
                json.writeStringField("application", raised.name());
                json.writeStringField("host", raised.host());
                if (!raised.counterpart().isEmpty()) {
                    json.writeStringField("counterpart", raised.counterpart());
                }
                Json.decimal(json, "at_s", raised.atS());
                Json.decimal(json, "cleared_at_s", raised.clearedAtS());
                Json.decimal(json, "latency_ms", raised.latencyMs());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("advised");
            for (Advised advised : outcome.advised()) {
                json.writeStartObject();
                json.writeStringField("application", advised.application());
                json.writeStringField("host", advised.host());
                json.writeArrayFieldStart("manoeuvres");
                for (String manoeuvre : advised.manoeuvres()) {
                    json.writeString(manoeuvre);
                }
                json.writeEndArray();
                Json.decimal(json, "min_mps", advised.minMps());
                Json.decimal(json, "max_mps", advised.maxMps());
                Json.decimal(json, "at_s", advised.atS());
                Json.decimal(json, "ended_at_s", advised.endedAtS());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("faults");
            for (String fault : outcome.faults()) {
                json.writeString(fault);
            }
            json.writeEndArray();
        }

        private void summary(Zone zone, long passed, long played, double seconds) {
            PrintWriter out = spec.commandLine().getOut();
            if (json.wanted()) {
                out.println(Json.object(object -> {
                    object.writeStringField("zone", zone.name());
                    object.writeNumberField("played", played);
                    object.writeNumberField("passed", passed);
                    object.writeNumberField("failed", played - passed);
                    Json.decimal(object, "seconds", seconds);
                }));
            } else {
                out.printf(
                        Locale.ROOT,
                        "scenarios: zone=%s played=%d passed=%d failed=%d seconds=%.0f%n",
                        zone.name(),
                        played,
                        passed,
                        played - passed,
                        seconds);
            }
            out.flush();
        }
    }

    @Command(
            name = "list",
            description = "Lists the scenarios of a zone: name, application, kind, length, what happens.",
            mixinStandardHelpOptions = true,
            footer = {"", "Exit codes: 0 done, 1 a file is refused, 2 wrong usage"})
    static final class Show implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private final ZoneFlag zone = new ZoneFlag();

        @Mixin
        private final JsonFlag json = new JsonFlag();

        @Mixin
        final ConfigFlag config = new ConfigFlag();

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            for (Scenario scenario : read(zone.folder(), zone.read(), List.of())) {
                String kind = scenario.kind().name().toLowerCase(Locale.ROOT);
                if (json.wanted()) {
                    out.println(Json.object(object -> {
                        object.writeStringField("scenario", scenario.name());
                        object.writeStringField("application", scenario.application());
                        object.writeStringField("kind", kind);
                        Json.decimal(object, "lasts_s", scenario.lastsS());
                        object.writeStringField("title_zh", scenario.titleZh());
                        object.writeStringField("title_en", scenario.titleEn());
                    }));
                } else {
                    out.printf(
                            Locale.ROOT,
                            "%-28s %-8s %-10s %4.1f s  %s%n",
                            scenario.name(),
                            scenario.application(),
                            kind,
                            scenario.lastsS(),
                            scenario.titleEn());
                }
            }
            out.flush();
            return ExitCode.OK;
        }
    }
}
