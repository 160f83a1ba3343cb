package io.yunkong.load.bars;

/**
 * What is judged. Immutable.
 *
 * @param name the project's, such as P1; parts of one bar share it
 * @param what is measured, with its unit
 */
public record Bar(String name, String what, Limit limit) {}
