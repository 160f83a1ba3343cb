package io.yunkong.edge.downlink;

/** The way to one station: a TCP session, or the address a station's datagrams come from. Safe for use by any thread. */
public interface StationLink {
    /** The 8-octet id of the station's messages, most significant octet first. */
    long stationId();

    /**
     * Hands an encoded EdgeMessage to the link.
     *
     * @param message encoded once, shared by links, never changed
     * @return false when the link is closed or the station does not read; nothing was handed over
     */
    boolean send(byte[] message);
}
