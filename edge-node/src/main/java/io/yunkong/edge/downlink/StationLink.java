package io.yunkong.edge.downlink;

import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.schema.Edition;

/**
 * The way to one station: its session, by TCP (also while it is away and kept) or MQTT, the address its datagrams come from, or the link of the
 * roadside unit that hears it and broadcasts to it. Safe for use by any thread.
 */
public interface StationLink {
    /** The 8-octet id of the station's messages, most significant octet first. */
    long stationId();

    /** The station by whose messages it is told: itself, or the roadside unit that broadcasts to it. */
    default long carrierId() {
        return stationId();
    }

    /** Name of the station's device; empty = not known, as only a session tells it. */
    default String deviceId() {
        return "";
    }

    /** What it goes by just now, to be compared only: another one once the device has connected anew. */
    default Object route() {
        return this;
    }

    /**
     * Hands an encoded EdgeMessage to the link.
     *
     * @param message encoded once, shared by links, never changed
     * @return false when the link is closed, or the station does not read, or knows no EdgeMessages; nothing was handed over
     */
    boolean send(byte[] message);

    /**
     * Hands a warning to the link. One that outlives its connections numbers it and keeps it until the station has read it or it is over;
     * the others send it or not.
     */
    default Notice.Handed warn(Notice notice) {
        return send(notice.message()) ? Notice.Handed.SENT : Notice.Handed.REFUSED;
    }

    /** Whether the station wants such messages; NOTICE are those of {@link #send}, the others go by {@link #sendFrame}. */
    boolean understands(DownlinkMessage message);

    /** Whether it wants any of the standard messages on what is around it. Asked of every link some ten times a second. */
    default boolean readsStandardMessages() {
        return understands(DownlinkMessage.DOWNLINK_MESSAGE_RSM)
                || understands(DownlinkMessage.DOWNLINK_MESSAGE_SSM)
                || understands(DownlinkMessage.DOWNLINK_MESSAGE_SPAT)
                || understands(DownlinkMessage.DOWNLINK_MESSAGE_MAP)
                || understands(DownlinkMessage.DOWNLINK_MESSAGE_RSI);
    }

    /** The edition of T/CSAE 53 that frames for it must be of: what the station told, else what it speaks itself. */
    Edition edition();

    /**
     * Hands a UPER message frame to the link.
     *
     * @param frame encoded once, shared by links, never changed
     * @return false when the link is closed or the station does not read; nothing was handed over
     */
    boolean sendFrame(byte[] frame);
}
