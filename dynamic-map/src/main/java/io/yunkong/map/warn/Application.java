package io.yunkong.map.warn;

/** Day-1 applications (T/CSAE 53). */
public enum Application {
    /** Forward collision warning. */
    FCW,
    /** Intersection collision warning. */
    ICW,
    /** Vulnerable road user collision warning. */
    VRUCW
}
