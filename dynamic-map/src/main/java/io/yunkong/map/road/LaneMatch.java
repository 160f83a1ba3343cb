package io.yunkong.map.road;

/**
 * A lane that a road user may be on.
 *
 * @param place where on it
 * @param probability among the candidates of the same query, (0, 1]
 */
public record LaneMatch(LaneRef place, double probability) {}
