package io.yunkong.map.road;

/**
 * The area of a junction, for drawing.
 *
 * @param id name in the zone files
 * @param outline closed: the last point equals the first
 */
public record Junction(String id, Polyline outline) {}
