package io.yunkong.map.road;

/**
 * A place on the lane graph.
 *
 * @param lane index in the {@link LaneMap}
 * @param sM metres along the lane
 * @param tM metres to the left of its centre line (negative: right)
 */
public record LaneRef(int lane, double sM, double tM) {}
