package io.yunkong.load.fleet;

import io.yunkong.map.road.Lane;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a vehicle lane that one {@link Approach} or one rogue has to itself; or from there to the end, a bus.
 *
 * @param lane the lane
 * @param startM where the stretch begins, metres along the lane
 */
record Slot(Lane lane, double startM) {
    /** Length of a stretch, metres: the gap at the start, two vehicles and some room to the next stretch. */
    static final double LENGTH_M = 120;

    /** Both ends of a lane are left free, metres. */
    static final double MARGIN_M = 10;

    /** All stretches of a lane. */
    static List<Slot> of(Lane lane) {
        List<Slot> slots = new ArrayList<>();
        for (double s = MARGIN_M; s + LENGTH_M <= lane.lengthM() - MARGIN_M; s += LENGTH_M) {
            slots.add(new Slot(lane, s));
        }
        return slots;
    }
}
