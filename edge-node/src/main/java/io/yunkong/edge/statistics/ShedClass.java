package io.yunkong.edge.statistics;

/** What kind of message frame was given up because the edge had too much to do; a newer one of the same kind took its place. */
public enum ShedClass {
    /** A road user's own report (BSM). */
    SELF_REPORT,
    /** A roadside unit's sensor report (RSM). */
    SENSOR_REPORT
}
