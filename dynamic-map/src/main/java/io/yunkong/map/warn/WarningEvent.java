package io.yunkong.map.warn;

/** A step in the life of a warning. */
public sealed interface WarningEvent {
    Warning warning();

    /** Newly raised. */
    record Raised(Warning warning) implements WarningEvent {}

    /** Still there, with another severity or a fresh state (at most a few times a second). */
    record Updated(Warning warning) implements WarningEvent {}

    /** Over: the danger passed or one of the parties is gone. */
    record Cleared(Warning warning) implements WarningEvent {}
}
