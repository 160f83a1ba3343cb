package io.yunkong.map.warn;

/** How urgent, mildest first. */
public enum Severity {
    INFORMATION,
    CAUTION,
    WARNING,
    IMMINENT
}
