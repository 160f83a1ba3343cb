package io.yunkong.edge.link.profile;

import io.yunkong.map.observe.RejectReason;

/** A payload that holds no message. Cheap: no stack trace. */
public final class PayloadException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RejectReason reason;

    /** @param text what is wrong, in our words and the standard's: never what the payload says */
    PayloadException(RejectReason reason, String text) {
        super(text, null, false, false);
        this.reason = reason;
    }

    /** Under which it is counted. */
    public RejectReason reason() {
        return reason;
    }
}
