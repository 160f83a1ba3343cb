package io.yunkong.cli;

import io.yunkong.map.road.Zone;
import io.yunkong.sim.scenario.Outcome;
import io.yunkong.sim.scenario.Play;
import io.yunkong.sim.scenario.Scenario;
import io.yunkong.sim.scenario.ScenarioException;
import io.yunkong.sim.scenario.Scenarios;
import io.yunkong.sim.scenario.Stage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
                "Starts edge and cloud in one process on free ports, for one zone after the other, plays scenarios in real time with a session for every vehicle and roadside"
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
                                + " played in that zone unless --zone says another one; names and all other files in the"
                                + " zone of the first of them.")
        private List<String> names = List.of();

        @Option(
                names = "--all",
                description = "Plays all of the zone, those at the same time that are far from each other.")
        private boolean all;

        @Option(
                names = "--keep",
                description =
                        "Keeps edge and cloud running after the last scenario until Ctrl-C, so that v2x warnings show and"
                                + " explain can tell of the warnings.")
        private boolean keep;

        @Mixin
        private final ZoneFlag zone = new ZoneFlag();

        @Mixin
        private final JsonFlag json = new JsonFlag();

        @Mixin
        final ConfigFlag config = new ConfigFlag();

        @Override
        public Integer call() throws InterruptedException {
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
            List<ZonePlays> zones = new ArrayList<>();
            byZone().forEach((folder, wanted) -> zones.add(ZonePlays.read(folder, wanted)));
            if (keep && zones.size() > 1) {
                throw new CommandFailure(
                        ExitCode.USAGE, "too many zones to keep: zones=" + zones.size() + ", limit=1; nothing played");
            }
            boolean passed = true;
            for (ZonePlays plays : zones) {
                passed &= play(plays);
            }
            return passed ? ExitCode.OK : ExitCode.FAILURE;
        }

        /** What to play, by the folder of its zone. */
        private Map<Path, List<String>> byZone() {
            if (names.isEmpty() || spec.commandLine().getParseResult().hasMatchedOption("--zone")) {
                return Map.of(zone.folder(), names);
            }
            Path first = names.stream()
                    .flatMap(name -> ownZone(name).stream())
                    .findFirst()
                    .orElseGet(zone::folder);
            Map<Path, List<String>> byZone = new LinkedHashMap<>();
            names.forEach(name -> byZone.computeIfAbsent(ownZone(name).orElse(first), _ -> new ArrayList<>())
                    .add(name));
            return byZone;
        }

        private static Optional<Path> ownZone(String name) {
            return Scenarios.isFile(name) ? Scenarios.zoneOf(Path.of(name)) : Optional.empty();
        }

        /** Whether all passed. */
        private boolean play(ZonePlays plays) throws InterruptedException {
            ScenarioTeller teller = new ScenarioTeller(spec.commandLine(), json.wanted());
            long startedNs = System.nanoTime();
            List<Outcome> outcomes = new ArrayList<>();
            teller.begins(plays);
            try (ScenarioPlatform platform = ScenarioPlatform.start(plays.zone())) {
                for (List<Play> together : plays.groups()) {
                    for (Outcome outcome : platform.play(together)) {
                        outcomes.add(outcome);
                        teller.tell(outcome);
                    }
                }
                teller.ended(plays.zone(), outcomes, (System.nanoTime() - startedNs) / 1e9);
                if (keep) {
                    teller.kept(platform.httpAddress());
                    keep();
                }
            } catch (IOException | IllegalStateException | IllegalArgumentException e) {
                throw new CommandFailure(ExitCode.FAILURE, String.valueOf(e.getMessage()));
            }
            return outcomes.stream().allMatch(Outcome::passed);
        }

        private static void keep() throws InterruptedException {
            try (Interruption interruption = new Interruption()) {
                interruption.await();
            }
        }
    }

    /** Scenarios of a zone, ready to be played: those of a group at the same time. */
    record ZonePlays(Zone zone, List<List<Play>> groups) {
        private static ZonePlays read(Path folder, List<String> wanted) {
            Zone zone = Zones.read(folder.toString());
            return new ZonePlays(
                    zone,
                    Play.groups(ScenarioCommand.read(folder, zone, wanted).stream()
                            .map(scenario -> new Play(scenario, zone))
                            .toList()));
        }

        int scenarios() {
            return groups.stream().mapToInt(List::size).sum();
        }

        double expectedS() {
            return groups.stream().mapToDouble(Stage::expectedS).sum();
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
