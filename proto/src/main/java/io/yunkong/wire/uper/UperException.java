package io.yunkong.wire.uper;

/**
 * A frame that is not a valid UPER encoding of the message it claims to be. The only thing a decoder throws, whatever the bytes. Cheap: no
 * stack trace, and the text is made only when it is asked for.
 */
public final class UperException extends Exception {
    /** What is wrong with the frame. */
    public enum Reason {
        /** The frame ends before the message does. */
        TRUNCATED,
        /** A bit pattern outside the constraint of its type. */
        OUT_OF_RANGE,
        /** A CHOICE index that has no alternative. */
        UNKNOWN_ALTERNATIVE,
        /** A length in fragments (16384 and above) where the member cannot be so long. */
        FRAGMENTED,
        /** The frame holds more than one message may: more octets, or more SEQUENCEs and CHOICEs. */
        TOO_LARGE,
        /** The frame holds another message than the one asked for. */
        OTHER_MESSAGE,
        /** More than seven bits left over after the message. */
        TRAILING_BYTES,
        /** Fewer than eight bits left over, but not all zero. */
        PADDING_NOT_ZERO
    }

    private final Reason reason;
    private final String path;
    private final int bitOffset;
    private final long value;
    private final long limit;

    UperException(Reason reason, String path, int bitOffset, long value, long limit) {
        super(null, null, false, false);
        this.reason = reason;
        this.path = path;
        this.bitOffset = bitOffset;
        this.value = value;
        this.limit = limit;
    }

    /** The same, seen from the SEQUENCE around it. */
    UperException within(String member) {
        return new UperException(reason, join(member, path), bitOffset, value, limit);
    }

    static String join(String outer, String inner) {
        return inner.isEmpty() || inner.startsWith("[") ? outer + inner : outer + "." + inner;
    }

    public Reason reason() {
        return reason;
    }

    /** The member that could not be read, in the names of the standard, such as {@code participants[3].pos.offsetLL}. */
    public String path() {
        return path;
    }

    /** Where that member starts, counted in bits from the start of the frame. */
    public int bitOffset() {
        return bitOffset;
    }

    @Override
    public String getMessage() {
        String where = (path.isEmpty() ? "" : "field=" + path + ", ") + "bit=" + bitOffset + ", ";
        return switch (reason) {
                    case TRUNCATED -> "frame ends early: " + where + "bits=" + value + ", limit=" + limit;
                    case OUT_OF_RANGE -> "value out of range: " + where + "value=" + value + ", limit=" + limit;
                    case UNKNOWN_ALTERNATIVE -> "alternative unknown: " + where + "index=" + value + ", limit=" + limit;
                    case FRAGMENTED -> "length too long: " + where + "fragments=" + value + ", limit=" + limit;
                    case TOO_LARGE -> "message too large: " + tooLarge(where);
                    case OTHER_MESSAGE -> "other message in frame: " + where + "index=" + value + ", limit=" + limit;
                    case TRAILING_BYTES -> "frame longer than message: " + where + "bits=" + value + ", limit=" + limit;
                    case PADDING_NOT_ZERO -> "padding not zero: " + where + "bits=" + value + ", limit=" + limit;
                }
                + "; frame refused";
    }

    /** Octets are counted before the first is read; the allowance of parts is always smaller than theirs. */
    private String tooLarge(String where) {
        return limit == MessageCodec.FRAME_OCTETS_MAX
                ? "octets=" + value + ", limit=" + limit
                : where + "parts=" + value + ", limit=" + limit;
    }
}
