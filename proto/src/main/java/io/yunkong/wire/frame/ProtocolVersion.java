package io.yunkong.wire.frame;

/** Versions of the two protocols that begin with a hello. A peer that says another one is refused. */
public final class ProtocolVersion {
    /** Session of a device with an edge: {@code Hello.protocol_version}. */
    public static final int SESSION = 1;

    /** Link of an edge with a cloud node: {@code EdgeHello.protocol_version}. */
    public static final int LINK = 1;

    private ProtocolVersion() {}
}
