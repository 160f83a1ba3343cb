package io.yunkong.map.road;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an importer found in a map of another format and what it left out. Immutable.
 *
 * @param datum how the map says where on the earth it lies: a PROJ string, or WGS-84
 * @param lanes lanes on open road and crosswalks, by kind
 * @param paths ways through junctions
 * @param signalHeads ways and crosswalks that a signal governs
 * @param southDeg least latitude
 * @param westDeg least longitude
 * @param northDeg greatest latitude
 * @param eastDeg greatest longitude
 * @param dropped elements that were left out, or changed to fit, by what was wrong with them
 */
public record ImportReport(
        String datum,
        SortedMap<LaneKind, Integer> lanes,
        int paths,
        int junctions,
        int signalControllers,
        int signalHeads,
        double southDeg,
        double westDeg,
        double northDeg,
        double eastDeg,
        SortedMap<String, Integer> dropped) {
    public ImportReport {
        lanes = Collections.unmodifiableSortedMap(new TreeMap<>(lanes));
        dropped = Collections.unmodifiableSortedMap(new TreeMap<>(dropped));
    }

    static SortedMap<String, Integer> sorted(Map<String, Integer> counts) {
        return new TreeMap<>(counts);
    }
}
