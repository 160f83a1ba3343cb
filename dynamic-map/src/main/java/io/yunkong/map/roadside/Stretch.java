package io.yunkong.map.roadside;

/**
 * A piece of a lane, or a place on it.
 *
 * @param lane index in the {@link io.yunkong.map.road.LaneMap}
 * @param fromM where it begins, metres along the lane
 * @param toM where it ends
 */
public record Stretch(int lane, double fromM, double toM) {
    /** One that holds both, of the same lane. */
    Stretch and(Stretch other) {
        return new Stretch(lane, Math.min(fromM, other.fromM), Math.max(toM, other.toM));
    }
}
