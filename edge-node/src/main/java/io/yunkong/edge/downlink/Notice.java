package io.yunkong.edge.downlink;

import io.yunkong.wire.Warning;

/**
 * A warning on its way to its station.
 *
 * @param warning as it is told, with the id it was raised under, its phase and its downlink stamp
 * @param toldId the id its station knows the danger by
 * @param message the EdgeMessage with that id, encoded, without a sequence; never changed
 */
@SuppressWarnings("ArrayRecordComponent") // octets to be sent: never changed, never compared
public record Notice(Warning warning, String toldId, byte[] message) {
    /** What becomes of a notice on a link. */
    public enum Handed {
        /** Written to the connection of the station. */
        SENT,
        /** The connection is broken or full; the link keeps it, and says later what became of it. */
        KEPT,
        /** Nothing was handed over. */
        REFUSED,
        /** Nothing was handed over: the station listens to nothing that could tell it. */
        NOT_UNDERSTOOD
    }

    /** What became of a notice that was kept. */
    public enum Fate {
        /** Written to a connection after all. */
        SENT,
        /** Its danger was over, or its station had not come back in time. */
        LAPSED,
        /** A newer state of its danger waits in its place. */
        SUPERSEDED
    }
}
