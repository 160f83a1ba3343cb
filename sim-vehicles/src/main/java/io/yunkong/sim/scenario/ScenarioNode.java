package io.yunkong.sim.scenario;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A value in a scenario file, which knows its line and refuses what it is not. No tags, no aliases, no types: what it means is decided by who asks. */
final class ScenarioNode {
    private static final int DEPTH_MAX = 8;
    private static final int TEXT_MAX = 200;
    private static final int ITEMS_MAX = 200;

    private final String file;
    private final Node node;

    private ScenarioNode(String file, Node node) {
        this.file = file;
        this.node = node;
    }

    static ScenarioNode read(String file, byte[] bytes) throws ScenarioException {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEPTH_MAX);
        options.setCodePointLimit(bytes.length + 1);
        try {
            Node root = new Yaml(options).compose(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
            if (root == null) {
                throw new ScenarioException(file, 1, "empty file");
            }
            return new ScenarioNode(file, root);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new ScenarioException(file, line, "not YAML: " + e.getProblem());
        } catch (YAMLException | IllegalArgumentException e) { // the latter is what the library throws at a bad escape
            throw new ScenarioException(file, 1, "not YAML: " + e.getMessage());
        }
    }

    ScenarioException refuse(String reason) {
        return new ScenarioException(file, node.getStartMark().getLine() + 1, reason);
    }

    /** The keys of a mapping; others than the known ones are refused, and one that is there twice. */
    Keys keys(Set<String> known) throws ScenarioException {
        if (!(node instanceof MappingNode mapping)) {
            throw refuse("keys and values expected here");
        }
        Map<String, ScenarioNode> values = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            ScenarioNode keyNode = new ScenarioNode(file, tuple.getKeyNode());
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (!known.contains(key)) {
                throw keyNode.refuse("unknown key: key=" + key + ", known=" + sorted(known));
            }
            if (values.put(key, new ScenarioNode(file, tuple.getValueNode())) != null) {
                throw keyNode.refuse("duplicate key: key=" + key);
            }
        }
        return new Keys(this, values);
    }

    /** Whether it is a text, not a list or a mapping. */
    boolean isText() {
        return node instanceof ScalarNode;
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    private String text(String key) throws ScenarioException {
        if (!(node instanceof ScalarNode scalar)) {
            throw refuse("not a text: key=" + key);
        }
        String text = scalar.getValue();
        if (text.isBlank() || (scalar.getScalarStyle() == ScalarStyle.PLAIN && text.equals("null"))) {
            throw refuse("no value: key=" + key);
        }
        if (text.length() > TEXT_MAX) {
            throw refuse("text too long: key=" + key + ", length=" + text.length() + ", limit=" + TEXT_MAX);
        }
        return text;
    }

    private List<ScenarioNode> items(String key) throws ScenarioException {
        if (!(node instanceof SequenceNode sequence)) {
            throw refuse("not a list: key=" + key);
        }
        if (sequence.getValue().size() > ITEMS_MAX) {
            throw refuse("list too long: key=" + key + ", items="
                    + sequence.getValue().size() + ", limit=" + ITEMS_MAX);
        }
        List<ScenarioNode> items = new ArrayList<>();
        sequence.getValue().forEach(item -> items.add(new ScenarioNode(file, item)));
        return items;
    }

    private <E extends Enum<E>> E word(String key, Class<E> words) throws ScenarioException {
        String text = text(key);
        for (E word : words.getEnumConstants()) {
            if (word.name().toLowerCase(Locale.ROOT).equals(text)) {
                return word;
            }
        }
        List<String> known = new ArrayList<>();
        for (E word : words.getEnumConstants()) {
            known.add(word.name().toLowerCase(Locale.ROOT));
        }
        throw refuse("unknown " + key + ": " + key + "=" + text + ", known=" + known);
    }

    /** The keys of one mapping, each read with its type and limits. */
    record Keys(ScenarioNode of, Map<String, ScenarioNode> values) {
        boolean has(String key) {
            return values.containsKey(key);
        }

        ScenarioException refuse(String reason) {
            return of.refuse(reason);
        }

        /** Refuses at the line of one key, which is there. */
        ScenarioException refuse(String key, String reason) {
            return values.getOrDefault(key, of).refuse(reason);
        }

        ScenarioNode node(String key) throws ScenarioException {
            ScenarioNode value = values.get(key);
            if (value == null) {
                throw of.refuse("missing key: key=" + key);
            }
            return value;
        }

        String text(String key) throws ScenarioException {
            return node(key).text(key);
        }

        /** A number in [low, high]. */
        double number(String key, double low, double high) throws ScenarioException {
            String text = text(key);
            // Double.parseDouble also takes "3.4d" and "NaN"; a file must not
            if (!text.matches("[-+]?[0-9]{1,15}(\\.[0-9]{1,15})?")) {
                throw refuse(key, "not a number: " + key + "=" + text);
            }
            double value = Double.parseDouble(text);
            if (!(value >= low && value <= high)) {
                throw refuse(key, "value out of range: " + key + "=" + text + ", limit=[" + low + ", " + high + "]");
            }
            return value;
        }

        double number(String key, double low, double high, double otherwise) throws ScenarioException {
            return has(key) ? number(key, low, high) : otherwise;
        }

        int whole(String key, int low, int high) throws ScenarioException {
            double value = number(key, low, high);
            if (value != Math.rint(value)) {
                throw refuse(key, "not a whole number: " + key + "=" + text(key));
            }
            return (int) value;
        }

        boolean flag(String key) throws ScenarioException {
            return switch (text(key)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw refuse(key, "not true or false: " + key + "=" + text(key));
            };
        }

        boolean flag(String key, boolean otherwise) throws ScenarioException {
            return has(key) ? flag(key) : otherwise;
        }

        /** One of the names of an enum, in lower case. */
        <E extends Enum<E>> E word(String key, Class<E> words) throws ScenarioException {
            return node(key).word(key, words);
        }

        /** Several of them. */
        <E extends Enum<E>> List<E> words(String key, Class<E> words) throws ScenarioException {
            List<E> found = new ArrayList<>();
            for (ScenarioNode item : list(key)) {
                found.add(item.word(key, words));
            }
            return found;
        }

        List<ScenarioNode> list(String key) throws ScenarioException {
            return node(key).items(key);
        }

        /** Empty when the key is not there. */
        List<ScenarioNode> listIfAny(String key) throws ScenarioException {
            return has(key) ? list(key) : List.of();
        }

        List<String> texts(String key) throws ScenarioException {
            List<String> texts = new ArrayList<>();
            for (ScenarioNode item : list(key)) {
                texts.add(item.text(key));
            }
            return texts;
        }
    }
}
