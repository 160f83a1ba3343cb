package io.yunkong.sim.obu;

/** Why a line of input was not used; one counter each, name in lower case in the summary. */
public enum LineDefect {
    /** Longer than the limit. */
    TOO_LONG,
    /** No NMEA sentence: it does not begin with $ or !. */
    NOT_A_SENTENCE,
    /** No JSON object. */
    NOT_JSON,
    /** Ends without an asterisk and two hex digits. */
    CHECKSUM_MISSING,
    /** The sum over the characters is another one. */
    CHECKSUM_WRONG,
    /** A field that is needed is missing or empty. */
    FIELD_MISSING,
    /** A field is not of its form. */
    FIELD_BAD,
    /** A number is outside its range. */
    OUT_OF_RANGE,
    /** Latitude and longitude both zero: a receiver or program that does not know where it is. */
    POSITION_ZERO,
    /** The position is not WGS-84. */
    DATUM,
    /** Not later than the measurement before. */
    TIME_NOT_LATER
}
