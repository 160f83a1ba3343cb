package io.yunkong.cli;

import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, and what was probably meant. */
final class WrongUsage {
    private WrongUsage() {}

    /** One line. */
    static String reason(ParameterException wrong) {
        CommandSpec command = wrong.getCommandLine().getCommandSpec();
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()
                && (unmatched.isUnknownOption() || takesCommandsOnly(command))) {
            String what = unmatched.isUnknownOption() ? "no such option: " : "no such command: ";
            String meant = unmatched.getSuggestions().stream()
                    .findFirst()
                    .map(m -> ", did you mean " + m)
                    .orElse("");
            return what + unmatched.getUnmatched().getFirst() + meant;
        }
        String reason = String.valueOf(wrong.getMessage()).lines().collect(Collectors.joining(" "));
        return reason.equals("Missing required subcommand") ? whichCommand(command) : reason;
    }

    private static boolean takesCommandsOnly(CommandSpec command) {
        return !command.subcommands().isEmpty()
                && command.positionalParameters().isEmpty();
    }

    /** The question for one of a command's own commands. */
    static String whichCommand(CommandSpec command) {
        return command.subcommands().values().stream()
                .filter(known -> !known.getCommandSpec().usageMessage().hidden())
                .map(CommandLine::getCommandName)
                .distinct()
                .collect(Collectors.joining(", ", "which command? there are ", ""));
    }
}
