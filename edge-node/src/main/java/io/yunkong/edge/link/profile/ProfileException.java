package io.yunkong.edge.link.profile;

/** A profile that cannot be used: which file and line, and why. */
public final class ProfileException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Message "file:line: reason; profile refused" on one line, whatever the file held. */
    ProfileException(String file, int line, String reason) {
        super(file + (line > 0 ? ":" + line : "") + ": " + reason.replaceAll("\\p{Cntrl}+", " ") + "; profile refused");
    }
}
