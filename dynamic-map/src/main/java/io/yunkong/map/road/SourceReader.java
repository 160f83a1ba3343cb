package io.yunkong.map.road;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** Turns the bytes of a zone file into nodes that know their line. No tags, no aliases, no types: what a value means is decided by who asks. */
final class SourceReader {
    private static final int DEPTH_MAX = 20;
    private static final JsonFactory JSON = new JsonFactory();

    private final String file;

    private SourceReader(String file) {
        this.file = file;
    }

    static SourceNode yaml(String file, byte[] bytes) throws ZoneException {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEPTH_MAX);
        options.setCodePointLimit(bytes.length + 1);
        try {
            Node root = new Yaml(options).compose(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
            if (root == null) {
                throw new ZoneException(file, 1, "empty file; zone refused");
            }
            return new SourceReader(file).fromYaml(root, 0);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new ZoneException(file, line, "not YAML: " + e.getProblem() + "; zone refused");
        } catch (YAMLException e) {
            throw new ZoneException(file, 1, "not YAML: " + e.getMessage() + "; zone refused");
        } catch (IllegalArgumentException e) { // what the library throws at "\\UFFFFFFFF"
            throw new ZoneException(file, 1, "not YAML: an escape is no character; zone refused");
        }
    }

    static SourceNode json(String file, byte[] bytes) throws ZoneException {
        try (JsonParser parser = JSON.createParser(bytes)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new ZoneException(file, 1, "empty file; zone refused");
            }
            return new SourceReader(file).fromJson(parser, 0);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr(); // too long a number has no place
            throw new ZoneException(file, line, "not JSON: " + e.getOriginalMessage() + "; zone refused");
        } catch (IOException e) {
            throw new ZoneException(file, 1, "cannot be read: " + e.getMessage() + "; zone refused");
        }
    }

    private SourceNode fromYaml(Node node, int depth) throws ZoneException {
        int line = node.getStartMark().getLine() + 1;
        checkDepth(line, depth);
        return switch (node) {
            case ScalarNode scalar ->
                new SourceNode.Scalar(file, line, scalar.getValue(), scalar.getScalarStyle() != ScalarStyle.PLAIN);
            case SequenceNode sequence -> {
                List<SourceNode> items = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    items.add(fromYaml(item, depth + 1));
                }
                yield new SourceNode.Sequence(file, line, items);
            }
            case MappingNode mapping -> {
                Map<String, SourceNode.Field> fields = new LinkedHashMap<>();
                for (NodeTuple tuple : mapping.getValue()) {
                    int keyLine = tuple.getKeyNode().getStartMark().getLine() + 1;
                    String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                    put(fields, key, keyLine, fromYaml(tuple.getValueNode(), depth + 1));
                }
                yield new SourceNode.Mapping(file, line, fields);
            }
            default -> throw new ZoneException(file, line, "alias or unknown kind of value; zone refused");
        };
    }

    private SourceNode fromJson(JsonParser parser, int depth) throws ZoneException, IOException {
        int line = parser.currentTokenLocation().getLineNr();
        checkDepth(line, depth);
        return switch (parser.currentToken()) {
            case START_ARRAY -> new SourceNode.Sequence(file, line, items(parser, depth));
            case START_OBJECT -> new SourceNode.Mapping(file, line, fields(parser, depth));
            default ->
                new SourceNode.Scalar(file, line, parser.getText(), parser.currentToken() == JsonToken.VALUE_STRING);
        };
    }

    private List<SourceNode> items(JsonParser parser, int depth) throws ZoneException, IOException {
        List<SourceNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(fromJson(parser, depth + 1));
        }
        return items;
    }

    private Map<String, SourceNode.Field> fields(JsonParser parser, int depth) throws ZoneException, IOException {
        Map<String, SourceNode.Field> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            int line = parser.currentTokenLocation().getLineNr();
            parser.nextToken();
            put(fields, key, line, fromJson(parser, depth + 1));
        }
        return fields;
    }

    private void put(Map<String, SourceNode.Field> fields, String key, int line, SourceNode value)
            throws ZoneException {
        if (fields.put(key, new SourceNode.Field(line, value)) != null) {
            throw new ZoneException(file, line, "duplicate key: key=" + key + "; zone refused");
        }
    }

    private void checkDepth(int line, int depth) throws ZoneException {
        if (depth > DEPTH_MAX) {
            throw new ZoneException(
                    file, line, "nested too deep: depth=" + depth + ", limit=" + DEPTH_MAX + "; zone refused");
        }
    }
}
