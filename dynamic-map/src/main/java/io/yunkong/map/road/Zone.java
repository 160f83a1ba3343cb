package io.yunkong.map.road;

import io.yunkong.map.geo.LocalPlane;
import java.util.List;

/**
 * A test zone: its lane map and what stands beside the road. Read from a folder by {@link ZoneFolder}. Immutable, shared by threads.
 *
 * @param name name in the zone files, e.g. "longzi-lake"
 * @param titleZh shown in Chinese
 * @param titleEn shown in English
 * @param version content hash of the folder's files, 16 hex digits
 * @param mapVersion the same of all but parameters.yaml
 * @param plane the zone's east-north plane
 * @param lanes lane graph
 * @param signals signal controllers
 * @param roadsideUnits roadside units
 * @param busLines bus lines
 * @param junctions areas of the junctions
 * @param places named points of interest
 * @param tiles how the cloud shares the zone
 * @param synthetic whether the network was made up rather than surveyed
 * @param note where the network comes from and what it must not be used for
 * @param parameters what the zone sets of the warning applications' parameters, in the order of its file; not checked yet
 */
public record Zone(
        String name,
        String titleZh,
        String titleEn,
        String version,
        String mapVersion,
        LocalPlane plane,
        LaneMap lanes,
        List<SignalController> signals,
        List<RoadsideUnit> roadsideUnits,
        List<BusLine> busLines,
        List<Junction> junctions,
        List<Place> places,
        TileGrid tiles,
        boolean synthetic,
        String note,
        List<ParameterSetting> parameters) {
    public Zone {
        parameters = List.copyOf(parameters);
        signals = List.copyOf(signals);
        roadsideUnits = List.copyOf(roadsideUnits);
        busLines = List.copyOf(busLines);
        junctions = List.copyOf(junctions);
        places = List.copyOf(places);
    }

    /** A zone that sets no parameter. */
    public Zone(
            String name,
            String titleZh,
            String titleEn,
            String version,
            LocalPlane plane,
            LaneMap lanes,
            List<SignalController> signals,
            List<RoadsideUnit> roadsideUnits,
            List<BusLine> busLines,
            List<Junction> junctions,
            List<Place> places,
            TileGrid tiles,
            boolean synthetic,
            String note) {
        this(
                name,
                titleZh,
                titleEn,
                version,
                version,
                plane,
                lanes,
                signals,
                roadsideUnits,
                busLines,
                junctions,
                places,
                tiles,
                synthetic,
                note,
                List.of());
    }

    /** Whether the two differ in parameters at most: lanes have the same numbers in both. */
    public boolean sameMapAs(Zone other) {
        return mapVersion.equals(other.mapVersion);
    }

    /**
     * The same zone with all signal programmes counted from this instant, microseconds since 1970 UTC, instead of 1970. Everybody who
     * looks at the signals must be given the same zone. Makes runs of a simulation alike that start at different times.
     */
    public Zone withSignalAnchor(long anchorUs) {
        return new Zone(
                name,
                titleZh,
                titleEn,
                version,
                mapVersion,
                plane,
                lanes,
                signals.stream().map(signal -> signal.anchoredAt(anchorUs)).toList(),
                roadsideUnits,
                busLines,
                junctions,
                places,
                tiles,
                synthetic,
                note,
                parameters);
    }

    Zone named(String other) {
        return new Zone(
                other,
                other,
                other,
                version,
                mapVersion,
                plane,
                lanes,
                signals,
                roadsideUnits,
                busLines,
                junctions,
                places,
                tiles,
                synthetic,
                note,
                parameters);
    }

    Zone withVersion(String other) {
        return with(other, other, parameters);
    }

    /** The same zone, sharing its lanes, with the parameters of another version that has the same map. */
    Zone withParametersOf(Zone other) {
        return with(other.version, mapVersion, other.parameters);
    }

    private Zone with(String otherVersion, String otherMapVersion, List<ParameterSetting> otherParameters) {
        return new Zone(
                name,
                titleZh,
                titleEn,
                otherVersion,
                otherMapVersion,
                plane,
                lanes,
                signals,
                roadsideUnits,
                busLines,
                junctions,
                places,
                tiles,
                synthetic,
                note,
                otherParameters);
    }

    /** The same zone with other roadside units. */
    public Zone withRoadsideUnits(List<RoadsideUnit> units) {
        return new Zone(
                name,
                titleZh,
                titleEn,
                version,
                mapVersion,
                plane,
                lanes,
                signals,
                units,
                busLines,
                junctions,
                places,
                tiles,
                synthetic,
                note,
                parameters);
    }
}
