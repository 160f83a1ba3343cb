package io.yunkong.map.observe;

/**
 * How far a station, or what its sensors see, is believed. The highest score of its doubts decides (several are often of one cause): from 0.4 on
 * it is discounted until that is under 0.2, from 0.7 on excluded until it is under 0.4.
 */
public enum Trust {
    /** Believed. */
    FULL,
    /** Its places count less, and fields that are in doubt not at all. */
    DISCOUNTED,
    /** Discounted, and nobody is warned on its word. */
    EXCLUDED
}
