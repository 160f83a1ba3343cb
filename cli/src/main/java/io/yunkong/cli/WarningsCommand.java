package io.yunkong.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a cloud node knows of warnings. */
@Command(
        name = "warnings",
        description = "Follows warnings as they come, and tells why one was raised and what became of it.",
        mixinStandardHelpOptions = true,
        subcommands = {WarningsCommand.Tail.class, WarningsCommand.Show.class, WarningsCommand.Explain.class})
final class WarningsCommand {
    @Command(
            name = "tail",
            description = {
                "Prints a line when a warning is raised, changes its severity, or ends: time, what happened, application, severity, id; then"
                        + " who is warned of whom, and what was measured against its limit.",
                "Begins with the warnings that are active. A line says so when a zone is not fully covered: no warning does not mean no"
                        + " danger."
            },
            mixinStandardHelpOptions = true,
            footerHeading = "%nExit codes:%n",
            footer = {
                "  0 done; 1 the node failed; 2 wrong usage, or a zone that is not served; 3 no node answers at the start",
                "  (later it is asked again until it does); 4 refused; 130 Ctrl-C; 143 SIGTERM"
            })
    static final class Tail implements Callable<Integer> {
        private static final long LOOK_MS = 250;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private final CloudFlag cloud = new CloudFlag();

        @Option(
                names = "--zone",
                paramLabel = "ZONE",
                split = ",",
                description = "Zones to follow, separated by commas (default: all that the node serves).")
        private List<String> zones = List.of();

        @Option(
                names = "--since",
                paramLabel = "DURATION",
                defaultValue = "0s",
                description =
                        "Begins also with those that ended so long ago, as far as the node keeps them, such as 10m"
                                + " (default: ${DEFAULT-VALUE}).")
        private Duration since = Duration.ZERO;

        @Option(names = "--for", paramLabel = "DURATION", description = "Ends after so long (default: goes on).")
        private @Nullable Duration duration;

        @Mixin
        private final LanguageFlag language = new LanguageFlag();

        @Mixin
        private final JsonFlag json = new JsonFlag();

        @Mixin
        final ConfigFlag config = new ConfigFlag();

        @Override
        public Integer call() throws InterruptedException {
            PrintWriter out = spec.commandLine().getOut();
            WarningTongue tongue =
                    json.wanted() ? new WarningJson() : new WarningLines(language.language(), ShownTime.here());
            long untilNs = System.nanoTime() + (duration == null ? Long.MAX_VALUE / 2 : duration.toNanos());
            try (Interruption interruption = new Interruption();
                    CloudApi api = cloud.api()) {
                WarningTail tail = new WarningTail(api, zones, since, tongue, out);
                tail.look();
                boolean silent = false;
                while (!interruption.await(LOOK_MS) && System.nanoTime() - untilNs < 0) {
                    silent = look(tail, silent);
                }
                return ExitCode.OK;
            }
        }

        /** A node that goes while it is followed is waited for: answers whether it is silent now. */
        private boolean look(WarningTail tail, boolean silent) {
            PrintWriter err = spec.commandLine().getErr();
            try {
                tail.look();
                if (silent) {
                    err.println("v2x: the cloud node answers again");
                }
                return false;
            } catch (CommandFailure failure) {
                if (failure.exitCode() != ExitCode.CANNOT_CONNECT) {
                    throw failure;
                }
                if (!silent) {
                    err.println("v2x: " + failure.getMessage() + "; asked again until it does");
                }
                return true;
            }
        }
    }

    /** What the commands have in common that are about one warning. */
    static final class OneWarning {
        @Parameters(paramLabel = "ID", description = "Id of the warning, or of a further one of the same danger.")
        private String id = "";

        @Mixin
        private final CloudFlag cloud = new CloudFlag();

        @Mixin
        final ConfigFlag config = new ConfigFlag();

        private WarningAnswer read(CloudApi api) {
            String text = api.warning(id)
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.FAILURE,
                            "warning unknown or no longer kept: id=" + id + ", address=" + api.root()
                                    + "; ids are shown by ./v2x warnings tail --since 1h"));
            return new WarningAnswer(api.object(text));
        }

        /** The time on the clock of the node. */
        private static long nowUs(CloudApi api, WarningAnswer warning) {
            return api.zones().stream()
                    .filter(zone -> zone.text("id").equals(warning.json().text("zone")))
                    .mapToLong(zone -> zone.whole("time_us").orElse(0))
                    .findFirst()
                    .orElse(0);
        }
    }

    @Command(
            name = "show",
            description =
                    "Prints all that is known of a warning: parties, inputs, paths, measure, rule, latency, deliveries.",
            mixinStandardHelpOptions = true,
            footer = {"", "Exit codes: 0 done, 1 no such warning, 2 wrong usage, 3 no node answers, 4 refused"})
    static final class Show implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private final OneWarning one = new OneWarning();

        @Mixin
        private final JsonFlag json = new JsonFlag();

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            try (CloudApi api = one.cloud.api()) {
                WarningAnswer warning = one.read(api);
                out.println(
                        json.wanted()
                                ? warning.json().source()
                                : new WarningSheet(
                                                warning,
                                                ZoneNames.of(api, warning),
                                                ShownTime.here(),
                                                OneWarning.nowUs(api, warning))
                                        .text());
                return ExitCode.OK;
            }
        }
    }

    @Command(
            name = "explain",
            description = "Says in plain sentences why a warning was raised, what was known, and what became of it.",
            mixinStandardHelpOptions = true,
            footer = {"", "Exit codes: 0 done, 1 no such warning, 2 wrong usage, 3 no node answers, 4 refused"})
    static final class Explain implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private final OneWarning one = new OneWarning();

        @Mixin
        private final LanguageFlag language = new LanguageFlag();

        @Override
        public Integer call() {
            Language wanted = language.language();
            try (CloudApi api = one.cloud.api()) {
                WarningAnswer warning = one.read(api);
                spec.commandLine()
                        .getOut()
                        .println(new WarningStory(
                                        warning,
                                        wanted,
                                        ZoneNames.of(api, warning),
                                        ShownTime.here(),
                                        OneWarning.nowUs(api, warning))
                                .text());
                return ExitCode.OK;
            }
        }
    }
}
