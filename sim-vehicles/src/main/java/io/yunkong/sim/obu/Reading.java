package io.yunkong.sim.obu;

/** What one line of the vehicle's own measurements says. */
public sealed interface Reading permits Fix, Reading.NoFix, Reading.Nothing {
    /** The receiver says that it does not know where it is, or that it only guesses: {@code why} in its own terms. */
    record NoFix(String why) implements Reading {}

    /** A good line that does not tell a position of its own; what it adds is kept for the next one that does. */
    enum Nothing implements Reading {
        NOTHING
    }
}
