package io.yunkong.map.signal;

/** What a signal head shows (LightState of T/CSAE 53). */
public enum Light {
    /** The controller says that it does not know. */
    UNAVAILABLE,
    DARK,
    RED,
    YELLOW,
    /** Green that gives way. */
    PERMISSIVE_GREEN,
    /** Green with right of way. */
    PROTECTED_GREEN,
    FLASHING_RED,
    FLASHING_YELLOW,
    FLASHING_GREEN;

    /** Whether one may go, giving way or not. */
    public boolean green() {
        return this == PERMISSIVE_GREEN || this == PROTECTED_GREEN;
    }
}
