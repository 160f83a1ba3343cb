package io.yunkong.wire.uper;

/** A message that the schema of its edition cannot hold, and that therefore has no encoding. Cheap: no stack trace. */
public final class ValueException extends Exception {
    private final String path;
    private final String reason;

    ValueException(String path, String reason) {
        super(null, null, false, false);
        this.path = path;
        this.reason = reason;
    }

    /** The same, seen from the SEQUENCE around it. */
    ValueException within(String member) {
        return new ValueException(UperException.join(member, path), reason);
    }

    /** The member that cannot be written, in the names of the standard. */
    public String path() {
        return path;
    }

    @Override
    public String getMessage() {
        return "value cannot be encoded: " + (path.isEmpty() ? "" : "field=" + path + ", ") + reason
                + "; nothing encoded";
    }
}
