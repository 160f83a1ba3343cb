package io.yunkong.edge.statistics;

/** Why a request for signal priority in a VIR was not passed on to a roadside unit. */
public enum RequestDefect {
    /** Not by a session of the station that asks: there it is bound to what it says of itself. */
    NOT_IN_SESSION,
    /** Of a device that is neither public transport nor an emergency vehicle. */
    NOT_ENTITLED,
    /** Neither asked for, nor cancelled, nor complete. */
    NO_REQUEST,
    /** The time of the message is not told. */
    NOT_TOLD,
    /** Older than 0.5 s when it came. */
    TOO_OLD,
    /** Made later than now, beyond the tolerance for clocks. */
    FROM_FUTURE,
    /** The zone's MAP messages have no intersection with signals of this number. */
    UNKNOWN_INTERSECTION,
    /** The roadside unit it names is none of the zone. */
    UNKNOWN_UNIT,
    /** The roadside unit has no link to this edge, does not understand VIR, or does not read. */
    UNIT_NOT_REACHED,
    /** More than five a second of one station to one roadside unit. */
    OVER_RATE
}
