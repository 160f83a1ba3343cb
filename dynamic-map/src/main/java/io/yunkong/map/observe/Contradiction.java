package io.yunkong.map.observe;

import org.jspecify.annotations.Nullable;

/** Why what a road user tells, or a sensor of it, is not used: a window that contradicted, until two have agreed. Not thread-safe. */
final class Contradiction {
    private static final int WINDOWS_TO_CLEAR = 2;

    private int windowsToClear;
    private boolean compared;
    private RejectReason reason = RejectReason.SPEED_CONTRADICTS_DISPLACEMENT;

    void start() {
        windowsToClear = 0;
        compared = false;
    }

    void judge(MotionWindow.Verdict verdict) {
        switch (verdict) {
            case OPEN -> {}
            case AGREES -> {
                windowsToClear = Math.max(0, windowsToClear - 1);
                compared = true;
            }
            case SPEED_CONTRADICTS -> contradicts(RejectReason.SPEED_CONTRADICTS_DISPLACEMENT);
            case HEADING_CONTRADICTS -> contradicts(RejectReason.HEADING_CONTRADICTS_COURSE);
        }
    }

    private void contradicts(RejectReason why) {
        windowsToClear = WINDOWS_TO_CLEAR;
        compared = true;
        reason = why;
    }

    /** Whether any window has ended. */
    boolean compared() {
        return compared;
    }

    /** Null while nothing contradicts. */
    @Nullable RejectReason reason() {
        return windowsToClear > 0 ? reason : null;
    }
}
