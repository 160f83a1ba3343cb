package io.yunkong.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a file into its lines without turning them into text. One owner. */
final class LineFile {
    private static final int LINE_MAX = 1 << 20;

    /** Takes the lines one by one. */
    interface Taker {
        /** Octets of a line without its end, good during the call. */
        void line(byte[] buffer, int from, int length);

        /** A line beyond the limit stood here. */
        void lineTooLong();
    }

    private final Taker taker;
    private byte[] buffer = new byte[1 << 18];
    private boolean skipping;

    LineFile(Taker taker) {
        this.taker = taker;
    }

    /**
     * Gives every line, the last one also when nothing ends it.
     *
     * @throws IOException when it cannot be read on; the lines so far have been given
     */
    void read(InputStream in) throws IOException {
        int kept = 0;
        while (true) {
            int count = in.read(buffer, kept, buffer.length - kept);
            if (count < 0) {
                if (kept > 0) {
                    line(0, kept);
                }
                return;
            }
            kept = cut(kept + count);
            if (kept > LINE_MAX) {
                if (!skipping) {
                    taker.lineTooLong();
                }
                skipping = true;
                kept = 0;
            } else if (kept == buffer.length) {
                buffer = Arrays.copyOf(buffer, 2 * kept);
            }
        }
    }

    /** Gives the lines that are complete and moves the rest to the front; its length. */
    private int cut(int end) {
        int from = 0;
        for (int i = 0; i < end; i++) {
            if (buffer[i] == '\n') {
                line(from, i - from);
                from = i + 1;
            }
        }
        System.arraycopy(buffer, from, buffer, 0, end - from);
        return end - from;
    }

    private void line(int from, int length) {
        if (skipping) {
            skipping = false;
        } else if (length > LINE_MAX) {
            taker.lineTooLong();
        } else {
            taker.line(buffer, from, length);
        }
    }
}
