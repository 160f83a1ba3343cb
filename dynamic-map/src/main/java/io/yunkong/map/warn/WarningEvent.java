package io.yunkong.map.warn;

/** A step in the life of a warning. */
public sealed interface WarningEvent {
    Warning warning();

    /** Newly raised. */
    record Raised(Warning warning) implements WarningEvent {}

    /** Still there, with another severity or a fresh state (at most a few times a second). */
    record Updated(Warning warning) implements WarningEvent {}

    /** Over. */
    record Cleared(Warning warning, ClearReason reason) implements WarningEvent {}

    /** Why a warning is over. */
    enum ClearReason {
        /** The rule does not find it any more: braked, passed, turned off. */
        PASSED,
        /** Nobody has reported the host for a while. */
        HOST_GONE,
        /** Nobody has seen or heard the other road user for a while. */
        COUNTERPART_GONE,
        /** A more urgent application warns the host of the same. */
        SUPERSEDED
    }
}
