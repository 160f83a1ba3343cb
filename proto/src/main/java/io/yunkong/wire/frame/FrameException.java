package io.yunkong.wire.frame;

/** A frame header that cannot be right; the link that sent it has lost step and must be closed. Carries no stack trace. */
public final class FrameException extends Exception {
    /** What is wrong with the header. */
    public enum Reason {
        /** The length does not cover the type octet and one octet of payload. */
        TOO_SHORT,
        /** The length is beyond the limit of this kind of link. */
        TOO_LONG,
        /** No such frame type. */
        UNKNOWN_TYPE
    }

    private final Reason reason;
    private final int value;
    private final int limit;

    FrameException(Reason reason, int value, int limit) {
        super(null, null, false, false);
        this.reason = reason;
        this.value = value;
        this.limit = limit;
    }

    public Reason reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return switch (reason) {
            case TOO_SHORT -> "frame too short: length=" + value + ", limit=" + limit + "; frame refused";
            case TOO_LONG -> "frame too long: length=" + value + ", limit=" + limit + "; frame refused";
            case UNKNOWN_TYPE -> "frame type unknown: type=" + value + ", limit=" + limit + "; frame refused";
        };
    }
}
