package io.yunkong.edge.statistics;

/** Why a device's connection ended; one counter each. */
public enum CloseReason {
    /** The device closed it. */
    PEER_CLOSED,
    /** Reset, or another failure of the transport. */
    TRANSPORT_ERROR,
    /** More connections than this edge takes. */
    TOO_MANY_CONNECTIONS,
    /** No Hello within the limit. */
    HELLO_TIMEOUT,
    /** Something else came before the Hello. */
    NO_HELLO,
    /** The Hello was refused; the refusal code tells why. */
    HELLO_REFUSED,
    /** No whole frame within the idle limit. */
    IDLE,
    /** A frame was begun and not completed within the limit. */
    FRAME_INCOMPLETE,
    /** A frame header that cannot be right: the link has lost step. */
    FRAME_HEADER,
    /** A session message that cannot be parsed, or that a device must not send. */
    SESSION_MESSAGE,
    /** The device did not read what it was sent. */
    SLOW_READER,
    /** Its certificate was revoked or ran out. */
    CERTIFICATE,
    /** The same device opened a newer session. */
    REPLACED,
    /** The edge is stopping. */
    SHUTTING_DOWN
}
