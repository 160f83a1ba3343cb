package io.yunkong.map.warn;

import io.yunkong.map.road.PlaneBox;
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
        PlaneBox box = PlaneBox.of(zone.lanes().lanes()).with(0, 0).with(leastM, leastM);
        return new Extent(box.westM(), box.southM(), box.eastM() - box.westM(), box.northM() - box.southM());
    }
}
