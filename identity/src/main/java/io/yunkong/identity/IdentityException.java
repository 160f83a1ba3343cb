package io.yunkong.identity;

import java.io.IOException;

/** A certificate, key, list or folder that cannot be used. The message is one line to show as it is: what, name=value, what was done. */
public final class IdentityException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Control characters in the message become blanks: it stays one line whatever a file held. */
    public IdentityException(String message) {
        super(message.replaceAll("\\p{Cntrl}+", " "));
    }

    IdentityException(String message, Throwable cause) {
        this(message);
        initCause(cause);
    }
}
