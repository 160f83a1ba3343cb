package io.yunkong.map.road;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The line across the end of a lane that leads to a signal.
 *
 * @param lane that ends there
 * @param heads the signal heads of all its ways on, none twice
 * @param line across the lane, from its left edge to its right
 */
record StopLine(Lane lane, List<Head> heads, Polyline line) {
    record Head(SignalRef signal, TurnDirection turn) {}

    /** All of a zone, in the order of the lanes. */
    static List<StopLine> of(LaneMap lanes) {
        List<StopLine> lines = new ArrayList<>();
        for (Lane lane : lanes.lanes()) {
            Set<Head> heads = new LinkedHashSet<>();
            for (int next : lane.successors()) {
                SignalRef signal = lanes.lane(next).signal();
                if (signal != null && lanes.lane(next).kind() != LaneKind.CROSSWALK) {
                    heads.add(new Head(signal, lanes.lane(next).turn()));
                }
            }
            if (!heads.isEmpty()) {
                lines.add(new StopLine(lane, List.copyOf(heads), across(lane)));
            }
        }
        return lines;
    }

    String id() {
        return "stop " + lane.id();
    }

    private static Polyline across(Lane lane) {
        double s = lane.lengthM();
        double heading = lane.line().headingAt(s);
        double east = lane.widthM() / 2 * Math.cos(heading);
        double north = lane.widthM() / 2 * Math.sin(heading);
        double endEast = lane.line().eastAt(s);
        double endNorth = lane.line().northAt(s);
        return new Polyline(
                new double[] {endEast - east, endEast + east}, new double[] {endNorth + north, endNorth - north});
    }
}
