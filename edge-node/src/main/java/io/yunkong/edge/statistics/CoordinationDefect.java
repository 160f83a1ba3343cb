package io.yunkong.edge.statistics;

/** Why a part of a roadside unit's coordination (RSC) was not passed on. */
public enum CoordinationDefect {
    /** For whoever drives in a lane: only what is for one vehicle is passed on. */
    FOR_LANES,
    /** For the vehicle of id 0. */
    NO_VEHICLE,
    /** No suggestion, or none that is advice here: going straight on, slowing down, speeding up, stopping. */
    NO_MANOEUVRE,
    /** More than ten a second of one roadside unit to one vehicle. */
    OVER_RATE
}
