package io.yunkong.map.road;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an importer found in a map of another format and what it left out. Immutable.
 *
 * @param format what kind of map it is, such as "SUMO network"
 * @param datum how the map says where on the earth it lies: a PROJ string, or WGS-84
 * @param lanes lanes on open road and crosswalks, by kind
 * @param lengthM metres of these lanes, by kind
 * @param paths ways through junctions, those included by which one lane simply goes on as another
 * @param signalControllers signal controllers with a programme
 * @param signalHeads ways and crosswalks that a signal governs
 * @param southDeg least latitude
 * @param westDeg least longitude
 * @param northDeg greatest latitude
 * @param eastDeg greatest longitude
 * @param dropped elements that were left out, by what was wrong with them
 * @param warnings what was taken otherwise than written, assumed, or looks wrong, with how often
 */
public record ImportReport(
        String format,
        String datum,
        SortedMap<LaneKind, Integer> lanes,
        SortedMap<LaneKind, Double> lengthM,
        int paths,
        int junctions,
        int signalControllers,
        int signalHeads,
        double southDeg,
        double westDeg,
        double northDeg,
        double eastDeg,
        SortedMap<String, Integer> dropped,
        SortedMap<String, Integer> warnings) {
    public ImportReport {
        lanes = Collections.unmodifiableSortedMap(new TreeMap<>(lanes));
        lengthM = Collections.unmodifiableSortedMap(new TreeMap<>(lengthM));
        dropped = Collections.unmodifiableSortedMap(new TreeMap<>(dropped));
        warnings = Collections.unmodifiableSortedMap(new TreeMap<>(warnings));
    }

    static SortedMap<String, Integer> sorted(Map<String, Integer> counts) {
        return new TreeMap<>(counts);
    }
}
