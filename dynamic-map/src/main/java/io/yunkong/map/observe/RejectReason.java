package io.yunkong.map.observe;

/** Why a message or a measurement was not used; one counter each, name in lower case on the metric. */
public enum RejectReason {
    /** UPER ends before the message does. */
    TRUNCATED,
    /** More than 7 bits left over after the message. */
    TRAILING_BYTES,
    /** A value outside its constraint, an unknown CHOICE alternative, a length out of bounds. */
    MALFORMED,
    /** A message type this node does not take. */
    UNSUPPORTED_MESSAGE,
    /** Longer than the frame limit. */
    FRAME_TOO_LONG,
    /** No latitude or longitude (the standard's "unavailable" values). */
    POSITION_UNAVAILABLE,
    /** Latitude and longitude both zero. */
    POSITION_ZERO,
    /** Outside the zone. */
    OUTSIDE_ZONE,
    /** Outside the zone, and about inside it with latitude and longitude in each other's place; or a latitude that can only be a longitude. */
    COORDINATES_SWAPPED,
    /** No speed or no heading. */
    MOTION_UNAVAILABLE,
    /** Faster than any road user of the zone can be. */
    SPEED_IMPLAUSIBLE,
    /** Length or width under 0.2 m (unless both are 0: not known) or beyond any road user. */
    SIZE_IMPLAUSIBLE,
    /** secMark 61000 and above: no millisecond of a minute, nor of a leap second (60000..60999). */
    TIME_UNAVAILABLE,
    /** Older than the age limit when it arrived. */
    TOO_OLD,
    /** Generated later than it was received, beyond the clock tolerance. */
    FROM_FUTURE,
    /** Not later than what the same station sent before. */
    OUT_OF_ORDER,
    /** The same message again. */
    DUPLICATE,
    /** Farther from the last report than the time between allows. */
    POSITION_JUMP,
    /** Reported speed and distance covered disagree for some time. */
    SPEED_CONTRADICTS_DISPLACEMENT,
    /** Reported heading and direction of travel disagree for some time. */
    HEADING_CONTRADICTS_COURSE,
    /** Station id all zero. */
    STATION_ID_ZERO,
    /** A session speaks for a station that is not its own. */
    FOREIGN_STATION_ID,
    /** A roadside unit passes on what another station says, and its certificate does not let it. */
    RELAY_NOT_ALLOWED,
    /** What only a roadside unit of the zone may send (MAP, SPAT, RSI, RSM), from somebody else. */
    UNKNOWN_ROADSIDE_UNIT,
    /** The sensor sees farther than it can. */
    OUT_OF_SENSOR_RANGE,
    /** Seen by a station that is no roadside unit here and has not told within 1.5 s, or not credibly, where it is. */
    SENSOR_PLACE_UNKNOWN,
    /** The sender itself among what its sensors see: its own report says more. */
    OWN_BODY,
    /** Among what a vehicle's sensors see, what it was told by V2X: it would confirm what may have come from here. */
    HEARSAY,
    /** More messages per second than a station may send. */
    RATE_LIMIT,
    /** This node keeps as many stations or road users apart as it may. */
    TABLE_FULL,
    /** Sent on a link before its session was opened. */
    NO_SESSION,
    /** A bare datagram where only those under a session's key are taken; what a vehicle's sensors see is nowhere taken from one. */
    DATAGRAM_NOT_KEYED,
    /** A datagram under a key that this node does not know, or no longer. */
    DATAGRAM_KEY_UNKNOWN,
    /** A datagram whose MAC is wrong. */
    DATAGRAM_MAC_WRONG,
    /** A datagram whose sequence has been taken, or lags too far behind. */
    DATAGRAM_REPLAYED,
    /** This node failed at it: a defect. */
    NODE_DEFECT
}
