package io.yunkong.sim.obu;

/** A line that cannot be used. The message names what, value and limit; values are repeated only when they are numbers. No stack trace. */
final class BadLineException extends Exception {
    private static final long serialVersionUID = 1L;

    private final LineDefect defect;

    BadLineException(LineDefect defect, String reason) {
        super(reason, null, false, false);
        this.defect = defect;
    }

    LineDefect defect() {
        return defect;
    }
}
