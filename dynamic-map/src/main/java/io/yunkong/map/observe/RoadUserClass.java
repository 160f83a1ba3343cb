package io.yunkong.map.observe;

/** What kind of road user it is. */
public enum RoadUserClass {
    UNKNOWN,
    CAR,
    TRUCK,
    BUS,
    EMERGENCY,
    MOTORCYCLE,
    BICYCLE,
    PEDESTRIAN;

    /** Pedestrians and cyclists. */
    public boolean vulnerable() {
        return this == BICYCLE || this == PEDESTRIAN;
    }
}
