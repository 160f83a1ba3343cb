package io.yunkong.map.signal;

import java.util.OptionalLong;

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

    /**
     * Whether red is to be expected at a later time where this shows now: red lasts until it is told to end, yellow turns red then.
     *
     * @param untilUs when this is to end, as told; empty = nobody said so
     * @param atUs the later time, microseconds since 1970 UTC
     */
    public boolean redAt(OptionalLong untilUs, long atUs) {
        boolean ended = untilUs.isPresent() && untilUs.getAsLong() <= atUs;
        return switch (this) {
            case RED -> !ended;
            case YELLOW -> ended;
            case UNAVAILABLE, DARK, PERMISSIVE_GREEN, PROTECTED_GREEN, FLASHING_RED, FLASHING_YELLOW, FLASHING_GREEN ->
                false;
        };
    }
}
