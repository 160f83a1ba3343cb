package io.yunkong.wire.frame;

/**
 * Layout and limits of the frame header.
 *
 * <pre>
 *  +--------+--------+--------+---------//
 *  | length (u16 BE) |  type  | payload      length = 1 + payload octets
 *  +--------+--------+--------+---------//
 * </pre>
 *
 * <p>Stateless: safe for use by any thread.
 */
public final class FrameHeader {
    /** Octets of the length field. */
    public static final int LENGTH_BYTES = 2;

    /** Octets of the type field; the length counts them. */
    public static final int TYPE_BYTES = 1;

    /** Octets before the payload. */
    public static final int BYTES = LENGTH_BYTES + TYPE_BYTES;

    /** Smallest length: the type and one octet of payload. */
    public static final int FRAME_BYTES_MIN = TYPE_BYTES + 1;

    /** Largest length between a device and an edge. */
    public static final int DEVICE_FRAME_BYTES_MAX = 8192;

    /** Largest length between an edge and the cloud. */
    public static final int LINK_FRAME_BYTES_MAX = 65535;

    /**
     * First octet of a datagram that holds a session message. A UPER MessageFrame cannot start so: it would be an extension alternative
     * with a number above 63.
     */
    public static final int DATAGRAM_SESSION_MARKER = 0xF5;

    private FrameHeader() {}

    /**
     * A header as a number of 24 bits, most significant octet first on the wire: what Netty's {@code writeMedium} and Vert.x'
     * {@code appendMedium} take. The payload follows it.
     *
     * @param payloadBytes octets of payload, 1..frameBytesMax - 1
     * @param frameBytesMax limit of the link, {@link #DEVICE_FRAME_BYTES_MAX} or {@link #LINK_FRAME_BYTES_MAX}
     * @throws IllegalArgumentException if the payload is empty or does not fit the link's limit: the peer would close the link
     */
    public static int encode(FrameType type, int payloadBytes, int frameBytesMax) {
        try {
            return checkLength(TYPE_BYTES + payloadBytes, frameBytesMax) << 8 | type.code();
        } catch (FrameException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * The length field of a header as it was read, if it keeps the limits: octets that follow it, type and payload.
     *
     * @throws FrameException if it is below {@link #FRAME_BYTES_MIN} or above the link's limit
     */
    public static int checkLength(int length, int frameBytesMax) throws FrameException {
        if (length < FRAME_BYTES_MIN) {
            throw new FrameException(FrameException.Reason.TOO_SHORT, length, FRAME_BYTES_MIN);
        }
        if (length > frameBytesMax) {
            throw new FrameException(FrameException.Reason.TOO_LONG, length, frameBytesMax);
        }
        return length;
    }
}
