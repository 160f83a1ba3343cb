package io.yunkong.map.road;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A parameter of a warning application as a zone sets it in parameters.yaml. Whether there is such a parameter, and in what range, is known to
 * whoever uses it. Immutable.
 *
 * @param group the application's code in lower case, or another word for what the parameter is of
 * @param name with its unit
 * @param value as it is written, in whatever range
 * @param file where it stands
 * @param line where it stands, 1 = first
 */
public record ParameterSetting(String group, String name, double value, String file, int line) {
    static List<ParameterSetting> read(SourceNode file) throws ZoneException {
        List<ParameterSetting> settings = new ArrayList<>();
        for (Map.Entry<String, SourceNode.Field> group : fields(file).entrySet()) {
            for (Map.Entry<String, SourceNode.Field> parameter :
                    fields(group.getValue().value()).entrySet()) {
                SourceNode value = parameter.getValue().value();
                settings.add(new ParameterSetting(
                        group.getKey(),
                        parameter.getKey(),
                        Fields.number(parameter.getKey(), value),
                        value.file(),
                        value.line()));
            }
        }
        return settings;
    }

    /** At least one, so that no group goes unnoticed that nobody knows. */
    private static Map<String, SourceNode.Field> fields(SourceNode node) throws ZoneException {
        if (node instanceof SourceNode.Mapping mapping && !mapping.fields().isEmpty()) {
            return mapping.fields();
        }
        throw node.refuse("keys and values expected here");
    }

    /** What is thrown when it cannot be used. */
    public ZoneException refuse(String reason) {
        return new ZoneException(file, line, reason + "; zone refused");
    }
}
