package io.yunkong.sim.obu;

/** Why a vehicle says nothing of itself at a moment. An old position is never sent as a new one. */
public enum Silence {
    /** The input has not told a position yet. */
    NO_FIX_YET,
    /** The receiver says that it has lost its position. */
    FIX_LOST,
    /** The newest position is older than the limit. */
    FIX_OLD,
    /** The newest position lies in the future: the clock of this computer or of the receiver is wrong. */
    FIX_FROM_FUTURE,
    /** It has not moved yet, so that the receiver cannot know where it points. */
    NO_HEADING,
    /** The position is good, and there is no session to send it in. */
    NO_CONNECTION
}
