package io.yunkong.sim.conflict;

/** What is played. */
public enum ConflictKind {
    /** An equipped vehicle brakes to a stand; the equipped one behind it sees it too late. */
    REAR_END,
    /** A vehicle runs the red light or ignores the give-way sign across an equipped vehicle. */
    CROSSING,
    /** A pedestrian steps onto a crosswalk in front of an equipped vehicle that has the right of way. */
    PEDESTRIAN
}
