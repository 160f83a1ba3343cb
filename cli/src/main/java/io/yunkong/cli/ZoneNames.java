package io.yunkong.cli;

import java.util.HashMap;
import java.util.Map;

/**
 * Names that the zone's map has for what a warning tells by id.
 *
 * @param roadsideUnits name by station id
 * @param junction where the ways of both meet; empty: in none, or the map does not know
 */
record ZoneNames(Map<String, String> roadsideUnits, String junction) {
    static final ZoneNames NONE = new ZoneNames(Map.of(), "");

    ZoneNames {
        roadsideUnits = Map.copyOf(roadsideUnits);
    }

    /** Asks the node; when it cannot say now, the ids must do. */
    static ZoneNames of(CloudApi api, WarningAnswer warning) {
        try {
            return read(api, warning);
        } catch (CommandFailure e) {
            return NONE;
        }
    }

    private static ZoneNames read(CloudApi api, WarningAnswer warning) {
        String zone = warning.json().text("zone");
        Map<String, String> units = new HashMap<>();
        for (ApiObject unit : api.features(zone, "roadside_units")) {
            units.put(unit.object("properties").text("station_id_hex"), unit.text("id"));
        }
        String lane = warning.evidence().object("conflict_area").text("host_lane_id");
        String junction = lane.isEmpty()
                ? ""
                : api.feature(zone, "paths", lane)
                        .map(path -> path.object("properties").text("junction"))
                        .orElse("");
        return new ZoneNames(units, junction);
    }

    /** A roadside unit by name, if the map has it, and station id. */
    String roadsideUnit(String stationId) {
        String name = roadsideUnits.get(stationId);
        return name == null ? stationId : name + " (" + stationId + ")";
    }
}
