package io.yunkong.map.road;

import java.util.SortedMap;

/** A zone made of a map in another format: lanes, junctions and signals, without roadside units, bus lines and places; and what became of the map's elements. */
public record ImportedMap(Zone zone, ImportReport report) {
    /** The same under another name, which is its title too; its version is that of the files. */
    public ImportedMap named(String name) {
        Zone named = zone.named(name);
        SortedMap<String, byte[]> files = ZoneFiles.of(named);
        return new ImportedMap(named.withVersion(ZoneFiles.version(files)), report);
    }
}
