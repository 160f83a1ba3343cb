package io.yunkong.map.warn;

/** Why a planned path has no influence on predictions. */
public enum PlanDefect {
    /** The place of a point, or the time of the message, is not told. */
    NOT_TOLD,
    /** Older than 0.5 s when it came. */
    TOO_OLD,
    /** Made later than now, beyond the tolerance for clocks. */
    FROM_FUTURE,
    /** Not later than the plan of the same station before. */
    OUT_OF_ORDER,
    /** Nobody on the map says that it is this station. */
    UNKNOWN_STATION,
    /** Of a station that has not proved its speed yet, or is excluded. */
    STATION_NOT_BELIEVED,
    /** Two points are farther apart than the time between them, or any driver, allows; or their times go back. */
    JUMPS,
    /** Does not pass where the station is. */
    ELSEWHERE,
    /** Leads off every lane for vehicles, or along none of the ways that the lanes there allow. */
    OFF_LANES,
    /** As many plans are kept as there is room for. */
    TABLE_FULL
}
