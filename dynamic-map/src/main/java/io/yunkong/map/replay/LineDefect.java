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
    ARRIVAL_TIME_JUMP,
    /** Signals of a controller that governs no lane of the map. */
    UNKNOWN_SIGNAL_CONTROLLER,
    /** A letter that stands for no light. */
    UNKNOWN_SIGNAL_LETTER,
    /** Not as many letters as the controller has links. */
    WRONG_NUMBER_OF_LINKS,
    /** Earlier than the row before of the same controller. */
    TIME_GOES_BACK,
    /** More signal states than a recording may have. */
    TOO_MANY_SIGNAL_ROWS
}
