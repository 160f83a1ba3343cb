package io.yunkong.map.roadside;

/** Why what was told of an event or a sign, or a part of it, is not used. */
public enum RoadsideDefect {
    /** It says neither a place nor a path by itself, or one that is not known. */
    NO_PLACE,
    /** A path of fewer than two different points. */
    TOO_FEW_POINTS,
    /** Paths of more than {@link RoadsideNotices#POINTS_MAX} points. */
    TOO_MANY_POINTS,
    /** Paths of more than {@link StretchFinder#LENGTH_MAX_M} within the zone: the rest of them. */
    TOO_LONG,
    /** Nothing of it is in the zone. */
    OUTSIDE_ZONE,
    /** In the zone, on none of its lanes. */
    OFF_LANES,
    /** An event whose code is in no group of {@link EventGroup}. */
    UNKNOWN_CODE,
    /** A sign that sets or ends a speed limit whose text is no number of km/h that we can read. It is shown, and sets or ends none. */
    LIMIT_UNREADABLE,
    /** One whose number no sign has, likewise. */
    LIMIT_ABSURD,
    /** A sign that sets or ends a speed limit, without a path that leads on from it: nobody can tell for whom and how far. */
    NO_REACH,
    /** Older than {@link RoadsideNotices#AGE_MAX_US}. */
    TOO_OLD,
    /** True later than now, beyond the tolerance for clocks. */
    FROM_FUTURE,
    /** It ends before it begins. */
    END_BEFORE_BEGIN,
    /** Its end is over. */
    RAN_OUT,
    /** Its station tells of too many already. */
    TOO_MANY_OF_STATION,
    /** All stations together do. */
    TOO_MANY
}
