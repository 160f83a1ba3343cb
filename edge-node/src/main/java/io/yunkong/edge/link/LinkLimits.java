package io.yunkong.edge.link;

import io.yunkong.wire.frame.FrameHeader;
import java.time.Duration;

/**
 * Limits of the links to devices.
 *
 * @param helloTimeout a connection that has not said hello by then is closed
 * @param frameTimeout a frame that was begun and is not complete by then closes its connection
 * @param idleTimeout a session without one whole frame for this long is closed; a datagram station is forgotten
 * @param heartbeatInterval the edge says something on a session at least this often, and wants the same of the device
 * @param slowReaderTimeout a device that has not read what it was sent for this long is closed
 * @param lingerTimeout after a refusal the edge waits this long for the device to read it and close
 * @param frameBytesMax length of a frame, and octets of a datagram, [64, 8192]
 * @param sendBufferBytes what one connection may hold unsent before it counts as not reading, and its kernel buffer
 * @param connectionsMax TCP connections at the same time
 * @param datagramStationsMax stations over UDP at the same time
 * @param datagramBatchMax datagrams read by one system call where the transport can
 * @param framesPerSecond frames of one vehicle, lasting rate
 * @param framesBurst frames of one vehicle at once
 * @param roadsideFactor a roadside unit may send this many times as much
 */
public record LinkLimits(
        Duration helloTimeout,
        Duration frameTimeout,
        Duration idleTimeout,
        Duration heartbeatInterval,
        Duration slowReaderTimeout,
        Duration lingerTimeout,
        int frameBytesMax,
        int sendBufferBytes,
        int connectionsMax,
        int datagramStationsMax,
        int datagramBatchMax,
        int framesPerSecond,
        int framesBurst,
        int roadsideFactor) {

    /** The limits of the session protocol: 2 s to say hello and to complete a frame, 5 s idle, 1 s heartbeats; 20 frames a second. */
    public static LinkLimits standard() {
        return new LinkLimits(
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                FrameHeader.DEVICE_FRAME_BYTES_MAX,
                65_536,
                20_000,
                20_000,
                16,
                20,
                40,
                20);
    }

    public LinkLimits {
        if (frameBytesMax < 64 || frameBytesMax > FrameHeader.DEVICE_FRAME_BYTES_MAX) {
            throw new IllegalArgumentException("frame limit out of range: frameBytesMax=" + frameBytesMax
                    + ", limit=64.." + FrameHeader.DEVICE_FRAME_BYTES_MAX + "; refused");
        }
        if (datagramBatchMax < 1 || datagramBatchMax > 64) {
            throw new IllegalArgumentException(
                    "datagram batch out of range: datagramBatchMax=" + datagramBatchMax + ", limit=1..64; refused");
        }
        if (framesPerSecond < 1 || framesBurst < 1 || roadsideFactor < 1) {
            throw new IllegalArgumentException("rate too low: framesPerSecond=" + framesPerSecond + ", framesBurst="
                    + framesBurst + ", roadsideFactor=" + roadsideFactor + ", limit=1; refused");
        }
    }
}
