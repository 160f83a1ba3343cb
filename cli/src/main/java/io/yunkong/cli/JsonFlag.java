package io.yunkong.cli;

import picocli.CommandLine.Option;

/** The flag {@code --json}. */
final class JsonFlag {
    @Option(names = "--json", description = "For scripts: results are JSON objects, one a line; the last line is one.")
    private boolean wanted;

    boolean wanted() {
        return wanted;
    }
}
