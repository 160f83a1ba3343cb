package io.yunkong.edge.statistics;

/** A stretch of a warning's way whose time is kept; the numbers are the steps of docs/architecture.md. */
public enum Hop {
    /** Frame read (1) to warning handed to the vehicle's link (6): the whole edge-local path. */
    EDGE,
    /** Frame read (1) to decoded and checked (3). */
    OBSERVE,
    /** Decoded and checked (3) to warning decided (5). */
    DECIDE,
    /** Warning decided (5) to handed to the vehicle's link (6). */
    DOWNLINK,
    /** Frame read (1) to a warning of the cloud handed to the vehicle's link (6): the path through the cloud. */
    CLOUD
}
