package io.yunkong.sim.obu;

/** What the vehicle can say of itself at a moment. */
sealed interface OwnState {
    /** Where it is: a fix carried on to the moment, its accuracy with it. */
    record Known(Fix fix) implements OwnState {}

    /**
     * Nothing.
     *
     * @param ageMs of the newest fix; negative = from the future, 0 = there is none
     */
    record Unknown(Silence why, long ageMs) implements OwnState {}
}
