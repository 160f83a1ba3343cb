package io.yunkong.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a team with a vehicle does. */
@Command(
        name = "obu",
        description = "Connects a real vehicle, and finds out why that does not work.",
        mixinStandardHelpOptions = true,
        subcommands = {ObuConnectCommand.class, ObuDoctorCommand.class})
final class ObuCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "which command? obu " + spec.subcommands().keySet());
    }
}
