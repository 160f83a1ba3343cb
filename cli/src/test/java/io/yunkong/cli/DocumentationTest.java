package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParseResult;

/** Every command line in the documentation is one that the program takes. Load tests and benchmarks have a command line of their own. */
final class DocumentationTest {
    private static final Path HOME = Path.of(System.getProperty("v2x.home", ".."));
    /** In a code block at the start of a line, in text between backquotes; up to a comment, a redirection or an ampersand. */
    private static final Pattern COMMAND = Pattern.compile("(?:^|`)\\./v2x([^`#>&|]*)", Pattern.MULTILINE);

    static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        for (Path file : documents()) {
            Matcher matcher = COMMAND.matcher(Files.readString(file));
            while (matcher.find()) {
                String arguments =
                        matcher.group(1).lines().findFirst().orElse("").strip();
                if (!arguments.matches("(load|bench) .*") && !arguments.contains("…")) {
                    commands.add(file.getFileName() + ": " + arguments);
                }
            }
        }
        return commands;
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> root = Files.list(HOME);
                Stream<Path> docs = Files.walk(HOME.resolve("docs"))) {
            return Stream.concat(root, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandParses(String command) {
        List<String> arguments = Stream.of(
                        command.substring(command.indexOf(": ") + 2).split(" +"))
                .map(argument -> argument.replace("HOST:PORT", "127.0.0.1:7420"))
                .map(argument ->
                        argument.startsWith("docs/") ? HOME.resolve(argument).toString() : argument)
                .toList();
        ConfigDefaults defaults = ConfigDefaults.of(arguments, Map.of());
        ParseResult parsed = V2x.commandLine(defaults).parseArgs(arguments.toArray(String[]::new));
        defaults.refuseUnknownKeys(V2x.leaf(parsed).commandSpec());
        assertThat(parsed.isUsageHelpRequested() || parsed.hasSubcommand()).isTrue();
    }
}
