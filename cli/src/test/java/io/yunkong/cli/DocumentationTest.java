package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.edge.statistics.HandshakeFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParseResult;

/**
 * Every command line in the documentation is one that the program takes, and every test it names is there. Load tests and benchmarks have a command line of their
 * own.
 */
final class DocumentationTest {
    private static final Path HOME = Path.of(System.getProperty("v2x.home", ".."));
    private static final List<Path> TEST_FOLDERS = testFolders();
    /** In a code block at the start of a line, in text between backquotes; up to a comment, a redirection or an ampersand. */
    private static final Pattern COMMAND = Pattern.compile("(?:^|`)\\./v2x([^`#>&|]*)", Pattern.MULTILINE);

    /** To a file of the repository or a heading. */
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)\\s]+)\\)");

    /** A class and a method of it, or a class alone. */
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|Fuzzer|Properties))(?:[.](\\w+))?`");

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

    static List<String> links() throws IOException {
        List<String> links = new ArrayList<>();
        for (Path file : documents()) {
            Matcher matcher = LINK.matcher(Files.readString(file));
            while (matcher.find()) {
                links.add(HOME.relativize(file) + ": " + matcher.group(1));
            }
        }
        return links;
    }

    @ParameterizedTest
    @MethodSource("links")
    void linkLeadsSomewhere(String link) throws IOException {
        Path from = HOME.resolve(link.substring(0, link.indexOf(": ")));
        String[] target = link.substring(link.indexOf(": ") + 2).split("#", 2);
        Path file = target[0].isEmpty() ? from : from.resolveSibling(target[0]);
        assertThat(file).exists();
        if (target.length == 2) {
            assertThat(Files.readAllLines(file).stream().filter(line -> line.startsWith("#")))
                    .anyMatch(heading -> anchor(heading).equals(target[1]));
        }
    }

    /** As forges name a heading. */
    private static String anchor(String heading) {
        return heading.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    static Stream<String> tests() throws IOException {
        return TEST.matcher(Files.readString(HOME.resolve("docs/bad-input.md")))
                .results()
                .map(named -> named.group(1) + (named.group(2) == null ? "" : "." + named.group(2)))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("tests")
    void testIsThere(String test) throws IOException {
        String[] parts = test.split("[.]", 2);
        assertThat(testSources("/" + parts[0] + ".java"))
                .as(test)
                .anySatisfy(file -> assertThat(Files.readString(file))
                        .contains(parts.length == 1 ? "class " + parts[0] : "void " + parts[1] + "("));
    }

    @Test
    void everyFuzzerIsNamed() throws IOException {
        String named = Files.readString(HOME.resolve("docs/bad-input.md"));
        assertThat(testSources("Fuzzer.java"))
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .isNotEmpty()
                .allSatisfy(fuzzer -> assertThat(named).contains("`" + fuzzer + "`"));
    }

    @Test
    void everyFaultOfAHandshakeIsExplained() throws IOException {
        String explained = Files.readString(HOME.resolve("docs/identity.md"));
        assertThat(HandshakeFault.values())
                .allSatisfy(fault -> assertThat(explained).contains("`" + fault + "`"));
    }

    /** Those of every module whose name ends so; what is built or installed beside them is not walked. */
    private static List<Path> testSources(String end) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path tests : TEST_FOLDERS) {
            try (Stream<Path> files = Files.walk(tests)) {
                files.filter(file -> file.toString().endsWith(end)).forEach(found::add);
            }
        }
        return found;
    }

    private static List<Path> testFolders() {
        try (Stream<Path> modules = Files.list(HOME)) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
