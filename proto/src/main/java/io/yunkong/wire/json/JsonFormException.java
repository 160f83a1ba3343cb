package io.yunkong.wire.json;

/** A JSON text that is no message of the schema. */
public final class JsonFormException extends Exception {
    private final String path;
    private final String reason;
    private final boolean beginning;

    JsonFormException(String path, String reason) {
        this(path, reason, false);
    }

    JsonFormException(String path, String reason, boolean beginning) {
        super(null, null, false, false);
        this.path = path;
        this.reason = reason;
        this.beginning = beginning;
    }

    JsonFormException within(String member) {
        return new JsonFormException(
                path.isEmpty() || path.startsWith("[") ? member + path : member + "." + path, reason, beginning);
    }

    /** The member that could not be read. */
    public String path() {
        return path;
    }

    /** Whether the text ends inside an object, array or string, as the first line of an indented one does. */
    public boolean isBeginning() {
        return beginning;
    }

    @Override
    public String getMessage() {
        return "no message in json: " + (path.isEmpty() ? "" : "field=" + path + ", ") + reason + "; text refused";
    }
}
