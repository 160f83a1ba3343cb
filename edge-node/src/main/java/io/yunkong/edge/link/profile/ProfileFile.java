package io.yunkong.edge.link.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

/** The keys of one mapping in a profile file, each with its line; a key that nobody knows is refused at once. No tags, no aliases, no types. */
final class ProfileFile {
    private static final int BYTES_MAX = 65_536;
    private static final int DEPTH_MAX = 6;

    private final String file;
    private final int line;
    private final Map<String, Node> fields;

    private ProfileFile(String file, Node node, Set<String> known) throws ProfileException {
        this.file = file;
        this.line = line(node);
        this.fields = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            throw new ProfileException(file, line, "keys and values expected here");
        }
        for (NodeTuple entry : mapping.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (!known.contains(key)) {
                throw new ProfileException(
                        file, line(entry.getKeyNode()), "unknown key: key=" + key + ", known=" + new TreeSet<>(known));
            }
            if (fields.put(key, entry.getValueNode()) != null) {
                throw new ProfileException(file, line(entry.getKeyNode()), "key twice: key=" + key);
            }
        }
    }

    static ProfileFile parse(String file, String text, Set<String> known) throws ProfileException {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEPTH_MAX);
        options.setCodePointLimit(BYTES_MAX);
        try {
            Node root = new Yaml(options).compose(new java.io.StringReader(text));
            if (root == null) {
                throw new ProfileException(file, 1, "empty file");
            }
            return new ProfileFile(file, root, known);
        } catch (MarkedYAMLException e) {
            int at = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new ProfileException(file, at, "not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new ProfileException(file, 1, "not YAML: " + e.getMessage());
        } catch (IllegalArgumentException e) { // what the library throws at "\\UFFFFFFFF"
            throw new ProfileException(file, 1, "not YAML: an escape is no character");
        }
    }

    boolean has(String key) {
        return fields.containsKey(key);
    }

    /** Refuses at the line of one key, or of the whole mapping when it is not there. */
    ProfileException refuse(String key, String reason) {
        @Nullable Node node = fields.get(key);
        return new ProfileException(file, node == null ? line : line(node), reason);
    }

    private Node node(String key) throws ProfileException {
        Node node = fields.get(key);
        if (node == null) {
            throw new ProfileException(file, line, "missing key: key=" + key);
        }
        return node;
    }

    String text(String key) throws ProfileException {
        return text(key, node(key));
    }

    private String text(String key, Node node) throws ProfileException {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        throw new ProfileException(file, line(node), "not a text: key=" + key);
    }

    boolean flag(String key) throws ProfileException {
        return word(key, Map.of("true", true, "false", false));
    }

    <T> T word(String key, Map<String, T> words) throws ProfileException {
        return word(key, node(key), words);
    }

    private <T> T word(String key, Node node, Map<String, T> words) throws ProfileException {
        String text = text(key, node);
        T word = words.get(text);
        if (word == null) {
            throw new ProfileException(
                    file,
                    line(node),
                    "unknown " + key + ": " + key + "=" + text + ", known=" + new TreeSet<>(words.keySet()));
        }
        return word;
    }

    <T> List<T> words(String key, Map<String, T> words) throws ProfileException {
        List<T> list = new ArrayList<>();
        for (Node item : items(key)) {
            list.add(word(key, item, words));
        }
        return list;
    }

    List<String> texts(String key) throws ProfileException {
        List<String> list = new ArrayList<>();
        for (Node item : items(key)) {
            list.add(text(key, item));
        }
        return list;
    }

    List<ProfileFile> list(String key, Set<String> known, int max) throws ProfileException {
        List<ProfileFile> list = new ArrayList<>();
        for (Node item : items(key)) {
            list.add(new ProfileFile(file, item, known));
        }
        if (list.size() > max) {
            throw refuse(key, "list too long: key=" + key + ", size=" + list.size() + ", limit=" + max);
        }
        return list;
    }

    private List<Node> items(String key) throws ProfileException {
        if (node(key) instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw refuse(key, "not a list: key=" + key);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
