package io.yunkong.map.road;

/** Who a lane is for (the lane types of the MAP message that the zones use). */
public enum LaneKind {
    /** Motor vehicles, buses included. */
    VEHICLE,
    BICYCLE,
    SIDEWALK,
    /** Pedestrians across a road; part of a junction. */
    CROSSWALK
}
