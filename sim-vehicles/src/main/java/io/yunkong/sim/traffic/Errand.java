package io.yunkong.sim.traffic;

import io.yunkong.map.road.BusLine;
import java.util.List;

/** A bus's duty: its line, and where on it the bus is. */
final class Errand {
    /**
     * @param road index in the line's roads
     * @param stop where and how long
     */
    record Halt(int road, BusLine.Stop stop) {}

    final BusLine line;
    final List<Halt> halts;
    int road;
    double dwellUntilS = Double.NaN;
    int servedRoad = -1;

    Errand(BusLine line, List<Halt> halts, int road) {
        this.line = line;
        this.halts = halts;
        this.road = road;
    }

    String roadName() {
        return line.roads().get(road);
    }

    /** The road after the present one; after the last comes the first. */
    String nextRoadName() {
        return line.roads().get((road + 1) % line.roads().size());
    }
}
