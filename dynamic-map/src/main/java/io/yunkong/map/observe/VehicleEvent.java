package io.yunkong.map.observe;

/** What a vehicle says has happened to it (VehicleEventFlags of T/CSAE 53), as far as somebody acts on it. */
public enum VehicleEvent {
    HAZARD_LIGHTS(0),
    ABS_ACTIVATED(2),
    TRACTION_CONTROL_LOSS(3),
    STABILITY_CONTROL_ACTIVATED(4),
    /** Slows down by more than 0.4 g. */
    HARD_BRAKING(7),
    FLAT_TIRE(10),
    DISABLED_VEHICLE(11),
    AIR_BAG_DEPLOYED(12);

    private final int bit;

    VehicleEvent(int bit) {
        this.bit = bit;
    }

    /** Number of its bit in the standard. */
    public int bit() {
        return bit;
    }
}
