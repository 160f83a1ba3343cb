package io.yunkong.map.road;

/** A zone that cannot be used: which file and line, and why. */
public final class ZoneException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Message "file:line: reason" on one line, whatever the file held; "file: reason" when line is 0, of the file as a whole. */
    public ZoneException(String file, int line, String reason) {
        super(file + (line > 0 ? ":" + line : "") + ": " + reason.replaceAll("\\p{Cntrl}+", " "));
    }
}
