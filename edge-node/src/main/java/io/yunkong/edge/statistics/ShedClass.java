package io.yunkong.edge.statistics;

/** What kind of message frame was given up because the edge had too much to do; a newer one of the same kind took its place. */
public enum ShedClass {
    /** A road user's own report (BSM, PSM). */
    SELF_REPORT,
    /** The way that a vehicle plans (VIR). */
    INTENTION,
    /** A roadside unit's sensor report (RSM, SSM). */
    SENSOR_REPORT,
    /** The state of signals (SPAT), to be relayed. */
    SIGNALS,
    /** A lane map (MAP), to be relayed. */
    LANE_MAP,
    /** Events and signs (RSI), to be relayed. */
    ROADSIDE_INFORMATION,
    /** What a roadside unit advises single vehicles (RSC). */
    COORDINATION
}
