package io.yunkong.map.replay;

/** Where the results of a {@link Replay} go, one JSON line at a time with its end; the text is only good during the call. */
public interface ReplayOutput {
    /** Whether {@link #tracks} is to be called. */
    boolean wantsTracks();

    /** All confirmed tracks at a tick. */
    void tracks(CharSequence line);

    /** A warning was raised or told again. */
    void warning(CharSequence line);
}
