package io.yunkong.sim.client;

/** Why a frame of the timetable was not sent. */
public enum Unsent {
    /** No session in time: more waited for it than a link keeps, or the station had none. */
    NO_SESSION,
    /** The edge reads slower than the station sends. */
    LINK_SLOW,
    /** The session ended while the frame was being written. */
    LINK_LOST,
    /** Its time was over 0.4 s ago: a device has a newer measurement then. */
    OVERDUE,
    /** The timetable was full: the bound of {@link Fleet#FRAMES_DUE_MAX} was hit. */
    TIMETABLE_FULL,
    /** It was still to be sent when its session or the fleet was closed. */
    CLOSED
}
