package io.yunkong.map.road;

/** How somebody uses the road, as far as it tells which lanes to expect him on. */
public enum LaneUser {
    UNKNOWN,
    MOTOR_VEHICLE,
    CYCLIST,
    PEDESTRIAN
}
