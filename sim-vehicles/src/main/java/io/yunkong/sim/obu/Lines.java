package io.yunkong.sim.obu;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Splits a stream into lines of bounded length, ended by LF, CR LF or the end. One owner. */
final class Lines implements AutoCloseable {
    /** Octets kept of a line; one more tells that it was longer. */
    static final int OCTETS_MAX = 8192;

    private final InputStream in;
    private final byte[] buffer = new byte[OCTETS_MAX + 1];

    Lines(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The next line without its end, the rest of one that is too long being thrown away; null at the end of the stream. */
    @Nullable String next() throws IOException {
        int length = 0;
        int octet = in.read();
        if (octet < 0) {
            return null;
        }
        while (octet >= 0 && octet != '\n') {
            if (length < buffer.length) {
                buffer[length++] = (byte) octet;
            }
            octet = in.read();
        }
        if (length > 0 && buffer[length - 1] == '\r') {
            length--;
        }
        return new String(buffer, 0, length, StandardCharsets.UTF_8);
    }

    /** Also by another thread than the one that reads. */
    @Override
    public void close() throws IOException {
        in.close();
    }
}
