package io.yunkong.map.track;

/** What a {@link Tracker} does beyond filtering and numbers; each part can be left out, to measure what it is good for. */
public enum TrackerPart {
    /** The slow part of a satellite positioning error is estimated for each road user that reports itself. */
    POSITIONING_BIAS,
    /** Vehicles are taken to drive near the centre of a lane, which tells biases across it. */
    LANES,
    /** What each roadside unit is off by is estimated. */
    SENSOR_CALIBRATION,
    /** Two tracks that are one road user become one. */
    MERGING,
    /** What a single sensor sees where nobody goes is believed later. */
    ODD_PLACES,
    /** Who is not reported any more is soon not shown any more. */
    EXISTENCE,
    /** Vehicles that come back into sight are known again. */
    RECOGNITION
}
