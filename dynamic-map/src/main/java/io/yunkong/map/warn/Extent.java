package io.yunkong.map.warn;

import io.yunkong.map.road.Lane;
import io.yunkong.map.road.Zone;

/**
 * What the lanes of a zone cover, its origin included. Immutable.
 *
 * @param westM of the south-western corner
 * @param southM of the south-western corner
 * @param widthM to the east of the corner, > 0
 * @param heightM to the north of the corner, > 0
 */
record Extent(double westM, double southM, double widthM, double heightM) {
    /** @param leastM extent at least, to the north and the east of the origin */
    static Extent of(Zone zone, double leastM) {
        double west = 0;
        double south = 0;
        double east = leastM;
        double north = leastM;
        for (Lane lane : zone.lanes().lanes()) {
            for (int i = 0; i < lane.line().size(); i++) {
                west = Math.min(west, lane.line().eastM(i));
                east = Math.max(east, lane.line().eastM(i));
                south = Math.min(south, lane.line().northM(i));
                north = Math.max(north, lane.line().northM(i));
            }
        }
        return new Extent(west, south, east - west, north - south);
    }
}
