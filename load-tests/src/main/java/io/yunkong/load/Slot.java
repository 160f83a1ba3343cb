package io.yunkong.load;

import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.Zone;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A stretch of a vehicle lane that one {@link Approach} has to itself.
 *
 * @param lane the lane
 * @param startM where the stretch begins, metres along the lane
 */
record Slot(Lane lane, double startM) {
    /** Length of a stretch, metres: the gap at the start, two vehicles and some room to the next stretch. */
    static final double LENGTH_M = 120;

    /** All stretches of a zone, in an order drawn by the seed. */
    static List<Slot> of(Zone zone, long seed) {
        List<Slot> slots = new ArrayList<>();
        for (Lane lane : zone.lanes().lanes()) {
            if (lane.kind() != LaneKind.VEHICLE || lane.insideJunction()) {
                continue;
            }
            for (double s = 10; s + LENGTH_M <= lane.lengthM() - 10; s += LENGTH_M) {
                slots.add(new Slot(lane, s));
            }
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = slots.size() - 1; i > 0; i--) {
            Collections.swap(slots, i, random.nextInt(i + 1));
        }
        return slots;
    }
}
