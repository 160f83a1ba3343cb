package io.yunkong.edge.statistics;

/** Why a TLS handshake of a device came to nothing; one counter each. */
public enum HandshakeFault {
    /** The device showed no certificate. */
    NO_CERTIFICATE,
    /** Its certificate does not lead to an authority trusted here; self-signed ones are of this sort. */
    UNKNOWN_CA,
    EXPIRED,
    NOT_YET_VALID,
    REVOKED,
    /** A good certificate, but not for a client. */
    WRONG_PURPOSE,
    /** A good certificate that names no device. */
    NO_IDENTITY,
    /** The first octets are no TLS. */
    NOT_TLS,
    /** The client hello is longer than the limit. */
    HELLO_TOO_LONG,
    /**
     * The device broke off with an alert, as a rule because it does not trust this edge's certificate; or it speaks another version than TLS
     * 1.3, has no cipher in common, or did what is not allowed in a handshake.
     */
    PROTOCOL,
    /** The device closed before it was done. */
    ABORTED,
    /** Not done within the limit. */
    TIMEOUT,
    /** More handshakes at the same time than this edge takes. */
    TOO_MANY
}
