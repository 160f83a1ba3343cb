package io.yunkong.edge.link;

import io.yunkong.map.observe.Check;
import io.yunkong.wire.frame.FrameHeader;
import java.time.Duration;

/**
 * Limits of the links to devices. Every time is in (0, 1 h].
 *
 * @param helloTimeout a connection that has not said hello by then is closed
 * @param frameTimeout a frame that was begun and is not complete by then closes its connection
 * @param idleTimeout a session without one whole frame for this long is closed; a datagram station is forgotten
 * @param heartbeatInterval the edge says something on a session at least this often, and wants the same of the device; shorter than
 *     {@code idleTimeout}
 * @param slowReaderTimeout a device that has not read what it was sent for this long is closed
 * @param lingerTimeout after a refusal the edge waits this long for the device to read it and close
 * @param frameBytesMax length of a frame, and octets of a datagram, [64, 8192]
 * @param sendBufferBytes what one connection may hold unsent before it counts as not reading, and its kernel buffer, [1024, 16777216]
 * @param connectionsMax TCP connections at the same time, MQTT among them, [1, 1000000]
 * @param datagramStationsMax stations over UDP at the same time, and as many that only a roadside unit hears, [1, 1000000]
 * @param datagramBatchMax datagrams read by one system call where the transport can, [1, 64]
 * @param framesPerSecond frames of one vehicle, lasting rate, [1, 100000]
 * @param framesBurst frames of one vehicle at once, [1, 100000]
 * @param roadsideFactor a roadside unit may send this many times as much, [1, 1000]
 * @param resume what is kept of sessions whose connection broke
 * @param tls limits of handshakes
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
        int roadsideFactor,
        ResumeLimits resume,
        TlsLimits tls) {
    private static final double TIME_MAX_S = 3600;

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
                20,
                ResumeLimits.standard(),
                TlsLimits.standard());
    }

    public LinkLimits {
        Check.above("helloTimeoutS", seconds(helloTimeout), 0, TIME_MAX_S);
        Check.above("frameTimeoutS", seconds(frameTimeout), 0, TIME_MAX_S);
        Check.above("idleTimeoutS", seconds(idleTimeout), 0, TIME_MAX_S);
        Check.above("heartbeatIntervalS", seconds(heartbeatInterval), 0, TIME_MAX_S);
        Check.above("slowReaderTimeoutS", seconds(slowReaderTimeout), 0, TIME_MAX_S);
        Check.above("lingerTimeoutS", seconds(lingerTimeout), 0, TIME_MAX_S);
        if (heartbeatInterval.compareTo(idleTimeout) >= 0) {
            throw new IllegalArgumentException("heartbeats too rare: heartbeatInterval=" + heartbeatInterval
                    + ", limit=<idleTimeout=" + idleTimeout + "; refused");
        }
        Check.within("frameBytesMax", frameBytesMax, 64, FrameHeader.DEVICE_FRAME_BYTES_MAX);
        Check.within("sendBufferBytes", sendBufferBytes, 1024, 16 << 20);
        Check.within("connectionsMax", connectionsMax, 1, 1_000_000);
        Check.within("datagramStationsMax", datagramStationsMax, 1, 1_000_000);
        Check.within("datagramBatchMax", datagramBatchMax, 1, 64);
        Check.within("framesPerSecond", framesPerSecond, 1, 100_000);
        Check.within("framesBurst", framesBurst, 1, 100_000);
        Check.within("roadsideFactor", roadsideFactor, 1, 1000);
    }

    /** Unlike {@link Duration#toNanos()} never overflows. */
    static double seconds(Duration time) {
        return time.getSeconds() + time.getNano() * 1e-9;
    }
}
