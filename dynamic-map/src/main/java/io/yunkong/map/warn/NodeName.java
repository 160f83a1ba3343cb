package io.yunkong.map.warn;

import java.util.regex.Pattern;

/** Form of the name of whoever raises warnings, an edge or a part of a cloud node: it starts the ids of its warnings. */
public final class NodeName {
    /** As a regular expression. */
    public static final String FORM = "[A-Za-z0-9.-]{1,32}";

    private static final Pattern PATTERN = Pattern.compile(FORM);

    private NodeName() {}

    public static boolean isGood(String name) {
        return PATTERN.matcher(name).matches();
    }
}
