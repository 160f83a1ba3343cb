package io.yunkong.map.road;

import java.util.List;
import java.util.Map;

/** A value of a zone file, YAML or JSON alike, with the place it stands at. */
sealed interface SourceNode {
    String file();

    /** 1 = first. */
    int line();

    /** Text, number, flag or null as it is written, without quotes. */
    record Scalar(String file, int line, String text, boolean quoted) implements SourceNode {}

    record Sequence(String file, int line, List<SourceNode> items) implements SourceNode {}

    record Mapping(String file, int line, Map<String, Field> fields) implements SourceNode {}

    /** A key's line and its value. */
    record Field(int line, SourceNode value) {}

    default ZoneException refuse(String reason) {
        return new ZoneException(file(), line(), reason + "; zone refused");
    }
}
