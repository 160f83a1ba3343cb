package io.yunkong.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Values for flags that were not given: from the environment ({@code V2X_HTTP} for {@code --http}), then from the file named by
 * {@code --config} (YAML, one {@code flag-name: value} a line, lists for flags that take several values).
 */
final class ConfigDefaults implements IDefaultValueProvider {
    private static final List<String> NOT_SETTINGS = List.of("help", "version", "config");

    private record Setting(String value, int line) {}

    private final Map<String, String> environment;
    private final String file;
    private final Map<String, Setting> settings;

    private ConfigDefaults(Map<String, String> environment, String file, Map<String, Setting> settings) {
        this.environment = environment;
        this.file = file;
        this.settings = settings;
    }

    /** Reads the file that the arguments name, or else {@code V2X_CONFIG} in the environment. */
    static ConfigDefaults of(List<String> arguments, Map<String, String> environment) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith("--config=")) {
                return read(argument.substring("--config=".length()), environment);
            }
            if (argument.equals("--config") && i + 1 < arguments.size()) {
                return read(arguments.get(i + 1), environment);
            }
        }
        String file = environment.get("V2X_CONFIG");
        return file == null ? new ConfigDefaults(environment, "", Map.of()) : read(file, environment);
    }

    private static ConfigDefaults read(String file, Map<String, String> environment) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            Node root = new Yaml(new LoaderOptions()).compose(reader);
            if (root == null) {
                return new ConfigDefaults(environment, file, settings);
            }
            if (!(root instanceof MappingNode mapping)) {
                throw refusal(file, root, "expected lines of the form 'flag-name: value'");
            }
            for (NodeTuple entry : mapping.getValue()) {
                String key = scalar(file, entry.getKeyNode());
                String value = value(file, entry.getValueNode());
                if (settings.put(key, new Setting(value, line(entry.getKeyNode()))) != null) {
                    throw refusal(file, entry.getKeyNode(), "key given twice: key=" + key);
                }
            }
            return new ConfigDefaults(environment, file, settings);
        } catch (NoSuchFileException e) {
            throw new CommandFailure(ExitCode.USAGE, "config cannot be read: file=" + file + ", reason=no such file");
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "config cannot be read: file=" + file + ", reason=" + e.getMessage());
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new CommandFailure(
                    ExitCode.USAGE, file + ":" + line + ": not YAML: reason=" + e.getProblem() + "; config refused");
        } catch (YAMLException e) {
            throw new CommandFailure(ExitCode.USAGE, "config is not YAML: file=" + file + ", reason=" + e.getMessage());
        } catch (IllegalArgumentException e) { // what the library throws at "\\UFFFFFFFF"
            throw new CommandFailure(
                    ExitCode.USAGE, "config is not YAML: file=" + file + ", reason=an escape is no character");
        }
    }

    private static String value(String file, Node node) {
        if (node instanceof SequenceNode list) {
            return list.getValue().stream().map(item -> scalar(file, item)).collect(Collectors.joining(","));
        }
        return scalar(file, node);
    }

    private static String scalar(String file, Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw refusal(file, node, "expected a plain value");
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private static CommandFailure refusal(String file, Node node, String reason) {
        return new CommandFailure(ExitCode.USAGE, file + ":" + line(node) + ": " + reason + "; config refused");
    }

    /** Refuses a file with a key that the command has no flag for. */
    void refuseUnknownKeys(CommandSpec command) {
        List<String> known = command.options().stream()
                .map(ConfigDefaults::name)
                .filter(name -> !NOT_SETTINGS.contains(name))
                .sorted()
                .toList();
        settings.forEach((key, setting) -> {
            if (!known.contains(key)) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        file + ":" + setting.line() + ": unknown key: key=" + key + ", known=" + known
                                + "; config refused");
            }
        });
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        String name = name(option);
        if (NOT_SETTINGS.contains(name)) {
            return null;
        }
        String fromEnvironment =
                environment.get("V2X_" + name.toUpperCase(Locale.ROOT).replace('-', '_'));
        if (fromEnvironment != null) {
            return fromEnvironment;
        }
        Setting setting = settings.get(name);
        return setting == null ? null : setting.value();
    }

    private static String name(OptionSpec option) {
        return option.longestName().replaceFirst("^--", "");
    }
}
