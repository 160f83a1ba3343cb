package io.yunkong.map.signal;

/** Why what was told of a signal is not used. */
public enum SignalDefect {
    /** Of an intersection with no signal controller in this zone, or with several, which its numbers cannot tell apart. */
    UNKNOWN_CONTROLLER,
    /** The controller says that its lights are not to be relied on: failed, off, flashing, or nothing valid to tell. */
    CONTROLLER_FAILED,
    /** Of a phase or head that governs no lane of this zone. */
    UNKNOWN_HEAD,
    /** Older than {@link SignalStates#AGE_MAX_US}. */
    TOO_OLD,
    /** True later than now, beyond the tolerance for clocks. */
    FROM_FUTURE,
    /** Older than what was told of the head before. */
    OUT_OF_ORDER,
    /** A phase without a light that it shows now. */
    NO_PRESENT_LIGHT,
    /** A phase that shows two different lights now. */
    TWO_PRESENT_LIGHTS,
    /** A light that ends before it begins. */
    END_BEFORE_BEGIN,
    /** A light to come begins before the one before it ends: no light to come is used. */
    LIGHTS_OVERLAP,
    /** Green with right of way for two ways that cross: nothing of the report is used. */
    CONFLICTING_GREENS,
    /** Two stations tell different lights: the head's state is not known until one of them is silent, or they agree. */
    DISPUTED
}
