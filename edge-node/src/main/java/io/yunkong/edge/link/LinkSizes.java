package io.yunkong.edge.link;

import io.yunkong.map.observe.Check;
import io.yunkong.wire.frame.FrameHeader;

/**
 * How much the links to devices hold.
 *
 * @param frameBytesMax length of a frame, and octets of a datagram, [64, 8192]
 * @param sendBufferBytes what one connection may hold unsent before it counts as not reading, and its kernel buffer, [1024, 16777216]
 * @param connectionsMax TCP connections at the same time, MQTT among them, [1, 1000000]
 * @param datagramStationsMax stations over UDP at the same time, and as many that only a roadside unit hears, [1, 1000000]
 * @param datagramBatchMax datagrams read by one system call where the transport can, [1, 64]
 */
public record LinkSizes(
        int frameBytesMax, int sendBufferBytes, int connectionsMax, int datagramStationsMax, int datagramBatchMax) {
    /** Frames of 8 KiB, 64 KiB unsent, 20 000 connections and as many stations over UDP. */
    public static LinkSizes standard() {
        return new LinkSizes(FrameHeader.DEVICE_FRAME_BYTES_MAX, 65_536, 20_000, 20_000, 16);
    }

    public LinkSizes {
        Check.within("frameBytesMax", frameBytesMax, 64, FrameHeader.DEVICE_FRAME_BYTES_MAX);
        Check.within("sendBufferBytes", sendBufferBytes, 1024, 16 << 20);
        Check.within("connectionsMax", connectionsMax, 1, 1_000_000);
        Check.within("datagramStationsMax", datagramStationsMax, 1, 1_000_000);
        Check.within("datagramBatchMax", datagramBatchMax, 1, 64);
    }
}
