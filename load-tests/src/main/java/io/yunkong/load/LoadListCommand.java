package io.yunkong.load;

import io.yunkong.load.budget.Budget;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Names the load tests. */
@Command(
        name = "list",
        description = "Names the load tests, and what each has to keep.",
        mixinStandardHelpOptions = true)
final class LoadListCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        var out = spec.commandLine().getOut();
        for (LoadTest test : LoadTest.values()) {
            out.println(line(test));
            out.println("    " + test.duration().toSeconds() + "s; budgets: "
                    + StandardBudgets.of(test).all().stream()
                            .map(Budget::toString)
                            .collect(Collectors.joining(" ")));
        }
        out.flush();
    }

    /** One line a load test. */
    static Stream<String> lines() {
        return Arrays.stream(LoadTest.values()).map(LoadListCommand::line);
    }

    private static String line(LoadTest test) {
        return String.format("  %-14s %s", test.key(), test.line());
    }
}
