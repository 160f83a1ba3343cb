package io.yunkong.map.replay;

/** Why a line of a recording, or one object in it, cannot be taken. */
public enum LineDefect {
    NOT_JSON,
    LINE_TOO_LONG,
    MISSING_FIELD,
    NOT_A_NUMBER,
    VALUE_OUT_OF_RANGE,
    UNKNOWN_KIND,
    UNKNOWN_CLASS,
    BAD_STATION_ID,
    /** More roadside units than a recording may have. */
    TOO_MANY_ROADSIDE_UNITS,
    /** Says that it arrived more than a second after the line before, and the next line does not agree. */
    ARRIVAL_TIME_JUMP
}
