package io.yunkong.load.jmh;

import java.util.Arrays;

/** Encoded messages in the order in which they come in, in room that is used again. Not thread-safe. */
final class Messages {
    private final int octetsMax;
    private byte[][] octets = new byte[0][];
    private int[] lengths = new int[0];
    private long[] timesUs = new long[0];
    private int count;

    /** @param octetsMax of the longest message */
    Messages(int octetsMax) {
        this.octetsMax = octetsMax;
    }

    void clear() {
        count = 0;
    }

    /** Where the next message is to be written, before it is {@link #add}ed. */
    byte[] room() {
        if (count == octets.length) {
            octets = Arrays.copyOf(octets, 2 * count + 1);
            lengths = Arrays.copyOf(lengths, octets.length);
            timesUs = Arrays.copyOf(timesUs, octets.length);
            for (int i = count; i < octets.length; i++) {
                octets[i] = new byte[octetsMax];
            }
        }
        return octets[count];
    }

    /**
     * Takes in what was written to the room.
     *
     * @param atUs when it was sent and comes in, microseconds since 1970 UTC
     */
    void add(int length, long atUs) {
        lengths[count] = length;
        timesUs[count] = atUs;
        count++;
    }

    int count() {
        return count;
    }

    byte[] octets(int index) {
        return octets[index];
    }

    int length(int index) {
        return lengths[index];
    }

    long timeUs(int index) {
        return timesUs[index];
    }
}
