package io.yunkong.sim.traffic;

/** What kind of road user it is. */
public enum UserKind {
    CAR,
    TRUCK,
    BUS,
    BICYCLE,
    PEDESTRIAN;

    /** Drives on vehicle lanes. */
    public boolean motor() {
        return this == CAR || this == TRUCK || this == BUS;
    }
}
