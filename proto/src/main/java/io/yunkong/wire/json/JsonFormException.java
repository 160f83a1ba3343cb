package io.yunkong.wire.json;

/** A JSON text that is no message of the schema. */
public final class JsonFormException extends Exception {
    private final String path;
    private final String reason;

    JsonFormException(String path, String reason) {
        super(null, null, false, false);
        this.path = path;
        this.reason = reason;
    }

    JsonFormException within(String member) {
        return new JsonFormException(
                path.isEmpty() || path.startsWith("[") ? member + path : member + "." + path, reason);
    }

    /** The member that could not be read. */
    public String path() {
        return path;
    }

    @Override
    public String getMessage() {
        return "no message in json: field=" + path + ", " + reason + "; text refused";
    }
}
