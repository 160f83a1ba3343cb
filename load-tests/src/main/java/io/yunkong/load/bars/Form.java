package io.yunkong.load.bars;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How a bench tells what came out, as flags of its command. */
public final class Form {
    @CommandLine.ArgGroup
    private Choice choice = new Choice();

    /** One at most. */
    private static final class Choice {
        @Option(names = "--json", description = "Prints one JSON object; progress goes to standard error.")
        private boolean json;

        @Option(names = "--markdown", description = "Prints a Markdown page; progress goes to standard error.")
        private boolean markdown;
    }

    /** Measures, and prints what came out; returns the exit code. */
    public int run(Measuring bench) throws InterruptedException {
        try {
            BenchReport report = bench.measure(choice.json || choice.markdown ? System.err : System.out);
            System.out.print(choice.json ? report.json() : choice.markdown ? report.markdown() : report.text());
            return report.outcomes().exitCode();
        } catch (IOException e) {
            System.err.println("v2x bench: " + e.getMessage());
            return Outcomes.FAILURE;
        }
    }
}
