package io.yunkong.map.road;

/** A zone made of a map in another format: lanes, junctions and signals, without roadside units, bus lines and places; and what became of the map's elements. */
public record ImportedMap(Zone zone, ImportReport report) {}
