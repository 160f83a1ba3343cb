package io.yunkong.map.warn;

/**
 * One parameter of the warning applications in one version of a zone.
 *
 * @param group the application's code in lower case, or "lifecycle"
 * @param declared what it may be
 * @param value what it is
 * @param set whether the zone says so; else it is the standard value
 */
public record ParameterInForce(String group, DeclaredParameter declared, double value, boolean set) {}
