package io.yunkong.wire.frame;

/** What a frame's payload is. */
public enum FrameType {
    /** One UPER MessageFrame (T/CSAE 53 and 157). */
    UPER(1),
    /** One session message: DeviceMessage up, EdgeMessage down. */
    SESSION(2),
    /** One message of the edge-cloud link: EdgeToCloud up, CloudToEdge down. */
    LINK(3),
    /**
     * One {@code wire.csae.MessageFrame} in protobuf, from a device that has no UPER codec; up only. The edge encodes it to UPER and goes on as
     * with {@link #UPER}: what comes down is UPER or session messages.
     */
    MESSAGE(4);

    private final int code;

    FrameType(int code) {
        this.code = code;
    }

    /** The octet on the wire. */
    public int code() {
        return code;
    }

    /**
     * The type an octet means.
     *
     * @param code the octet, as a signed byte or as 0..255
     * @throws FrameException with {@link FrameException.Reason#UNKNOWN_TYPE}
     */
    public static FrameType of(int code) throws FrameException {
        return switch (code) {
            case 1 -> UPER;
            case 2 -> SESSION;
            case 3 -> LINK;
            case 4 -> MESSAGE;
            default -> throw new FrameException(FrameException.Reason.UNKNOWN_TYPE, code & 0xFF, MESSAGE.code);
        };
    }
}
