package io.yunkong.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flag {@code --config}; {@link ConfigDefaults} reads the file before the command line is parsed. */
final class ConfigFlag {
    @Option(names = "--config", paramLabel = "FILE", description = "YAML file with flags, one 'flag-name: value' a line.")
    @Nullable Path file;
}
