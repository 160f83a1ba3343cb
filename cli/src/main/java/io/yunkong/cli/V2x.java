package io.yunkong.cli;

import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the {@code v2x} command. */
@Command(
        name = "v2x",
        mixinStandardHelpOptions = true,
        description =
                "Yunkong, a connected-vehicle cloud control platform: edge nodes, cloud nodes, simulated vehicles.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = V2x.Version.class,
        footerHeading = "%nLoad tests and benchmarks:%n",
        footer = {
            "  v2x load NAME [--vehicles N] [--duration 30s] [--budget p99=50ms]   runs from the source tree",
            "  v2x bench all|codec|map|edge|cloud|start [--json] [--markdown]      runs from the source tree",
            "",
            "Flags may also stand in a file given by --config (YAML, one 'flag-name: value' a line) or in the environment",
            "(V2X_ and the flag in capitals, such as V2X_HTTP=127.0.0.1:8080): flag before environment before file before default.",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 cannot connect, 4 refused, 99 budget missed, 130 Ctrl-C, 143 SIGTERM",
            "Completion: source <(v2x generate-completion)"
        })
public final class V2x implements Runnable {
    private static final List<Class<?>> COMMANDS = List.of(
            DemoCommand.class,
            EdgeCommand.class,
            CloudCommand.class,
            SimCommand.class,
            ScenarioCommand.class,
            ZoneCommand.class,
            ReplayCommand.class,
            CodecCommand.class,
            PkiCommand.class,
            DeviceCommand.class,
            ObuCommand.class,
            WarningsCommand.class,
            TrainCommand.class,
            GenerateCompletion.class);

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private V2x() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs one command. */
    static int run(String... args) {
        // Bytes go out as UTF-8 whatever the machine's locale says: zones have Chinese names.
        return run(
                System.getenv(),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                args);
    }

    /** Runs one command with another environment and other outputs. */
    static int run(Map<String, String> environment, PrintWriter out, PrintWriter err, String... args) {
        ConfigDefaults defaults;
        try {
            defaults = ConfigDefaults.of(List.of(args), environment);
        } catch (CommandFailure failure) {
            return report(failure, err);
        }
        return commandLine(defaults, asked(args)).setOut(out).setErr(err).execute(args);
    }

    /** The command that is asked for alone: making all of them is a good part of the start of a node. All when it needs the others, or is none. */
    private static List<Class<?>> asked(String... args) {
        for (Class<?> command : COMMANDS) {
            if (args.length > 0
                    && command != GenerateCompletion.class
                    && command.getAnnotation(Command.class).name().equals(args[0])) {
                return List.of(command);
            }
        }
        return COMMANDS;
    }

    static CommandLine commandLine(ConfigDefaults defaults) {
        return commandLine(defaults, COMMANDS);
    }

    private static CommandLine commandLine(ConfigDefaults defaults, List<Class<?>> commands) {
        CommandLine commandLine = new CommandLine(new V2x());
        commands.forEach(commandLine::addSubcommand);
        commandLine
                .registerConverter(
                        int.class,
                        text -> WholeNumber.of(text, Integer.MIN_VALUE, Integer.MAX_VALUE)
                                .intValue())
                .registerConverter(long.class, text -> WholeNumber.of(text, Long.MIN_VALUE, Long.MAX_VALUE))
                .registerConverter(double.class, V2x::number)
                .registerConverter(Duration.class, new DurationConverter())
                .registerConverter(InetSocketAddress.class, new AddressConverter())
                .setUsageHelpWidth(110)
                .setUsageHelpAutoWidth(false)
                .setDefaultValueProvider(defaults)
                .setExecutionStrategy(parsed -> {
                    try {
                        defaults.refuseUnknownKeys(leaf(parsed).commandSpec());
                    } catch (CommandFailure failure) {
                        return report(
                                failure, parsed.commandSpec().commandLine().getErr());
                    }
                    return new CommandLine.RunLast().execute(parsed);
                })
                .setParameterExceptionHandler((wrong, arguments) -> {
                    CommandLine command = wrong.getCommandLine();
                    String help = command.getCommandSpec().qualifiedName() + " --help";
                    return report(
                            new CommandFailure(ExitCode.USAGE, WrongUsage.reason(wrong) + "; see " + help),
                            command.getErr());
                })
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    if (exception instanceof CommandFailure failure) {
                        return report(failure, command.getErr());
                    }
                    throw exception;
                });
        return commandLine;
    }

    private static Double number(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw new CommandLine.TypeConversionException("'" + text + "' is not a number");
        }
    }

    static CommandLine.ParseResult leaf(CommandLine.ParseResult parsed) {
        CommandLine.ParseResult result = parsed;
        while (result.hasSubcommand()) {
            result = result.subcommand();
        }
        return result;
    }

    private static int report(CommandFailure failure, PrintWriter err) {
        err.println("v2x: " + failure.getMessage());
        return failure.exitCode();
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), WrongUsage.whichCommand(spec) + ", load, bench");
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = V2x.class.getPackage().getImplementationVersion();
            return new String[] {"v2x " + (version == null ? "development" : version)};
        }
    }
}
