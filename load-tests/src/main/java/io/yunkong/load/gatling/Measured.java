package io.yunkong.load.gatling;

/**
 * A time that a step of a scenario found.
 *
 * @param name request name
 * @param startMs epoch milliseconds
 * @param endMs likewise
 */
public record Measured(String name, long startMs, long endMs) {}
